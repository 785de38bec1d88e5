//! `libakashi_all.a`: what `libakashi.a` has, and the other fifteen functions of the accelerator
//! header of eth-act/zkvm-standards, in software.
//!
//! The machine has no chip for these, so they are what libraries make of them in RV64IM; a chip
//! that comes later takes the place of a function here, and no guest has to change. They are a
//! library of their own for two reasons: these are the only guests' parts with dependencies, so
//! everything else is built without a network; and two static libraries of Rust in one program would
//! bring two allocators. So this one contains the other, and the linker leaves out what a guest does
//! not call.
//!
//! Meaning, as the Ethereum precompiles': a point off its curve, a coordinate that is not below the
//! prime, or one outside of the subgroup where the precompile asks for it, is a failure, and nothing
//! is written. All zeros are the point at infinity.
#![no_std]
#![deny(missing_docs, unsafe_op_in_unsafe_fn)]

extern crate alloc;

/// The functions of `libakashi.a`.
#[path = "../../c/lib/src/lib.rs"]
#[allow(unused_attributes)]
mod akashi;

mod blake2;
mod bls12;
mod bn254;
mod curve;
mod kzg;
mod modexp;
mod secp256r1;

use akashi::{bytes, deref, store, FAIL, OK};
use core::slice;
use ripemd::{Digest, Ripemd160};

/// Stores a result, if there is one.
///
/// # Safety
/// `pointer` must be valid for writes.
unsafe fn finish<T>(pointer: *mut T, result: Option<T>) -> i32 {
    match result {
        Some(value) => {
            // SAFETY: by contract.
            unsafe { store(pointer, value) };
            OK
        }
        None => FAIL,
    }
}

/// The `count` elements at `data`.
///
/// # Safety
/// `data` must be valid for reads of as many, unless `count` is 0.
unsafe fn elements<'a, T>(data: *const T, count: usize) -> &'a [T] {
    if count == 0 {
        return &[];
    }
    assert!(!data.is_null(), "a pointer is null");
    // SAFETY: by contract.
    unsafe { slice::from_raw_parts(data, count) }
}

/// RIPEMD-160, behind twelve zeros.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_ripemd160(data: *const u8, size: usize, out: *mut [u8; 32]) -> i32 {
    let mut padded = [0; 32];
    // SAFETY: by contract.
    padded[12..].copy_from_slice(&Ripemd160::digest(unsafe { bytes(data, size) }));
    // SAFETY: by contract.
    unsafe { finish(out, Some(padded)) }
}

/// `base^exponent mod modulus`, big-endian; the output is as long as the modulus.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_modexp(
    base: *const u8,
    base_size: usize,
    exponent: *const u8,
    exponent_size: usize,
    modulus: *const u8,
    modulus_size: usize,
    out: *mut u8,
) -> i32 {
    // SAFETY: by contract.
    let (base, exponent, modulus) =
        unsafe { (bytes(base, base_size), bytes(exponent, exponent_size), bytes(modulus, modulus_size)) };
    let result = modexp::modexp(base, exponent, modulus);
    if !result.is_empty() {
        assert!(!out.is_null(), "a pointer is null");
        // SAFETY: by contract, and nothing reads the operands any more.
        unsafe { out.copy_from_nonoverlapping(result.as_ptr(), result.len()) };
    }
    OK
}

/// Addition on BN254.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_bn254_g1_add(
    p: *const [u8; 64],
    q: *const [u8; 64],
    out: *mut [u8; 64],
) -> i32 {
    // SAFETY: by contract.
    unsafe { finish(out, curve::add::<ark_bn254::g1::Config, 64>(deref(p), deref(q))) }
}

/// Multiplication on BN254.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_bn254_g1_mul(
    point: *const [u8; 64],
    scalar: *const [u8; 32],
    out: *mut [u8; 64],
) -> i32 {
    // SAFETY: by contract.
    unsafe { finish(out, bn254::mul(deref(point), deref(scalar))) }
}

/// Whether the product of the pairings on BN254 is one.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_bn254_pairing(
    pairs: *const [u8; 192],
    count: usize,
    verified: *mut bool,
) -> i32 {
    // SAFETY: by contract.
    unsafe { finish(verified, bn254::pairing(elements(pairs, count))) }
}

