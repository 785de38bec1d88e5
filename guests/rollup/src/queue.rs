//! What users sent from L1: deposits and forced transactions, under rolling hashes.

use crate::hash::{keccak256, Address, Hash};
use akashi_guest::u256::U256;
use crate::number;
use crate::rlp;
use alloc::vec::Vec;

const WEI_PER_GWEI: u64 = 1_000_000_000;

/// A deposit: an EIP-4895 withdrawals entry of the block that takes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deposit {
    /// How many were made before.
    pub index: u64,
    /// Who gets it.
    pub to: Address,
    /// In gwei.
    pub amount: u64,
}

impl Deposit {
    /// What is credited, in wei.
    pub fn wei(&self) -> U256 {
        number::mul(&[self.amount, 0, 0, 0], WEI_PER_GWEI).0
    }

    /// Appends the entry: index, validator index 0, address, amount.
    pub fn write(&self, out: &mut Vec<u8>) {
        let mut entry = Vec::with_capacity(48);
        rlp::write_u64(&mut entry, self.index);
        rlp::write_u64(&mut entry, 0);
        rlp::write_string(&mut entry, &self.to.to_bytes());
        rlp::write_u64(&mut entry, self.amount);
        rlp::write_list_header(out, entry.len());
        rlp::append(out, &entry);
    }

    /// The rolling hash after it: keccak256(hash ‖ index ‖ to ‖ amount).
    pub fn roll(&self, hash: &Hash) -> Hash {
        let mut message = [0; 68];
        hash.write(&mut message, 0);
        message[32..40].copy_from_slice(&self.index.to_be_bytes());
        message[40..60].copy_from_slice(&self.to.to_bytes());
        message[60..].copy_from_slice(&self.amount.to_be_bytes());
        keccak256(&message)
    }
}

/// The rolling hash after a forced transaction: keccak256(hash ‖ index ‖ keccak256(transaction)).
pub fn roll_forced(hash: &Hash, index: u64, transaction: &[u8]) -> Hash {
    let mut message = [0; 72];
    hash.write(&mut message, 0);
    message[32..40].copy_from_slice(&index.to_be_bytes());
    keccak256(transaction).write(&mut message, 40);
    keccak256(&message)
}
