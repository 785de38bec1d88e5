//! Input: n (u64) and a seed (u64). Sorts n pseudo-random integers. Output: sha256 of them in order.
#![no_std]
#![no_main]

use akashi_guest::{alloc::vec::Vec, io, sha256::Sha256};

akashi_guest::entry!(main);

fn main() {
    let input: &[u8; 16] =
        io::read_input().try_into().expect("input: must be 16 bytes, a count and a seed");
    let (count, seed) = input.split_at(8);
    let count = u64::from_le_bytes(count.try_into().expect("8 bytes"));
    let mut state = u64::from_le_bytes(seed.try_into().expect("8 bytes"));
    let mut values: Vec<u64> = (0..count).map(|_| next(&mut state)).collect();
    values.sort_unstable();
    let mut hasher = Sha256::new();
    for value in &values {
        hasher.update(&value.to_le_bytes());
    }
    io::write_output(&hasher.finish());
}

/// SplitMix64 (Steele, Lea, Flood 2014).
fn next(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