/// The compression function F of BLAKE2b, on `state` in place; `last` is 0 or 1.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_blake2f(
    rounds: u32,
    state: *mut [u8; 64],
    message: *const [u8; 128],
    offset: *const [u8; 16],
    last: u8,
) -> i32 {
    // SAFETY: by contract.
    unsafe {
        let result = blake2::compress(rounds, deref(state), deref(message), deref(offset), last);
        finish(state, result)
    }
}

/// Whether a polynomial with this commitment has the value `y` at `z`.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_kzg_point_eval(
    commitment: *const [u8; 48],
    z: *const [u8; 32],
    y: *const [u8; 32],
    proof: *const [u8; 48],
    verified: *mut bool,
) -> i32 {
    // SAFETY: by contract.
    unsafe { finish(verified, kzg::verify(deref(commitment), deref(z), deref(y), deref(proof))) }
}

/// Addition on G1's curve of BLS12-381; no subgroup is asked for.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_bls12_g1_add(
    p: *const [u8; 96],
    q: *const [u8; 96],
    out: *mut [u8; 96],
) -> i32 {
    // SAFETY: by contract.
    unsafe { finish(out, curve::add::<ark_bls12_381::g1::Config, 96>(deref(p), deref(q))) }
}

/// The sum of multiples of points of G1 of BLS12-381.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_bls12_g1_msm(
    pairs: *const [u8; 128],
    count: usize,
    out: *mut [u8; 96],
) -> i32 {
    // SAFETY: by contract.
    unsafe { finish(out, bls12::msm::<ark_bls12_381::g1::Config, 96, 128>(elements(pairs, count))) }
}

/// Addition on G2's curve of BLS12-381; no subgroup is asked for.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_bls12_g2_add(
    p: *const [u8; 192],
    q: *const [u8; 192],
    out: *mut [u8; 192],
) -> i32 {
    // SAFETY: by contract.
    unsafe { finish(out, curve::add::<ark_bls12_381::g2::Config, 192>(deref(p), deref(q))) }
}

/// The sum of multiples of points of G2 of BLS12-381.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_bls12_g2_msm(
    pairs: *const [u8; 224],
    count: usize,
    out: *mut [u8; 192],
) -> i32 {
    // SAFETY: by contract.
    unsafe {
        finish(out, bls12::msm::<ark_bls12_381::g2::Config, 192, 224>(elements(pairs, count)))
    }
}

/// Whether the product of the pairings on BLS12-381 is one.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_bls12_pairing(
    pairs: *const [u8; 288],
    count: usize,
    verified: *mut bool,
) -> i32 {
    // SAFETY: by contract.
    unsafe { finish(verified, bls12::pairing(elements(pairs, count))) }
}

/// The point of G1 of BLS12-381 that a field element is mapped to.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_bls12_map_fp_to_g1(
    element: *const [u8; 48],
    out: *mut [u8; 96],
) -> i32 {
    // SAFETY: by contract.
    unsafe { finish(out, bls12::map::<ark_bls12_381::g1::Config, 96>(deref::<[u8; 48]>(element))) }
}

/// The point of G2 of BLS12-381 that a field element is mapped to.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_bls12_map_fp2_to_g2(
    element: *const [u8; 96],
    out: *mut [u8; 192],
) -> i32 {
    // SAFETY: by contract.
    unsafe { finish(out, bls12::map::<ark_bls12_381::g2::Config, 192>(deref::<[u8; 96]>(element))) }
}

/// ECDSA verification on P-256; always succeeds, the verdict is in `verified`.
///
/// # Safety
/// Pointers must be valid for the sizes of the header.
#[no_mangle]
pub unsafe extern "C" fn zkvm_secp256r1_verify(
    hash: *const [u8; 32],
    signature: *const [u8; 64],
    key: *const [u8; 64],
    verified: *mut bool,
) -> i32 {
    // SAFETY: by contract.
    unsafe {
        finish(verified, Some(secp256r1::verify(deref(hash), deref(signature), deref(key))))
    }
}
