//! Exact sums and products of amounts, which have up to 256 bits (docs/rollup.md, "The chain").

use crate::memory::load;
use akashi_guest::u256::{is_less, U256, ZERO};

/// The number that up to 32 bytes are, the highest first.
#[inline]
pub fn from_be_bytes(bytes: &[u8]) -> U256 {
    debug_assert!(bytes.len() <= 32);
    let mut number = ZERO;
    let mut rest = bytes;
    for word in &mut number {
        if let Some(at) = rest.len().checked_sub(8) {
            *word = load(rest, at).swap_bytes();
            rest = &rest[..at];
        } else {
            *word = rest.iter().fold(0, |word, byte| word << 8 | u64::from(*byte));
            break;
        }
    }
    number
}

/// How many bytes a number takes without leading zeros.
pub fn byte_length(number: &U256) -> usize {
    for (i, word) in number.iter().enumerate().rev() {
        if *word != 0 {
            return 8 * i + (8 - word.leading_zeros() as usize / 8);
        }
    }
    0
}

/// `a + b`, and whether it does not fit.
#[inline]
pub fn add(a: &U256, b: &U256) -> (U256, bool) {
    let mut sum = ZERO;
    let mut carry = false;
    for i in 0..4 {
        let (partial, first) = a[i].overflowing_add(b[i]);
        let (total, second) = partial.overflowing_add(u64::from(carry));
        sum[i] = total;
        carry = first || second;
    }
    (sum, carry)
}

/// `a − b` modulo 2^256.
#[inline]
pub fn sub(a: &U256, b: &U256) -> U256 {
    let mut difference = ZERO;
    let mut borrow = false;
    for i in 0..4 {
        let (partial, first) = a[i].overflowing_sub(b[i]);
        let (total, second) = partial.overflowing_sub(u64::from(borrow));
        difference[i] = total;
        borrow = first || second;
    }
    difference
}

/// `a · factor`, and what exceeds 256 bits.
#[inline]
pub fn mul(a: &U256, factor: u64) -> (U256, u64) {
    let mut product = ZERO;
    let mut carry = 0u64;
    for i in 0..4 {
        let sum = u128::from(a[i]) * u128::from(factor) + u128::from(carry);
        product[i] = sum as u64;
        carry = (sum >> 64) as u64;
    }
    (product, carry)
}

/// `a / divisor`, rounded down; `divisor` is below 2^32 and not zero.
pub fn div(a: &U256, divisor: u32) -> U256 {
    let divisor = u64::from(divisor);
    let mut quotient = ZERO;
    let mut rest = 0;
    for i in (0..4).rev() {
        let high = rest << 32 | a[i] >> 32;
        let low = (high % divisor) << 32 | a[i] & 0xffff_ffff;
        quotient[i] = (high / divisor) << 32 | low / divisor;
        rest = low % divisor;
    }
    quotient
}

/// The smaller one.
pub fn min(a: U256, b: U256) -> U256 {
    if is_less(&b, &a) { b } else { a }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAX: U256 = [u64::MAX; 4];

    #[test]
    fn reads_bytes() {
        let bytes: [u8; 32] = core::array::from_fn(|i| i as u8 + 1);
        for length in 0..=32 {
            let part = &bytes[..length];
            let mut padded = [0; 32];
            padded[32 - length..].copy_from_slice(part);
            let number = from_be_bytes(part);
            assert_eq!(number, akashi_guest::u256::from_be_bytes(&padded));
            assert_eq!(byte_length(&number), length);
        }
    }

    #[test]
    fn carries() {
        assert_eq!(add(&MAX, &[1, 0, 0, 0]), (ZERO, true));
        assert_eq!(add(&[u64::MAX, u64::MAX, 0, 0], &[1, 0, 0, 0]), ([0, 0, 1, 0], false));
        assert_eq!(sub(&[0, 0, 1, 0], &[1, 0, 0, 0]), [u64::MAX, u64::MAX, 0, 0]);
        assert_eq!(sub(&ZERO, &[1, 0, 0, 0]), MAX);
        assert_eq!(mul(&MAX, u64::MAX), ([1, u64::MAX, u64::MAX, u64::MAX], u64::MAX - 1));
        assert_eq!(min([1, 0, 0, 0], [0, 1, 0, 0]), [1, 0, 0, 0]);
        assert_eq!(min([0, 1, 0, 0], [1, 0, 0, 0]), [1, 0, 0, 0]);
    }

    #[test]
    fn divides() {
        for divisor in [1, 3, 8, 15_000_000, u32::MAX] {
            for a in [ZERO, [1, 2, 3, 4], MAX, [0, 0, 0, 1 << 63], [u64::MAX, 0, 5, 0]] {
                let quotient = div(&a, divisor);
                let (product, excess) = mul(&quotient, u64::from(divisor));
                assert_eq!(excess, 0);
                let rest = sub(&a, &product);
                assert!(rest[0] < u64::from(divisor) && rest[1..] == [0; 3]);
            }
        }
    }
}
