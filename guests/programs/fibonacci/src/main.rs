//! Input: n (u64). Output: the n-th Fibonacci number modulo 2^64 (u64).
#![no_std]
#![no_main]

akashi_guest::entry!(main);

fn main() {
    let input = akashi_guest::io::read_input();
    let n = u64::from_le_bytes(input.try_into().expect("input: must be 8 bytes, the count"));
    let (mut a, mut b) = (0u64, 1u64);
    for _ in 0..n {
        (a, b) = (b, a.wrapping_add(b));
    }
    akashi_guest::io::write_output(&a.to_le_bytes());
}
