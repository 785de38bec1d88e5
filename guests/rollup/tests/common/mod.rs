//! What tests share: a second, straightforward implementation of everything that matters, and
//! inputs made with it.
#![allow(dead_code, reason = "each test uses some of it")]

pub mod input;
pub mod json;
pub mod model;
pub mod naive;
pub mod random;
pub mod signing;
pub mod testdata;

pub type Hash = [u8; 32];
pub type Address = [u8; 20];

pub use akashi_guest::keccak::keccak256;

/// What the guest publishes.
pub fn words(input: &input::Input) -> Result<Vec<Hash>, akashi_rollup::Refusal> {
    words_of(&input.encode())
}

/// What the guest publishes.
pub fn words_of(input: &[u8]) -> Result<Vec<Hash>, akashi_rollup::Refusal> {
    akashi_rollup::run(input).map(|statement| {
        let bytes = statement.to_bytes();
        bytes.chunks(32).map(|word| word.try_into().expect("32 bytes")).collect()
    })
}

/// Bytes of hexadecimal digits, with or without 0x.
pub fn hex(text: &str) -> Vec<u8> {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    assert!(digits.len() % 2 == 0, "{text}: odd number of digits");
    (0..digits.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(&digits[i..i + 2], 16).expect("hexadecimal digits"))
        .collect()
}

/// Exactly `N` bytes of hexadecimal digits.
pub fn hex_array<const N: usize>(text: &str) -> [u8; N] {
    hex(text).try_into().unwrap_or_else(|_| panic!("{text}: not {N} bytes"))
}
