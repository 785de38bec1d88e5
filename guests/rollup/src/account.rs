//! Accounts as the state's trie holds them.

use crate::hash::Hash;
use crate::ordered::EMPTY_ROOT;
use crate::rlp::{self, Items, Malformed};
use akashi_guest::u256::{U256, ZERO};
use alloc::vec::Vec;

/// keccak256 of no bytes: the code of accounts without code.
pub const EMPTY_CODE: Hash = Hash::from_bytes([
    0xc5, 0xd2, 0x46, 0x01, 0x86, 0xf7, 0x23, 0x3c, 0x92, 0x7e, 0x7d, 0xb2, 0xdc, 0xc7, 0x03, 0xc0,
    0xe5, 0x00, 0xb6, 0x53, 0xca, 0x82, 0x27, 0x3b, 0x7b, 0xfa, 0xd8, 0x04, 0x5d, 0x85, 0xa4, 0x70,
]);

/// An account without code and storage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// How many transactions it sent.
    pub nonce: u64,
    /// What it has, in wei.
    pub balance: U256,
}

impl Account {
    /// One that nobody ever sent anything to.
    pub const EMPTY: Self = Self { nonce: 0, balance: ZERO };

    /// Reads RLP [nonce, balance, storage root, code hash] of an account that is not empty.
    pub fn decode(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut fields = Items::of_list(bytes)?;
        let account = Self { nonce: fields.u64()?, balance: fields.u256()? };
        let plain = fields.hash()? == EMPTY_ROOT && fields.hash()? == EMPTY_CODE;
        fields.end()?;
        if plain && account != Self::EMPTY { Ok(account) } else { Err(Malformed) }
    }

    /// How many bytes its encoding takes.
    pub fn size(&self) -> usize {
        let fields = self.fields_size();
        rlp::header_size(fields) + fields
    }

    fn fields_size(&self) -> usize {
        rlp::integer_size(&[self.nonce, 0, 0, 0]) + rlp::integer_size(&self.balance) + 66
    }

    /// Appends its encoding.
    pub fn write(&self, out: &mut Vec<u8>) {
        rlp::write_list_header(out, self.fields_size());
        rlp::write_u64(out, self.nonce);
        rlp::write_u256(out, &self.balance);
        rlp::write_hash(out, &EMPTY_ROOT);
        rlp::write_hash(out, &EMPTY_CODE);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        for balance in [[1, 0, 0, 0], [0x80, 0, 0, 0], ZERO, [0, 0, 0, u64::MAX]] {
            let account = Account { nonce: 0x1234, balance };
            let mut out = Vec::new();
            account.write(&mut out);
            assert_eq!(Account::decode(&out), Ok(account));
            assert_eq!(account.size(), out.len());
            for at in out.len() - 66..out.len() {
                let mut other = out.clone();
                other[at] ^= 1;
                assert_eq!(Account::decode(&other), Err(Malformed));
            }
            assert_eq!(Account::decode(&out[1..]), Err(Malformed));
        }
        let mut out = Vec::new();
        Account::EMPTY.write(&mut out);
        assert_eq!(Account::decode(&out), Err(Malformed));
    }
}
