//! `libakashi.a`: the guest library behind the C headers of eth-act/zkvm-standards. `_start`,
//! `read_input`, `write_output` and `memcpy` and its like come along from below.
#![no_std]
#![deny(missing_docs)]

use akashi_guest::{keccak, secp256k1, sha256};
use core::slice;

/// Success.
pub(crate) const OK: i32 = 0;

/// Failure.
pub(crate) const FAIL: i32 = -1;

/// The exit code of `abort()`, that of a signal 6 in shells.
const ABORT: i32 = 134;

/// Ends the guest abnormally.
#[no_mangle]
pub extern "C" fn abort() -> ! {
    akashi_guest::halt(ABORT)
}

/// Ends the guest; 0 is success.
#[no_mangle]
pub extern "C" fn exit(code: i32) -> ! {
    akashi_guest::halt(code)
}

/// The bytes at `data`.
///
/// # Safety
/// `data` must be valid for reads of `size` bytes, unless `size` is 0.
pub(crate) unsafe fn bytes<'a>(data: *const u8, size: usize) -> &'a [u8] {
    if size == 0 {
        return &[];
    }
    assert!(!data.is_null(), "a pointer is null");
    // SAFETY: by contract.
    unsafe { slice::from_raw_parts(data, size) }
}

/// What `pointer` points to.
///
/// # Safety
/// `pointer` must be valid.
pub(crate) unsafe fn deref<'a, T>(pointer: *const T) -> &'a T {
    // SAFETY: by contract.
    unsafe { pointer.as_ref() }.expect("a pointer is null")
}

/// Stores a result.
///
/// # Safety
/// `pointer` must be valid for writes.
pub(crate) unsafe fn store<T>(pointer: *mut T, value: T) {
    assert!(!pointer.is_null(), "a pointer is null");
    // SAFETY: by contract.
    unsafe { pointer.write(value) };
}

/// Keccak-256.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_keccak256(data: *const u8, size: usize, out: *mut [u8; 32]) -> i32 {
    // SAFETY: by contract.
    unsafe { store(out, keccak::keccak256(bytes(data, size))) };
    OK
}

/// SHA-256.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_sha256(data: *const u8, size: usize, out: *mut [u8; 32]) -> i32 {
    // SAFETY: by contract.
    unsafe { store(out, sha256::digest(bytes(data, size))) };
    OK
}

/// ECDSA verification on secp256k1.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_secp256k1_verify(
    hash: *const [u8; 32],
    signature: *const [u8; 64],
    key: *const [u8; 64],
    verified: *mut bool,
) -> i32 {
    // SAFETY: by contract.
    unsafe { store(verified, secp256k1::verify(deref(hash), deref(signature), deref(key))) };
    OK
}

/// ECDSA public key recovery on secp256k1; fails where there is no key.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_secp256k1_ecrecover(
    hash: *const [u8; 32],
    signature: *const [u8; 64],
    recovery_id: u8,
    out: *mut [u8; 64],
) -> i32 {
    // SAFETY: by contract.
    match unsafe { secp256k1::recover(deref(hash), deref(signature), recovery_id) } {
        Some(key) => {
            // SAFETY: by contract.
            unsafe { store(out, key) };
            OK
        }
        None => FAIL,
    }
}
