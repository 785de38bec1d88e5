//! Words at any address. The machine reads and writes them in one instruction each; the compiler,
//! which knows nothing of that, would take bytes one by one.

use alloc::vec::Vec;

/// The eight bytes from `at` on, the lowest first.
#[inline(always)]
pub fn load(bytes: &[u8], at: usize) -> u64 {
    let bytes = &bytes[at..at + 8];
    #[cfg(target_os = "none")]
    {
        let word: u64;
        // SAFETY: the slice has eight bytes; misaligned loads work.
        unsafe {
            core::arch::asm!(
                "ld {word}, 0({address})",
                word = lateout(reg) word,
                address = in(reg) bytes.as_ptr(),
                options(pure, readonly, nostack, preserves_flags)
            );
        }
        word
    }
    #[cfg(not(target_os = "none"))]
    {
        u64::from_le_bytes(bytes.try_into().expect("eight bytes"))
    }
}

/// Writes eight bytes from `at` on, the lowest first.
#[inline(always)]
pub fn store(bytes: &mut [u8], at: usize, word: u64) {
    let bytes = &mut bytes[at..at + 8];
    // SAFETY: the slice has eight bytes.
    unsafe { store_at(bytes.as_mut_ptr(), word) }
}

/// # Safety
/// Eight bytes from `place` on may be written.
#[inline(always)]
unsafe fn store_at(place: *mut u8, word: u64) {
    #[cfg(target_os = "none")]
    // SAFETY: by contract; misaligned stores work.
    unsafe {
        core::arch::asm!(
            "sd {word}, 0({place})",
            word = in(reg) word,
            place = in(reg) place,
            options(nostack, preserves_flags)
        );
    }
    #[cfg(not(target_os = "none"))]
    // SAFETY: by contract.
    unsafe {
        place.cast::<[u8; 8]>().write(word.to_le_bytes());
    }
}

/// Copies `from` to the beginning of `to`, which must not be shorter.
#[inline]
pub fn copy(to: &mut [u8], from: &[u8]) {
    let to = &mut to[..from.len()];
    // SAFETY: it has that many bytes.
    unsafe { copy_to(to.as_mut_ptr(), from) }
}

/// Appends bytes.
#[inline]
pub fn append(to: &mut Vec<u8>, from: &[u8]) {
    to.reserve(from.len());
    let start = to.len();
    // SAFETY: there is room for that many more bytes, and they are written.
    unsafe {
        copy_to(to.as_mut_ptr().add(start), from);
        to.set_len(start + from.len());
    }
}

/// # Safety
/// As many bytes as `from` has may be written from `place` on, and are not among `from`.
#[inline]
unsafe fn copy_to(place: *mut u8, from: &[u8]) {
    let length = from.len();
    // SAFETY: no place beyond the length.
    unsafe {
        if length >= 8 {
            for at in (0..length - 7).step_by(8) {
                store_at(place.add(at), load(from, at));
            }
            // the last word overlaps the one before
            store_at(place.add(length - 8), load(from, length - 8));
        } else {
            for (at, byte) in from.iter().enumerate() {
                place.add(at).write(*byte);
            }
        }
    }
}
