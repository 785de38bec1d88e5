//! Block headers of the fork Shanghai, of which this chain fixes most fields.

use crate::hash::{keccak256, Address, Hash};
use crate::number;
use crate::rlp::{self, Items, Malformed};
use crate::transaction::GAS;
use akashi_guest::u256::{is_less, U256, ONE};
use alloc::vec::Vec;

/// How much gas a block may use.
pub const GAS_LIMIT: u64 = 30_000_000;

/// EIP-1559: the base fee stays where blocks use half of the limit.
const GAS_TARGET: u64 = GAS_LIMIT / 2;
const MAX_CHANGE_DENOMINATOR: u32 = 8;

/// keccak256 of RLP's empty list.
pub const EMPTY_OMMERS: Hash = Hash::from_bytes([
    0x1d, 0xcc, 0x4d, 0xe8, 0xde, 0xc7, 0x5d, 0x7a, 0xab, 0x85, 0xb5, 0x67, 0xb6, 0xcc, 0xd4, 0x1a,
    0xd3, 0x12, 0x45, 0x1b, 0x94, 0x8a, 0x74, 0x13, 0xf0, 0xa1, 0x42, 0xfd, 0x40, 0xd4, 0x93, 0x47,
]);

/// Base fees from here on cannot be (docs/rollup.md, "The chain").
const BASE_FEE_BOUND: U256 = [0, 0, 0, 1];

/// The fields that are not the same in all blocks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// Hash of the block before.
    pub parent_hash: Hash,
    /// Who gets the tips.
    pub beneficiary: Address,
    /// Root of the state after the block.
    pub state_root: Hash,
    /// Root of the trie of transactions.
    pub transactions_root: Hash,
    /// Root of the trie of receipts.
    pub receipts_root: Hash,
    /// How many blocks there are before it.
    pub number: u64,
    /// Gas of all its transactions.
    pub gas_used: u64,
    /// Seconds since 1970.
    pub timestamp: u64,
    /// What contracts would take for randomness.
    pub prev_randao: Hash,
    /// What a unit of gas burns, in wei.
    pub base_fee: U256,
    /// Root of the trie of deposits.
    pub withdrawals_root: Hash,
}

