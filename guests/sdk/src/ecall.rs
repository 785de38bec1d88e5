//! The machine's environment calls: the number in a7, arguments from a0 on.

#[cfg(target_os = "none")]
mod numbers {
    pub const HALT: usize = 93;
    pub const WRITE: usize = 64;
    pub const KECCAK_F: usize = 0x700;
    pub const MULMOD256: usize = 0x701;
    pub const SHA256_COMPRESS: usize = 0x702;
    pub const POSEIDON2: usize = 0x703;
}

/// Ends the guest. Code 0 is success; no default verifier accepts another.
pub fn halt(code: i32) -> ! {
    crate::io::commit();
    exit(code)
}

#[cfg(target_os = "none")]
fn exit(code: i32) -> ! {
    // SAFETY: the machine stops here.
    unsafe {
        core::arch::asm!(
            "ecall",
            in("a0") code,
            in("a7") numbers::HALT,
            options(noreturn, nostack)
        )
    }
}

#[cfg(not(target_os = "none"))]
fn exit(code: i32) -> ! {
    std::process::exit(code)
}

/// Hands bytes to the host: output (1) or messages to the developer (2).
#[cfg(target_os = "none")]
pub(crate) fn write(descriptor: usize, bytes: &[u8]) {
    // SAFETY: the call reads the bytes and changes nothing but a0.
    unsafe {
        core::arch::asm!(
            "ecall",
            inlateout("a0") descriptor => _,
            in("a1") bytes.as_ptr(),
            in("a2") bytes.len(),
            in("a7") numbers::WRITE,
            options(nostack, readonly)
        )
    }
}

#[cfg(not(target_os = "none"))]
pub(crate) fn write(descriptor: usize, bytes: &[u8]) {
    use std::io::Write;
    // a guest's main function is not Rust's, at whose end output would be flushed
    let mut output = std::io::stdout();
    let result = match descriptor {
        1 => output.write_all(bytes).and_then(|()| output.flush()),
        _ => std::io::stderr().write_all(bytes),
    };
    result.expect("the host takes what a guest writes");
}

/// A call with pointers to memory that the machine reads and writes.
#[cfg(target_os = "none")]
macro_rules! accelerate {
    ($number:expr, $($register:tt => $pointer:expr),+) => {
        // SAFETY: callers pass references to aligned memory of the size the call takes, mutable
        // where it writes; it changes no registers.
        unsafe {
            core::arch::asm!(
                "ecall",
                $(in($register) $pointer,)+
                in("a7") $number,
                options(nostack, preserves_flags)
            )
        }
    };
}

#[cfg(target_os = "none")]
#[inline(always)]
pub(crate) fn keccak_f(state: &mut [u64; 25]) {
    accelerate!(numbers::KECCAK_F, "a0" => state.as_mut_ptr());
}

/// `result = a·b + c mod m`
#[cfg(target_os = "none")]
#[inline(always)]
pub(crate) fn mulmod256(
    result: *mut [u64; 4],
    a: *const [u64; 4],
    b: *const [u64; 4],
    c: *const [u64; 4],
    m: *const [u64; 4],
) {
    accelerate!(
        numbers::MULMOD256,
        "a0" => result,
        "a1" => a,
        "a2" => b,
        "a3" => c,
        "a4" => m
    );
}

#[cfg(target_os = "none")]
#[inline(always)]
pub(crate) fn sha256_compress(state: &mut crate::sha256::State, block: &crate::sha256::Block) {
    accelerate!(
        numbers::SHA256_COMPRESS,
        "a0" => core::ptr::from_mut(state),
        "a1" => core::ptr::from_ref(block)
    );
}

#[cfg(target_os = "none")]
#[inline(always)]
pub(crate) fn poseidon2(state: &mut crate::poseidon2::State) {
    accelerate!(numbers::POSEIDON2, "a0" => core::ptr::from_mut(state));
}
