//! The link between blobs and the data in them: each blob's polynomial at a point that depends on
//! the data (docs/rollup.md, "Binding"; EIP-4844).
//!
//! The elements are the polynomial's values at the 4096 roots of unity ω_i in bit-reversed order, so
//! its value at z is (z^4096 − 1)/4096 · Σ f_i ω_i / (z − ω_i). Elements that are zero add nothing:
//! a blob costs what is in it. The divisions share one inversion (Montgomery's trick).

use crate::blob::{ELEMENT, ELEMENTS};
use crate::hash::{keccak256, keccak256_with, Hash};
use crate::refusal::Refusal;
use akashi_guest::field::Field;
use akashi_guest::u256::{is_less, is_zero, U256, ONE, ZERO};
use alloc::vec::Vec;

/// The scalar field of BLS12-381.
static R: Field = Field::new([0xffff_ffff_0000_0001, 0x53bd_a402_fffe_5bfe, 0x3339_d808_09a1_d805, 0x73ed_a753_299d_7d48]);

/// 1/4096
static INVERSE_OF_ELEMENTS: U256 =
    [0x400f_ffff_0010_0001, 0xd368_6828_bfce_5c19, 0x5eb6_a46a_8921_3de7, 0x73e6_6878_b46a_e370];

/// keccak256("akashi.rollup.blob.v1")
const DOMAIN: Hash = Hash([
    0x3b91_11ec_47db_7c08,
    0xfb0f_63f4_3973_863a,
    0x4d7a_0233_1c68_0547,
    0x82bf_9c14_a9c5_4aa0,
]);

/// ω^(2^11), ω^(2^10), …, ω for ω = 7^((r − 1)/4096), of order 4096: what bit j of a place in
/// bit-reversed order multiplies its root with.
static ROOTS: [U256; 12] = [
    [0xffff_ffff_0000_0000, 0x53bd_a402_fffe_5bfe, 0x3339_d808_09a1_d805, 0x73ed_a753_299d_7d48],
    [0x0001_0000_0000_0000, 0xec03_0002_7603_0000, 0x8d51_ccce_7603_04d0, 0x0000_0000_0000_0000],
    [0x7228_fd33_9774_3f7a, 0xb38b_21c2_8713_b700, 0x8c06_25cd_70d7_7ce2, 0x3457_66f6_03fa_66e7],
    [0x53ea_61d8_7742_bcce, 0x17be_b312_f20b_6f76, 0xdd1c_0af8_34ce_c32c, 0x20b1_ce91_4026_7af9],
    [0x360c_6099_7369_df4e, 0xbf6e_88fb_4c38_fb8a, 0xb4bc_d40e_22f5_5448, 0x50e0_903a_1579_88ba],
    [0x8140_d032_f0a9_ee53, 0x2d96_7f4b_e2f9_5155, 0x14a1_e271_64d8_fdbd, 0x45af_6345_ec05_5e4d],
    [0x5130_c2c1_6601_25be, 0x98d0_caac_87f5_713c, 0xb7c6_8b4d_7fdd_60d0, 0x6898_1114_1358_8742],
    [0x4935_bd2f_817f_694b, 0x0a08_65a8_99e8_deff, 0x6b36_8121_ac0c_f4ad, 0x4f9b_4098_e2e9_f12e],
    [0x4541_b8ff_2ee0_434e, 0xd697_168a_3a60_00fe, 0x39fe_ec24_0d80_689f, 0x0951_6652_5526_a654],
    [0x3c28_d666_a5c2_d854, 0xea43_7f96_26fc_085e, 0x8f4d_e02c_0f77_6af3, 0x325d_b5c3_debf_77a1],
    [0x4a83_8b5d_59cd_79e5, 0x55ea_6811_be9c_622d, 0x09f1_ca61_0a08_f166, 0x6d03_1f1b_5c49_c834],
    [0xe206_da11_a5d3_6306, 0x0ad1_347b_378f_bf96, 0xfc3e_8acf_e0f8_245f, 0x564c_0a11_a0f7_04f4],
];

/// A blob as it was read: what it is called on L1, and its elements up to the last one that is not
/// zero.
#[derive(Clone, Copy, Debug)]
pub struct Blob<'a> {
    /// Its versioned hash.
    pub versioned_hash: Hash,
    /// Its bytes: whole elements, at most [`ELEMENTS`].
    pub used: &'a [u8],
}

/// The value of a blob's polynomial.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Where it is evaluated.
    pub z: Hash,
    /// Its value there.
    pub y: Hash,
}

