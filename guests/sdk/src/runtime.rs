//! What surrounds a guest's main function: the first instructions, memory, and panics.

use core::alloc::{GlobalAlloc, Layout};
use core::cell::Cell;
use core::fmt::Write;

// One past the end of the stack is 0x7800_0000. `tp` is a pointer that nothing here uses; C
// libraries do, for thread-local variables, so it does not stay null.
core::arch::global_asm!(
    ".section .text.start, \"ax\"",
    ".globl _start",
    "_start:",
    ".option push",
    ".option norelax",
    "la gp, __global_pointer$",
    ".option pop",
    "lui sp, 0x78000",
    "addi sp, sp, -16",
    "mv tp, sp",
    "call {start}",
    "unimp",
    start = sym start,
);

extern "C" {
    fn main() -> i32;
    static _heap_start: u8;
    static _heap_end: u8;
}

extern "C" fn start() -> ! {
    // SAFETY: every guest defines main, in Rust by `entry!`, in C by its signature.
    crate::halt(unsafe { main() })
}

/// Hands out memory from the heap's start upwards and takes nothing back but the last piece. The
/// machine's memory starts as zeros, so fresh memory needs no clearing.
struct Heap {
    next: Cell<usize>,
}

// SAFETY: a guest has one thread.
unsafe impl Sync for Heap {}

#[global_allocator]
static HEAP: Heap = Heap { next: Cell::new(0) };

// SAFETY: pieces do not overlap, are aligned, and lie in the heap.
unsafe impl GlobalAlloc for Heap {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let (heap_start, heap_end) =
            (&raw const _heap_start as usize, &raw const _heap_end as usize);
        let next = if self.next.get() == 0 { heap_start } else { self.next.get() };
        let start = (next + layout.align() - 1) & !(layout.align() - 1);
        match start.checked_add(layout.size()) {
            Some(end) if end <= heap_end => {
                self.next.set(end);
                start as *mut u8
            }
            _ => core::ptr::null_mut(),
        }
    }

    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}

    unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if old as usize + layout.size() == self.next.get() && size >= layout.size() {
            // SAFETY: as for a piece that starts where the old one ends.
            let more = unsafe {
                self.alloc(Layout::from_size_align_unchecked(size - layout.size(), 1))
            };
            return if more.is_null() { more } else { old };
        }
        // SAFETY: the caller keeps the contract of realloc.
        unsafe {
            let new = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !new.is_null() {
                core::ptr::copy_nonoverlapping(old, new, layout.size().min(size));
            }
            new
        }
    }
}

struct Messages;

impl Write for Messages {
    fn write_str(&mut self, text: &str) -> core::fmt::Result {
        crate::io::log(text.as_bytes());
        Ok(())
    }
}

#[panic_handler]
fn panic(info: &core::panic::PanicInfo) -> ! {
    let _ = writeln!(Messages, "{info}");
    crate::halt(crate::PANIC_EXIT_CODE)
}
