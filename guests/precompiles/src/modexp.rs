//! Modular exponentiation of big-endian integers of any length.

use alloc::vec;
use alloc::vec::Vec;
use num_bigint::BigUint;

/// `base^exponent mod modulus` in as many bytes as the modulus has; zeros if the modulus is zero.
pub fn modexp(base: &[u8], exponent: &[u8], modulus: &[u8]) -> Vec<u8> {
    let mut result = vec![0; modulus.len()];
    let modulus = BigUint::from_bytes_be(modulus);
    // Modulo one everything is zero, an empty power too.
    if modulus > BigUint::from(1u32) {
        let power = BigUint::from_bytes_be(base)
            .modpow(&BigUint::from_bytes_be(exponent), &modulus)
            .to_bytes_be();
        let start = result.len() - power.len();
        result[start..].copy_from_slice(&power);
    }
    result
}
