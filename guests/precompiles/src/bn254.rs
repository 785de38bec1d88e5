//! BN254, the curve of EIP-196 and EIP-197.

use crate::curve::{encode, member, multiply, point};
use alloc::vec::Vec;
use ark_bn254::{g1, g2, Bn254};
use ark_ec::pairing::Pairing;
use ark_ff::One;

/// A multiple of a point.
pub fn mul(bytes: &[u8; 64], scalar: &[u8; 32]) -> Option<[u8; 64]> {
    // The group of all points has prime order: what is on the curve is in it.
    Some(encode(multiply(point::<g1::Config>(bytes)?, scalar)))
}

/// Whether the product of the pairings is one; the product of none is.
pub fn pairing(pairs: &[[u8; 192]]) -> Option<bool> {
    let mut left = Vec::with_capacity(pairs.len());
    let mut right = Vec::with_capacity(pairs.len());
    for pair in pairs {
        left.push(point::<g1::Config>(&pair[..64])?);
        right.push(member::<g2::Config>(&pair[64..])?);
    }
    Some(Bn254::multi_pairing(left, right).0.is_one())
}
