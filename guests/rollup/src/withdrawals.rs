//! What leaves for L1: a tree of leaves, and a rolling hash of them for shards.

use crate::hash::{keccak256, keccak_pair, Address, Hash};
use akashi_guest::u256::U256;
use alloc::vec::Vec;

/// Transfers to this address leave (docs/rollup.md, "Withdrawals").
pub const L1: u32 = 0x4c31;

/// The withdrawals of a batch, as far as they are known.
pub struct Withdrawals {
    leaves: Vec<Hash>,
}

impl Withdrawals {
    /// Those before the run.
    pub fn new(leaves: Vec<Hash>) -> Self {
        Self { leaves }
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.leaves.len()
    }

    /// Adds one.
    pub fn add(&mut self, sender: &Address, value: &U256) {
        let mut message = [0; 60];
        message[..8].copy_from_slice(&(self.leaves.len() as u64).to_be_bytes());
        message[8..28].copy_from_slice(&sender.to_bytes());
        Hash::from_number(value).write(&mut message, 28);
        self.leaves.push(keccak256(&message));
    }

    /// The rolling hash of the first `count` leaves.
    pub fn rolling_hash(&self, count: usize) -> Hash {
        self.leaves[..count].iter().fold(Hash::ZERO, |hash, leaf| keccak_pair(&hash, leaf))
    }

    /// The root of the tree of all leaves, padded with zero to a power of two; zero if there are
    /// none.
    pub fn root(&self) -> Hash {
        let mut level = self.leaves.clone();
        if level.is_empty() {
            return Hash::ZERO;
        }
        // what all that is padding hashes to, one level higher each time
        let mut padding = Hash::ZERO;
        while level.len() > 1 {
            let mut next = Vec::with_capacity(level.len().div_ceil(2));
            for pair in level.chunks(2) {
                next.push(keccak_pair(&pair[0], pair.get(1).unwrap_or(&padding)));
            }
            padding = keccak_pair(&padding, &padding);
            level = next;
        }
        level[0]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn straight_root(leaves: &[Hash]) -> Hash {
        if leaves.is_empty() {
            return Hash::ZERO;
        }
        let mut level = leaves.to_vec();
        level.resize(leaves.len().next_power_of_two(), Hash::ZERO);
        while level.len() > 1 {
            level = level.chunks(2).map(|pair| keccak_pair(&pair[0], &pair[1])).collect();
        }
        level[0]
    }

    #[test]
    fn root_pads_with_zero() {
        for count in 0..40 {
            let leaves: Vec<_> = (0..count).map(|i| keccak256(&[i])).collect();
            assert_eq!(Withdrawals::new(leaves.clone()).root(), straight_root(&leaves), "{count}");
        }
    }

    #[test]
    fn leaves_hash_index_sender_and_value() {
        let mut withdrawals = Withdrawals::new(alloc::vec![Hash::ZERO]);
        let sender = Address::from_bytes([0xab; 20]);
        withdrawals.add(&sender, &[5, 0, 0, 7]);
        let mut message = [0u8; 60];
        message[7] = 1;
        message[8..28].fill(0xab);
        message[35] = 7;
        message[59] = 5;
        assert_eq!(withdrawals.leaves[1], keccak256(&message));
        assert_eq!(withdrawals.rolling_hash(0), Hash::ZERO);
        let first = keccak256(&[0; 64]);
        assert_eq!(withdrawals.rolling_hash(1), first);
        assert_eq!(withdrawals.rolling_hash(2), keccak_pair(&first, &withdrawals.leaves[1]));
    }
}