impl Header {
    /// Reads a header of this chain.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut fields = Items::of_list(bytes)?;
        let parent_hash = fields.hash()?;
        let mut sound = fields.hash()? == EMPTY_OMMERS;
        let beneficiary = fields.address()?;
        let state_root = fields.hash()?;
        let transactions_root = fields.hash()?;
        let receipts_root = fields.hash()?;
        let bloom = fields.string()?;
        sound &= bloom.len() == 256 && bloom.iter().all(|byte| *byte == 0);
        sound &= fields.u64()? == 0;
        let number = fields.u64()?;
        sound &= fields.u64()? == GAS_LIMIT;
        let gas_used = fields.u64()?;
        let timestamp = fields.u64()?;
        sound &= fields.string()?.is_empty();
        let prev_randao = fields.hash()?;
        sound &= fields.string()? == [0; 8];
        let base_fee = fields.u256()?;
        let withdrawals_root = fields.hash()?;
        fields.end()?;
        sound &= gas_used <= GAS_LIMIT && is_less(&base_fee, &BASE_FEE_BOUND);
        if !sound {
            return Err(Malformed);
        }
        Ok(Self {
            parent_hash,
            beneficiary,
            state_root,
            transactions_root,
            receipts_root,
            number,
            gas_used,
            timestamp,
            prev_randao,
            base_fee,
            withdrawals_root,
        })
    }

    /// The encoding whose hash is the block's.
    pub fn encode(&self) -> Vec<u8> {
        let mut fields = Vec::with_capacity(640);
        rlp::write_hash(&mut fields, &self.parent_hash);
        rlp::write_hash(&mut fields, &EMPTY_OMMERS);
        rlp::write_string(&mut fields, &self.beneficiary.to_bytes());
        rlp::write_hash(&mut fields, &self.state_root);
        rlp::write_hash(&mut fields, &self.transactions_root);
        rlp::write_hash(&mut fields, &self.receipts_root);
        rlp::write_string(&mut fields, &[0; 256]);
        rlp::write_u64(&mut fields, 0);
        rlp::write_u64(&mut fields, self.number);
        rlp::write_u64(&mut fields, GAS_LIMIT);
        rlp::write_u64(&mut fields, self.gas_used);
        rlp::write_u64(&mut fields, self.timestamp);
        rlp::write_string(&mut fields, &[]);
        rlp::write_hash(&mut fields, &self.prev_randao);
        rlp::write_string(&mut fields, &[0; 8]);
        rlp::write_u256(&mut fields, &self.base_fee);
        rlp::write_hash(&mut fields, &self.withdrawals_root);
        let mut header = Vec::with_capacity(fields.len() + 3);
        rlp::write_list_header(&mut header, fields.len());
        rlp::append(&mut header, &fields);
        header
    }

    /// The block's hash.
    pub fn hash(&self) -> Hash {
        keccak256(&self.encode())
    }

    /// The base fee of the block after this one (EIP-1559).
    pub fn next_base_fee(&self) -> U256 {
        let change = |gas: u64| {
            // at most 2^192 · 2^24
            let (product, _) = number::mul(&self.base_fee, gas);
            number::div(&number::div(&product, GAS_TARGET as u32), MAX_CHANGE_DENOMINATOR)
        };
        if self.gas_used > GAS_TARGET {
            let rise = change(self.gas_used - GAS_TARGET);
            let least = if is_less(&rise, &ONE) { ONE } else { rise };
            number::add(&self.base_fee, &least).0
        } else {
            number::sub(&self.base_fee, &change(GAS_TARGET - self.gas_used))
        }
    }

    /// Whether another transfer fits into a block with `count` of them.
    pub fn has_room_after(count: usize) -> bool {
        (count as u64 + 1) * GAS <= GAS_LIMIT
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Header {
        Header {
            parent_hash: Hash::from_bytes([1; 32]),
            beneficiary: Address::from_bytes([2; 20]),
            state_root: Hash::from_bytes([3; 32]),
            transactions_root: Hash::from_bytes([4; 32]),
            receipts_root: Hash::from_bytes([5; 32]),
            number: 77,
            gas_used: 21_000,
            timestamp: 1_700_000_000,
            prev_randao: Hash::from_bytes([6; 32]),
            base_fee: [1_000_000_000, 0, 0, 0],
            withdrawals_root: Hash::from_bytes([7; 32]),
        }
    }

    #[test]
    fn reads_what_it_writes() {
        let header = sample();
        assert_eq!(Header::decode(&header.encode()), Ok(header));
    }

    #[test]
    fn refuses_other_values_of_fixed_fields() {
        let encoding = sample().encode();
        let decoded = |bytes: &[u8]| Header::decode(bytes);
        let mut changed = 0;
        for at in 0..encoding.len() {
            let mut other = encoding.clone();
            other[at] ^= 1;
            if let Ok(header) = decoded(&other) {
                assert_eq!(header.encode(), other);
                changed += 1;
            }
        }
        // 7 hashes, beneficiary, number, timestamp, gasUsed, base fee: all others are fixed. What
        // exceeds the gas limit in gasUsed is not reached by a bit.
        assert_eq!(changed, 6 * 32 + 20 + 1 + 4 + 2 + 4);
        for length in 0..encoding.len() {
            assert_eq!(decoded(&encoding[..length]), Err(Malformed));
        }
        // another length of the bloom, with all else as it was
        let (before, after) = (3 + 5 * 33 + 21, 3 + 5 * 33 + 21 + 3 + 256);
        assert_eq!(encoding[before..before + 3], [0xb9, 1, 0]);
        for length in [0, 255, 257] {
            let mut fields = encoding[3..before].to_vec();
            rlp::write_string(&mut fields, &alloc::vec![0; length]);
            rlp::append(&mut fields, &encoding[after..]);
            let mut other = Vec::new();
            rlp::write_list_header(&mut other, fields.len());
            rlp::append(&mut other, &fields);
            assert_eq!(decoded(&other), Err(Malformed));
        }
        let full = Header { gas_used: GAS_LIMIT, ..sample() };
        assert!(decoded(&full.encode()).is_ok());
        let fuller = Header { gas_used: GAS_LIMIT + 1, ..sample() };
        assert_eq!(decoded(&fuller.encode()), Err(Malformed));
        let dear = Header { base_fee: BASE_FEE_BOUND, ..sample() };
        assert_eq!(decoded(&dear.encode()), Err(Malformed));
    }

    /// Cases of EIP-1559's test in go-ethereum (`TestCalcBaseFee`), with this chain's target.
    #[test]
    fn base_fee_follows_use() {
        let next = |base_fee: u64, gas_used: u64| {
            Header { base_fee: [base_fee, 0, 0, 0], gas_used, ..sample() }.next_base_fee()
        };
        assert_eq!(next(1_000_000_000, GAS_TARGET), [1_000_000_000, 0, 0, 0]);
        assert_eq!(next(1_000_000_000, GAS_TARGET - 1_000_000), [991_666_667, 0, 0, 0]);
        assert_eq!(next(1_000_000_000, GAS_TARGET + 1_000_000), [1_008_333_333, 0, 0, 0]);
        assert_eq!(next(1_000_000_000, 0), [875_000_000, 0, 0, 0]);
        assert_eq!(next(1_000_000_000, GAS_LIMIT), [1_125_000_000, 0, 0, 0]);
        assert_eq!(next(7, GAS_TARGET + 1), [8, 0, 0, 0]);
        assert_eq!(next(0, GAS_LIMIT), [1, 0, 0, 0]);
        assert_eq!(next(7, 0), [7, 0, 0, 0]);
        assert_eq!(next(0, 0), [0; 4]);
    }

    #[test]
    fn room_ends_at_the_limit() {
        assert!(Header::has_room_after(1427));
        assert!(!Header::has_room_after(1428));
    }
}
