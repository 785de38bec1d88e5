//! Prime fields of up to 256 bits, on the accelerator for `a·b + c mod m`.

use crate::u256::{self, U256};
use core::mem::MaybeUninit;

/// A field's prime and what else its arithmetic needs.
pub struct Field {
    /// The prime.
    pub modulus: U256,
    /// The prime less one, which is −1.
    pub minus_one: U256,
    /// The prime less two: the exponent that inverts.
    inverting: U256,
}

impl Field {
    /// The field of integers modulo the prime `modulus`, which must be odd.
    pub const fn new(modulus: U256) -> Self {
        let [low, a, b, c] = modulus;
        // an odd prime above 2 loses nothing but its lowest bits to 1, and a borrow to 2
        let minus_one = [low - 1, a, b, c];
        let inverting = if low == 1 { panic!("lowest word") } else { [low - 2, a, b, c] };
        Self { modulus, minus_one, inverting }
    }

    /// `a·b + c`
    #[inline(always)]
    pub fn mul_add(&self, a: &U256, b: &U256, c: &U256) -> U256 {
        u256::mul_add_mod(a, b, c, &self.modulus)
    }

    /// `result = a·b + c`
    #[inline(always)]
    pub fn mul_add_to(&self, result: &mut U256, a: &U256, b: &U256, c: &U256) {
        // SAFETY: an initialized place is a place, and it stays initialized.
        let place = unsafe { &mut *core::ptr::from_mut(result).cast::<MaybeUninit<U256>>() };
        u256::mul_add_mod_into(place, a, b, c, &self.modulus);
    }

    /// `a = a·b`
    #[inline(always)]
    pub fn mul_assign(&self, a: &mut U256, b: &U256) {
        u256::mul_mod_assign(a, b, &self.modulus);
    }

    /// `a²`, in place
    #[inline(always)]
    pub fn square_assign(&self, a: &mut U256) {
        u256::square_mod_assign(a, &self.modulus);
    }

    /// `a·b`
    #[inline(always)]
    pub fn mul(&self, a: &U256, b: &U256) -> U256 {
        self.mul_add(a, b, &u256::ZERO_PLACE)
    }

    /// `a + b`
    #[inline(always)]
    pub fn add(&self, a: &U256, b: &U256) -> U256 {
        self.mul_add(a, &u256::ONE_PLACE, b)
    }

    /// `a − b`
    #[inline(always)]
    pub fn sub(&self, a: &U256, b: &U256) -> U256 {
        self.mul_add(b, &self.minus_one, a)
    }

    /// `−a`
    #[inline(always)]
    pub fn neg(&self, a: &U256) -> U256 {
        self.mul(a, &self.minus_one)
    }

    /// `a^exponent`, four bits at a time.
    pub fn pow(&self, a: &U256, exponent: &U256) -> U256 {
        let mut powers = [u256::ONE; 16];
        for i in 1..16 {
            powers[i] = self.mul(&powers[i - 1], a);
        }
        let mut result = u256::ONE;
        for word in exponent.iter().rev() {
            for shift in (0..64).step_by(4).rev() {
                for _ in 0..4 {
                    self.square_assign(&mut result);
                }
                let digit = (word >> shift & 15) as usize;
                if digit != 0 {
                    self.mul_assign(&mut result, &powers[digit]);
                }
            }
        }
        result
    }

    /// The inverse of `a`; 0 of 0.
    pub fn invert(&self, a: &U256) -> U256 {
        self.pow(a, &self.inverting)
    }
}
