//! Input: n (u64). Output: n! in little-endian bytes, without leading zeros.
#![no_std]
#![no_main]

use akashi_guest::{alloc::vec, alloc::vec::Vec, io};

akashi_guest::entry!(main);

fn main() {
    let n = u64::from_le_bytes(
        io::read_input().try_into().expect("input: must be 8 bytes, the factorial's argument"),
    );
    let mut bytes: Vec<u8> = product(1, n).iter().flat_map(|word| word.to_le_bytes()).collect();
    while bytes.last() == Some(&0) {
        bytes.pop();
    }
    io::write_output(&bytes);
}

/// `first · (first + 1) ⋯ last`, by halves so that factors stay of like size.
fn product(first: u64, last: u64) -> Vec<u64> {
    if first > last {
        return vec![1];
    }
    if last - first < 16 {
        return (first..=last).fold(vec![1], |result, factor| multiply(&result, &[factor]));
    }
    let middle = first + (last - first) / 2;
    multiply(&product(first, middle), &product(middle + 1, last))
}

/// Schoolbook multiplication.
fn multiply(a: &[u64], b: &[u64]) -> Vec<u64> {
    let mut result = vec![0u64; a.len() + b.len()];
    for (i, &x) in a.iter().enumerate() {
        let mut carry = 0u64;
        for (j, &y) in b.iter().enumerate() {
            let sum =
                u128::from(x) * u128::from(y) + u128::from(result[i + j]) + u128::from(carry);
            result[i + j] = sum as u64;
            carry = (sum >> 64) as u64;
        }
        result[i + b.len()] = carry;
    }
    while result.len() > 1 && result.last() == Some(&0) {
        result.pop();
    }
    result
}
