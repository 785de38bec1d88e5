//! 256-bit integers and `a·b + c mod m` on them.

use core::mem::MaybeUninit;

/// Four words, the lowest first.
pub type U256 = [u64; 4];

/// Zero.
pub const ZERO: U256 = [0; 4];

/// One.
pub const ONE: U256 = [1, 0, 0, 0];

/// Zero and one at fixed places, for operands.
pub(crate) static ZERO_PLACE: U256 = ZERO;
pub(crate) static ONE_PLACE: U256 = ONE;

/// `a·b + c mod m`. Any operands will do; `m` must not be zero.
#[inline(always)]
pub fn mul_add_mod(a: &U256, b: &U256, c: &U256, m: &U256) -> U256 {
    let mut result = MaybeUninit::uninit();
    mul_add_mod_into(&mut result, a, b, c, m);
    // SAFETY: the call fills it.
    unsafe { result.assume_init() }
}

#[inline(always)]
pub(crate) fn mul_add_mod_into(
    result: &mut MaybeUninit<U256>,
    a: &U256,
    b: &U256,
    c: &U256,
    m: &U256,
) {
    #[cfg(target_os = "none")]
    crate::ecall::mulmod256(result.as_mut_ptr(), a, b, c, m);
    #[cfg(not(target_os = "none"))]
    result.write(software::mul_add_mod(a, b, c, m));
}

/// `a = a·b mod m`; the machine reads all operands before it writes.
#[inline(always)]
pub(crate) fn mul_mod_assign(a: &mut U256, b: &U256, m: &U256) {
    #[cfg(target_os = "none")]
    {
        let a = core::ptr::from_mut(a);
        crate::ecall::mulmod256(a, a, b, &ZERO_PLACE, m);
    }
    #[cfg(not(target_os = "none"))]
    {
        *a = software::mul_add_mod(a, b, &ZERO, m);
    }
}

/// `a = a² mod m`
#[inline(always)]
pub(crate) fn square_mod_assign(a: &mut U256, m: &U256) {
    #[cfg(target_os = "none")]
    {
        let a = core::ptr::from_mut(a);
        crate::ecall::mulmod256(a, a, a, &ZERO_PLACE, m);
    }
    #[cfg(not(target_os = "none"))]
    {
        *a = software::mul_add_mod(a, a, &ZERO, m);
    }
}

/// Reads 32 bytes, the highest first.
pub fn from_be_bytes(bytes: &[u8; 32]) -> U256 {
    let mut words = ZERO;
    for (word, bytes) in words.iter_mut().rev().zip(bytes.chunks_exact(8)) {
        *word = u64::from_be_bytes(bytes.try_into().expect("chunks have 8 bytes"));
    }
    words
}

/// Writes 32 bytes, the highest first.
pub fn to_be_bytes(value: &U256) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (bytes, word) in bytes.chunks_exact_mut(8).zip(value.iter().rev()) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    bytes
}

/// Whether `a` is zero.
#[inline(always)]
pub fn is_zero(a: &U256) -> bool {
    a[0] | a[1] | a[2] | a[3] == 0
}

/// Whether `a < b`.
pub fn is_less(a: &U256, b: &U256) -> bool {
    a.iter().rev().lt(b.iter().rev())
}

/// The path without accelerator.
pub mod software {
    use super::U256;

    /// `a·b + c mod m`.
    ///
    /// # Panics
    /// If `m` is zero.
    pub fn mul_add_mod(a: &U256, b: &U256, c: &U256, m: &U256) -> U256 {
        let mut product = [0u64; 8];
        product[..4].copy_from_slice(c);
        for i in 0..4 {
            let mut carry = 0u64;
            for j in 0..4 {
                let sum =
                    u128::from(a[i]) * u128::from(b[j]) + u128::from(product[i + j]) + u128::from(carry);
                product[i + j] = sum as u64;
                carry = (sum >> 64) as u64;
            }
            for word in &mut product[i + 4..] {
                let (sum, overflow) = word.overflowing_add(carry);
                *word = sum;
                carry = u64::from(overflow);
            }
        }
        remainder(&product, m)
    }

    /// Long division in digits of 32 bits (Knuth, TAOCP 2, 4.3.1, algorithm D).
    fn remainder(dividend: &[u64; 8], divisor: &U256) -> U256 {
        let mut v = digits::<4, 8>(divisor);
        let mut u = [0u32; 17];
        u[..16].copy_from_slice(&digits::<8, 16>(dividend));
        let n = 8 - v.iter().rev().take_while(|&&digit| digit == 0).count();
        assert!(n != 0, "the modulus is zero");
        let shift = v[n - 1].leading_zeros();
        shift_left(&mut v, shift);
        shift_left(&mut u, shift);
        let (top, second) = (u64::from(v[n - 1]), if n > 1 { u64::from(v[n - 2]) } else { 0 });
        for j in (0..=16 - n).rev() {
            let head = u64::from(u[j + n]) << 32 | u64::from(u[j + n - 1]);
            let third = if n > 1 { u64::from(u[j + n - 2]) } else { 0 };
            let (mut quotient, mut rest) = (head / top, head % top);
            while quotient >> 32 != 0 || quotient * second > (rest << 32 | third) {
                quotient -= 1;
                rest += top;
                if rest >> 32 != 0 {
                    break;
                }
            }
            subtract(&mut u[j..=j + n], &v[..n], quotient);
        }
        let mut rest = [0u64; 4];
        for i in 0..n {
            let high = if shift == 0 { 0 } else { u64::from(u[i + 1]) << (32 - shift) };
            let digit = (u64::from(u[i]) >> shift | high) & 0xffff_ffff;
            rest[i / 2] |= digit << (32 * (i % 2));
        }
        rest
    }

    /// Takes `quotient·v` off `u`, and adds `v` back if that was too much.
    fn subtract(u: &mut [u32], v: &[u32], quotient: u64) {
        let (mut carry, mut borrow) = (0u64, 0u64);
        for (digit, &factor) in u.iter_mut().zip(v) {
            let product = quotient * u64::from(factor) + carry;
            carry = product >> 32;
            let difference =
                u64::from(*digit).wrapping_sub(product & 0xffff_ffff).wrapping_sub(borrow);
            *digit = difference as u32;
            borrow = difference >> 63;
        }
        let last = u.len() - 1;
        let difference = u64::from(u[last]).wrapping_sub(carry).wrapping_sub(borrow);
        u[last] = difference as u32;
        if difference >> 63 != 0 {
            let mut carry = 0u64;
            for (digit, &summand) in u.iter_mut().zip(v) {
                let sum = u64::from(*digit) + u64::from(summand) + carry;
                *digit = sum as u32;
                carry = sum >> 32;
            }
            u[last] = u[last].wrapping_add(carry as u32);
        }
    }

    fn digits<const W: usize, const D: usize>(words: &[u64; W]) -> [u32; D] {
        let mut digits = [0; D];
        for (i, digit) in digits.iter_mut().enumerate() {
            *digit = (words[i / 2] >> (32 * (i % 2))) as u32;
        }
        digits
    }

    fn shift_left(digits: &mut [u32], shift: u32) {
        let mut carry = 0u64;
        for digit in digits {
            let shifted = u64::from(*digit) << shift | carry;
            *digit = shifted as u32;
            carry = shifted >> 32;
        }
    }
}
