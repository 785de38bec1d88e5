//! Private input and public output.
//!
//! What a proof states of the output is its sha256 digest. The digest is computed here, by the
//! guest, and left in the public page when it halts.

use crate::sha256::Sha256;
use core::cell::UnsafeCell;

#[cfg(target_os = "none")]
const INPUT_LENGTH: *const u64 = 0x4000_0000 as *const u64;
#[cfg(target_os = "none")]
const INPUT_BYTES: *const u8 = 0x4000_0020 as *const u8;
#[cfg(target_os = "none")]
const PUBLIC_DIGEST: *mut [u64; 4] = 0x7fff_0000 as *mut [u64; 4];

struct Output(UnsafeCell<Sha256>);

// SAFETY: a guest has one thread.
unsafe impl Sync for Output {}

static OUTPUT: Output = Output(UnsafeCell::new(Sha256::new()));

/// The whole input, where it lies: nothing is copied, and every call gives the same.
#[cfg(target_os = "none")]
pub fn read_input() -> &'static [u8] {
    // SAFETY: the machine maps the input, read only, before the guest starts. A length beyond the
    // region would be another machine's.
    unsafe { core::slice::from_raw_parts(INPUT_BYTES, INPUT_LENGTH.read() as usize) }
}

/// The whole input: the standard input of the host.
#[cfg(not(target_os = "none"))]
pub fn read_input() -> &'static [u8] {
    use std::io::Read;
    static INPUT: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    INPUT.get_or_init(|| {
        let mut input = Vec::new();
        std::io::stdin().read_to_end(&mut input).expect("standard input can be read");
        input
    })
}

/// Appends to the public output.
pub fn write_output(bytes: &[u8]) {
    // SAFETY: one thread, and no reference outlives this function.
    unsafe { (*OUTPUT.0.get()).update(bytes) };
    crate::ecall::write(1, bytes);
}

/// Tells the developer something; no part of what is proven.
pub fn log(bytes: &[u8]) {
    crate::ecall::write(2, bytes);
}

/// Leaves the digest of the output where a proof takes it from.
pub(crate) fn commit() {
    #[cfg(target_os = "none")]
    {
        // SAFETY: one thread, and no reference outlives this block; the public page is there.
        let digest = unsafe { (*OUTPUT.0.get()).clone() }.finish();
        let mut words = [0; 4];
        for (word, bytes) in words.iter_mut().zip(digest.chunks_exact(8)) {
            *word = u64::from_le_bytes(bytes.try_into().expect("chunks have 8 bytes"));
        }
        unsafe { PUBLIC_DIGEST.write_volatile(words) };
    }
}

/// `read_input` of the standard, for C.
///
/// # Safety
/// Both pointers must be valid for writes.
#[cfg(target_os = "none")]
#[export_name = "read_input"]
pub unsafe extern "C" fn read_input_c(buffer: *mut *const u8, size: *mut usize) {
    let input = read_input();
    // SAFETY: by contract.
    unsafe {
        buffer.write(input.as_ptr());
        size.write(input.len());
    }
}

/// `write_output` of the standard, for C.
///
/// # Safety
/// `output` must be valid for reads of `size` bytes.
#[cfg(target_os = "none")]
#[export_name = "write_output"]
pub unsafe extern "C" fn write_output_c(output: *const u8, size: usize) {
    if size != 0 {
        // SAFETY: by contract.
        write_output(unsafe { core::slice::from_raw_parts(output, size) });
    }
}