impl Blob<'_> {
    /// Evaluates the blob at the point that its data give.
    pub fn open(&self) -> Result<Opening, Refusal> {
        let elements = elements(self.used)?;
        let z = self.challenge();
        let y = evaluate(&elements, &z);
        Ok(Opening { z: Hash::from_number(&z), y: Hash::from_number(&y) })
    }

    fn challenge(&self) -> U256 {
        let data = keccak256_with(self.used, (self.used.len() as u64).swap_bytes());
        let mut seed = [0; 96];
        DOMAIN.write(&mut seed, 0);
        self.versioned_hash.write(&mut seed, 32);
        data.write(&mut seed, 64);
        // adds zero, and so reduces
        R.add(&keccak256(&seed).to_number(), &ZERO)
    }
}

/// keccak256(n ‖ (versionedHash ‖ z ‖ y) for each blob)
pub fn commitment(blobs: &[Blob], openings: &[Opening]) -> Hash {
    let mut message = Vec::with_capacity(32 + 96 * blobs.len());
    message.resize(32, 0);
    message[24..].copy_from_slice(&(blobs.len() as u64).to_be_bytes());
    for (blob, opening) in blobs.iter().zip(openings) {
        for hash in [&blob.versioned_hash, &opening.z, &opening.y] {
            message.extend_from_slice(&hash.to_bytes());
        }
    }
    keccak256(&message)
}

/// The numbers that the elements are, each below the field's order and the last one not zero.
pub fn elements(used: &[u8]) -> Result<Vec<U256>, Refusal> {
    let mut elements = Vec::with_capacity(used.len() / ELEMENT);
    for bytes in used.chunks_exact(ELEMENT) {
        let element = Hash::read(bytes, 0).to_number();
        if !is_less(&element, &R.modulus) {
            return Err(Refusal::NonCanonicalBlob);
        }
        elements.push(element);
    }
    if elements.last() == Some(&ZERO) {
        return Err(Refusal::NonCanonicalBlob);
    }
    Ok(elements)
}

/// The value at `z` of the polynomial with these first values and zeros after them.
pub fn evaluate(elements: &[U256], z: &U256) -> U256 {
    struct Term {
        /// f·ω
        numerator: U256,
        /// z − ω
        denominator: U256,
        /// The product of all denominators before.
        before: U256,
    }
    let mut terms = Vec::with_capacity(elements.len());
    let mut product = ONE;
    for (element, root) in elements.iter().zip(roots(elements.len())) {
        if is_zero(element) {
            continue;
        }
        let denominator = R.sub(z, &root);
        if is_zero(&denominator) {
            return *element;
        }
        let numerator = R.mul(element, &root);
        terms.push(Term { numerator, denominator, before: product });
        R.mul_assign(&mut product, &denominator);
    }
    let mut inverse = R.invert(&product);
    let mut sum = ZERO;
    for term in terms.iter().rev() {
        let inverted = R.mul(&inverse, &term.before);
        R.mul_assign(&mut inverse, &term.denominator);
        sum = R.mul_add(&term.numerator, &inverted, &sum);
    }
    let mut power = *z;
    for _ in 0..ELEMENTS.trailing_zeros() {
        R.square_assign(&mut power);
    }
    let factor = R.mul(&R.sub(&power, &ONE), &INVERSE_OF_ELEMENTS);
    R.mul(&sum, &factor)
}

/// The first roots of unity in bit-reversed order.
fn roots(count: usize) -> Vec<U256> {
    let mut roots = Vec::with_capacity(count);
    roots.push(ONE);
    for factor in &ROOTS {
        for i in 0..roots.len().min(count.saturating_sub(roots.len())) {
            let root = R.mul(&roots[i], factor);
            roots.push(root);
        }
    }
    roots
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn at_a_root_the_value_is_the_element() {
        let mut elements: Vec<U256> = (1..=100).map(|i| [i, 0, i * i, 0]).collect();
        elements[7] = ZERO;
        let roots = roots(ELEMENTS);
        assert_eq!(roots[0], ONE);
        assert_eq!(roots[1], R.minus_one);
        for (i, root) in roots.iter().enumerate().take(300) {
            let expected = elements.get(i).unwrap_or(&ZERO);
            assert_eq!(evaluate(&elements, root), *expected, "{i}");
        }
    }

    #[test]
    fn roots_are_all_there_is_of_their_order() {
        let mut roots = roots(ELEMENTS);
        for (i, root) in roots.iter().enumerate() {
            // in bit-reversed order, neighbours are opposite
            assert_eq!(R.neg(root), roots[i ^ 1]);
            assert_eq!(R.pow(root, &[ELEMENTS as u64, 0, 0, 0]), ONE);
        }
        roots.sort_unstable();
        roots.dedup();
        assert_eq!(roots.len(), ELEMENTS);
    }

    #[test]
    fn domain_is_the_hash_of_its_name() {
        assert_eq!(DOMAIN, keccak256(b"akashi.rollup.blob.v1"));
    }
}
