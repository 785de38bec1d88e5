//! Input: any number of signatures, 97 bytes each: hash (32), r (32), s (32), recovery id (1).
//! Output: for each the public key (64), or 64 zeros if there is none.
#![no_std]
#![no_main]

use akashi_guest::{io, secp256k1};

akashi_guest::entry!(main);

fn main() {
    let records = io::read_input().chunks_exact(97);
    assert!(records.remainder().is_empty(), "input: must be records of 97 bytes");
    for record in records {
        let hash = record[..32].try_into().expect("32 bytes");
        let signature = record[32..96].try_into().expect("64 bytes");
        let key = secp256k1::recover(hash, signature, record[96]);
        io::write_output(&key.unwrap_or([0; 64]));
    }
}
