//! BLS12-381, the curve of EIP-2537.

use crate::curve::{encode, member, multiply, Coordinate};
use alloc::vec::Vec;
use ark_bls12_381::{g1, g2, Bls12_381};
use ark_ec::hashing::curve_maps::wb::{WBConfig, WBMap};
use ark_ec::hashing::map_to_curve_hasher::MapToCurve;
use ark_ec::pairing::Pairing;
use ark_ec::short_weierstrass::{Affine, Projective, SWCurveConfig};
use ark_ec::AffineRepr;
use ark_ff::{AdditiveGroup, One};

/// The sum of multiples, of at least one point of the subgroup. A pair is a point of `N` bytes and
/// a scalar of 32.
pub fn msm<P: SWCurveConfig, const N: usize, const PAIR: usize>(
    pairs: &[[u8; PAIR]],
) -> Option<[u8; N]>
where
    P::BaseField: Coordinate,
{
    if pairs.is_empty() {
        return None;
    }
    let mut sum = Projective::<P>::ZERO;
    for pair in pairs {
        let (point, scalar) = pair.split_at(N);
        sum += multiply(member::<P>(point)?, scalar);
    }
    Some(encode(sum))
}

/// Whether the product of the pairings, of which there is at least one, is one.
pub fn pairing(pairs: &[[u8; 288]]) -> Option<bool> {
    if pairs.is_empty() {
        return None;
    }
    let mut left = Vec::with_capacity(pairs.len());
    let mut right = Vec::with_capacity(pairs.len());
    for pair in pairs {
        left.push(member::<g1::Config>(&pair[..96])?);
        right.push(member::<g2::Config>(&pair[96..])?);
    }
    Some(Bls12_381::multi_pairing(left, right).0.is_one())
}

/// RFC 9380, section 6.6.3: the simplified SWU map to an isogenous curve, the isogeny, and the
/// multiplication that leads into the subgroup.
pub fn map<P: WBConfig, const N: usize>(element: &[u8]) -> Option<[u8; N]>
where
    P::BaseField: Coordinate,
{
    let element = P::BaseField::decode(element)?;
    let point: Affine<P> = WBMap::<P>::map_to_curve(element).ok()?;
    Some(encode(point.clear_cofactor().into_group()))
}
