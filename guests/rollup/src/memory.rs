//! Words at any address. The machine reads and writes them in one instruction each; the compiler,
//! which knows nothing of that, would take bytes one by one.

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
    #[cfg(target_os = "none")]
    // SAFETY: the slice has eight bytes; misaligned stores work.
    unsafe {
        core::arch::asm!(
            "sd {word}, 0({address})",
            word = in(reg) word,
            address = in(reg) bytes.as_mut_ptr(),
            options(nostack, preserves_flags)
        );
    }
    #[cfg(not(target_os = "none"))]
    bytes.copy_from_slice(&word.to_le_bytes());
}

/// Copies `from` to the beginning of `to`, which must not be shorter.
#[inline]
pub fn copy(to: &mut [u8], from: &[u8]) {
    let length = from.len();
    let to = &mut to[..length];
    if length >= 8 {
        let mut at = 0;
        while at + 8 <= length {
            store(to, at, load(from, at));
            at += 8;
        }
        // the last word overlaps the one before
        store(to, length - 8, load(from, length - 8));
    } else {
        for (to, from) in to.iter_mut().zip(from) {
            *to = *from;
        }
    }
}
