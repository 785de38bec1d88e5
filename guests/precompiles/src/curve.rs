//! Points of short Weierstrass curves as bytes: x, then y, each big-endian; infinity is all zeros.

use ark_ec::short_weierstrass::{Affine, Projective, SWCurveConfig};
use ark_ec::CurveGroup;
use ark_ff::{AdditiveGroup, Field, PrimeField};

/// A coordinate of a point in the order of bytes that the precompiles of its curve have.
pub trait Coordinate: Field {
    /// What the bytes say, unless a number is not below the prime.
    fn decode(bytes: &[u8]) -> Option<Self>;

    /// Writes all of `bytes`.
    fn encode(&self, bytes: &mut [u8]);
}

/// The field element with these big-endian bytes, unless they are not below the prime.
pub fn element<F: PrimeField>(bytes: &[u8]) -> Option<F> {
    let mut integer = F::BigInt::default();
    for (limb, bytes) in integer.as_mut().iter_mut().zip(bytes.rchunks_exact(8)) {
        *limb = u64::from_be_bytes(bytes.try_into().ok()?);
    }
    F::from_bigint(integer)
}

/// Writes a field element as big-endian bytes.
fn write<F: PrimeField>(element: &F, bytes: &mut [u8]) {
    let integer = element.into_bigint();
    for (limb, bytes) in integer.as_ref().iter().zip(bytes.rchunks_exact_mut(8)) {
        bytes.copy_from_slice(&limb.to_be_bytes());
    }
}

impl Coordinate for ark_bn254::Fq {
    fn decode(bytes: &[u8]) -> Option<Self> {
        element(bytes)
    }

    fn encode(&self, bytes: &mut [u8]) {
        write(self, bytes);
    }
}

impl Coordinate for ark_bls12_381::Fq {
    fn decode(bytes: &[u8]) -> Option<Self> {
        element(bytes)
    }

    fn encode(&self, bytes: &mut [u8]) {
        write(self, bytes);
    }
}

/// EIP-197: the imaginary part comes first.
impl Coordinate for ark_bn254::Fq2 {
    fn decode(bytes: &[u8]) -> Option<Self> {
        let (c1, c0) = bytes.split_at(bytes.len() / 2);
        Some(Self::new(element(c0)?, element(c1)?))
    }

    fn encode(&self, bytes: &mut [u8]) {
        let (c1, c0) = bytes.split_at_mut(bytes.len() / 2);
        write(&self.c0, c0);
        write(&self.c1, c1);
    }
}

/// EIP-2537: the real part comes first.
impl Coordinate for ark_bls12_381::Fq2 {
    fn decode(bytes: &[u8]) -> Option<Self> {
        let (c0, c1) = bytes.split_at(bytes.len() / 2);
        Some(Self::new(element(c0)?, element(c1)?))
    }

    fn encode(&self, bytes: &mut [u8]) {
        let (c0, c1) = bytes.split_at_mut(bytes.len() / 2);
        write(&self.c0, c0);
        write(&self.c1, c1);
    }
}

/// The point of the curve, in the subgroup or not, with these bytes.
pub fn point<P: SWCurveConfig>(bytes: &[u8]) -> Option<Affine<P>>
where
    P::BaseField: Coordinate,
{
    if bytes.iter().all(|byte| *byte == 0) {
        return Some(Affine::identity());
    }
    let (x, y) = bytes.split_at(bytes.len() / 2);
    let point = Affine::new_unchecked(P::BaseField::decode(x)?, P::BaseField::decode(y)?);
    point.is_on_curve().then_some(point)
}

/// The point of the subgroup with these bytes.
pub fn member<P: SWCurveConfig>(bytes: &[u8]) -> Option<Affine<P>>
where
    P::BaseField: Coordinate,
{
    point(bytes).filter(Affine::is_in_correct_subgroup_assuming_on_curve)
}

/// The bytes of a point.
pub fn encode<P: SWCurveConfig, const N: usize>(point: Projective<P>) -> [u8; N]
where
    P::BaseField: Coordinate,
{
    let mut bytes = [0; N];
    let point = point.into_affine();
    if !point.infinity {
        let (x, y) = bytes.split_at_mut(N / 2);
        point.x.encode(x);
        point.y.encode(y);
    }
    bytes
}

/// The sum of two points of the curve.
pub fn add<P: SWCurveConfig, const N: usize>(p: &[u8; N], q: &[u8; N]) -> Option<[u8; N]>
where
    P::BaseField: Coordinate,
{
    Some(encode(Projective::from(point::<P>(p)?) + point::<P>(q)?))
}

/// A multiple of a point of the subgroup, by any integer of 256 bits.
pub fn multiply<P: SWCurveConfig>(point: Affine<P>, scalar: &[u8]) -> Projective<P> {
    let scalar = P::ScalarField::from_be_bytes_mod_order(scalar);
    if scalar == P::ScalarField::ZERO {
        return Projective::ZERO;
    }
    Projective::from(point) * scalar
}
