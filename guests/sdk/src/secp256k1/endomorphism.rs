//! Half scalars (Gallant, Lambert and Vanstone 2001): on this curve (x, y) ↦ (βx, y) multiplies a
//! point by λ, and every scalar is k + λ·l for some k and l of 128 bits.
//!
//! (a₁, b₁) and (a₂, b₂) are short vectors with aᵢ + λ·bᵢ = 0 modulo the order n. What is nearest to
//! the scalar in their lattice is c₁ times the first and c₂ times the second, where c₁ = b₂·scalar/n
//! and c₂ = −b₁·scalar/n, rounded. So l = −c₁·b₁ − c₂·b₂ and k = scalar − λ·l, both below 2^128 in
//! absolute value: at most (a₁ + a₂)/2 + 1 and (b₂ − b₁)/2 + 1.

use super::{N, P};
use crate::u256::{is_less, U256, ZERO};

/// β, a cube root of one modulo p.
static BETA: U256 =
    [0xc139_6c28_7195_01ee, 0x9cf0_4975_12f5_8995, 0x6e64_479e_ac34_34e9, 0x7ae9_6a2b_657c_0710];

/// λ, a cube root of one modulo n.
#[cfg(test)]
pub(super) const LAMBDA: U256 =
    [0xdf02_967c_1b23_bd72, 0x122e_22ea_2081_6678, 0xa526_1c02_8812_645a, 0x5363_ad4c_c05c_30e0];

/// −λ modulo n.
static MINUS_LAMBDA: U256 =
    [0xe0cf_c810_b512_83cf, 0xa880_b9fc_8ec7_39c2, 0x5ad9_e3fd_77ed_9ba4, 0xac9c_52b3_3fa3_cf1f];

/// −b₁, and −b₂ modulo n.
static MINUS_B1: U256 = [0x6f54_7fa9_0abf_e4c3, 0xe443_7ed6_010e_8828, 0, 0];
static MINUS_B2: U256 =
    [0xd765_cda8_3db1_562c, 0x8a28_0ac5_0774_346d, 0xffff_ffff_ffff_fffe, u64::MAX];

/// 2^384·b₂/n and −2^384·b₁/n, rounded.
const B2_BY_ORDER: U256 =
    [0xe893_209a_45db_b031, 0x3daa_8a14_71e8_ca7f, 0xe86c_90e4_9284_eb15, 0x3086_d221_a7d4_6bcd];
const MINUS_B1_BY_ORDER: U256 =
    [0x1571_b4ae_8ac4_7f71, 0x2212_08ac_9df5_06c6, 0x6f54_7fa9_0abf_e4c4, 0xe443_7ed6_010e_8828];

/// (n − 1)/2
const HALF_ORDER: U256 =
    [0xdfe9_2f46_681b_20a0, 0x5d57_6e73_57a4_501d, u64::MAX, u64::MAX >> 1];

/// A number of up to 128 bits and its sign.
#[derive(Clone, Copy, Debug)]
pub(super) struct Half {
    pub magnitude: [u64; 2],
    pub negative: bool,
}

/// x of λ times the point with this x.
#[inline(always)]
pub(super) fn image_x(x: &U256) -> U256 {
    P.mul(x, &BETA)
}

/// k and l with scalar = k + λ·l modulo n; the scalar is below n.
pub(super) fn split(scalar: &U256) -> [Half; 2] {
    let c1 = rounded_high(scalar, &B2_BY_ORDER);
    let c2 = rounded_high(scalar, &MINUS_B1_BY_ORDER);
    let first = N.mul_add(&c1, &MINUS_B1, &ZERO);
    let l = N.mul_add(&c2, &MINUS_B2, &first);
    let k = N.mul_add(&l, &MINUS_LAMBDA, scalar);
    [half(&k), half(&l)]
}

/// A number near 0 modulo n, with its sign.
fn half(number: &U256) -> Half {
    let negative = is_less(&HALF_ORDER, number);
    let [low, high, rest @ ..] = if negative { N.neg(number) } else { *number };
    debug_assert_eq!(rest, [0; 2]);
    Half { magnitude: [low, high], negative }
}

/// `a·b / 2^384`, rounded.
fn rounded_high(a: &U256, b: &U256) -> U256 {
    let mut product = [0u64; 8];
    for i in 0..4 {
        let mut carry = 0u64;
        for j in 0..4 {
            let sum = u128::from(a[i]) * u128::from(b[j])
                + u128::from(product[i + j])
                + u128::from(carry);
            product[i + j] = sum as u64;
            carry = (sum >> 64) as u64;
        }
        product[i + 4] = carry;
    }
    let (low, carry) = product[6].overflowing_add(product[5] >> 63);
    [low, product[7] + u64::from(carry), 0, 0]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::u256::ONE;

    #[test]
    fn halves_are_short_and_make_up_the_scalar() {
        assert_eq!(N.mul(&N.mul(&LAMBDA, &LAMBDA), &LAMBDA), ONE);
        assert_eq!(N.add(&LAMBDA, &MINUS_LAMBDA), ZERO);
        let mut scalar = [1, 2, 3, 4];
        let mut scalars = std::vec![ZERO, ONE, LAMBDA, MINUS_LAMBDA, HALF_ORDER, N.neg(&ONE)];
        for _ in 0..20_000 {
            scalar = N.mul_add(&scalar, &scalar, &[11, 13, 17, 1 << 61]);
            scalars.push(scalar);
        }
        for scalar in scalars {
            let [k, l] = split(&scalar).map(|half| {
                let number = [half.magnitude[0], half.magnitude[1], 0, 0];
                if half.negative { N.neg(&number) } else { number }
            });
            assert_eq!(N.mul_add(&l, &LAMBDA, &k), scalar);
        }
    }
}
