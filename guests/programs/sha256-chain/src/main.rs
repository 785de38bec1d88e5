//! Input: n (u64), then a message. Output: SHA-256 applied n times to the message.
#![no_std]
#![no_main]

use akashi_guest::{io, sha256};

akashi_guest::entry!(main);

fn main() {
    let (count, message) =
        io::read_input().split_first_chunk::<8>().expect("input: must begin with a count of 8 bytes");
    let count = u64::from_le_bytes(*count);
    assert!(count > 0, "input: the count must not be 0");
    let mut digest = sha256::digest(message);
    for _ in 1..count {
        digest = sha256::digest(&digest);
    }
    io::write_output(&digest);
}
