//! Runs each accelerator and its software path on the same operands, which the input holds.
//!
//! Input: records of a tag (u64) and operands: 0 and a Keccak state (200 bytes), 1 and a, b, c, m
//! (32 bytes each), 2 and a sha256 state and block (32 and 64 bytes), 3 and a Poseidon2 state (64
//! bytes). Output: for each record the two results, one after the other.
#![no_std]
#![no_main]

use akashi_guest::{io, keccak, poseidon2, sha256, u256};

akashi_guest::entry!(main);

fn main() {
    let mut input = io::read_input();
    while !input.is_empty() {
        match words::<1>(&mut input)[0] {
            0 => {
                let mut state = words::<25>(&mut input);
                let mut same = state;
                keccak::permute(&mut state);
                keccak::software::permute(&mut same);
                write(&state);
                write(&same);
            }
            1 => {
                let [a, b, c, m] = core::array::from_fn(|_| words::<4>(&mut input));
                write(&u256::mul_add_mod(&a, &b, &c, &m));
                write(&u256::software::mul_add_mod(&a, &b, &c, &m));
            }
            2 => {
                let mut state = sha256::State(halves(words::<4>(&mut input)));
                let mut same = state;
                let mut block = sha256::Block([0; 64]);
                for (bytes, word) in block.0.chunks_exact_mut(8).zip(words::<8>(&mut input)) {
                    bytes.copy_from_slice(&word.to_le_bytes());
                }
                sha256::compress(&mut state, &block);
                sha256::software::compress(&mut same, &block);
                write_halves(&state.0);
                write_halves(&same.0);
            }
            3 => {
                let mut state = poseidon2::State(halves(words::<8>(&mut input)));
                let mut same = state;
                poseidon2::permute(&mut state);
                poseidon2::software::permute(&mut same);
                write_halves(&state.0);
                write_halves(&same.0);
            }
            tag => panic!("input: no accelerator has tag {tag}"),
        }
    }
}

fn words<const N: usize>(input: &mut &[u8]) -> [u64; N] {
    core::array::from_fn(|_| {
        let (word, rest) = input.split_first_chunk::<8>().expect("input: ends inside a record");
        *input = rest;
        u64::from_le_bytes(*word)
    })
}

fn halves<const W: usize, const H: usize>(words: [u64; W]) -> [u32; H] {
    core::array::from_fn(|i| (words[i / 2] >> (32 * (i % 2))) as u32)
}

fn write(words: &[u64]) {
    for word in words {
        io::write_output(&word.to_le_bytes());
    }
}

fn write_halves(halves: &[u32]) {
    for half in halves {
        io::write_output(&half.to_le_bytes());
    }
}
