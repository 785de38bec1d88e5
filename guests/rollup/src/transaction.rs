//! Transactions of type 2 (EIP-1559): what makes one valid but for its sender's account.

use crate::hash::{keccak256, Address};
use crate::number;
use crate::rlp::{append, write_list_header, Items, Malformed};
use akashi_guest::secp256k1;
use akashi_guest::u256::{is_less, is_zero, U256};
use alloc::vec::Vec;

/// What every transaction uses.
pub const GAS: u64 = 21_000;

/// Half of the order of secp256k1's group, rounded down: the largest s that is not malleable.
const HALF_ORDER: U256 = [
    0xdfe9_2f46_681b_20a0,
    0x5d57_6e73_57a4_501d,
    0xffff_ffff_ffff_ffff,
    0x7fff_ffff_ffff_ffff,
];

/// Addresses 1 to this one are precompiled contracts.
const LAST_PRECOMPILE: u32 = 9;

/// What a transaction says; its signature is judged by [`Transaction::sender`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transaction<'a> {
    /// The chain it is for.
    pub chain_id: u64,
    /// How many the sender sent before.
    pub nonce: u64,
    /// What the block's beneficiary gets for a unit of gas, if the sender pays that much.
    pub max_priority_fee: U256,
    /// What the sender pays at most for a unit of gas.
    pub max_fee: U256,
    /// How much gas it may use.
    pub gas_limit: u64,
    /// Who gets `value`.
    pub to: Address,
    /// What moves, in wei.
    pub value: U256,
    /// The parity of y of the signature's point R.
    odd_y: bool,
    signature: [u8; 64],
    /// The encodings of the fields that are signed.
    signed: &'a [u8],
}

impl<'a> Transaction<'a> {
    /// Reads the one canonical form: type 2, twelve fields, neither data nor access list, a
    /// signature that is not malleable.
    pub fn decode(bytes: &'a [u8]) -> Result<Self, Malformed> {
        let Some((&2, body)) = bytes.split_first() else {
            return Err(Malformed);
        };
        let mut fields = Items::of_list(body)?;
        let all = fields.rest();
        let chain_id = fields.u64()?;
        let nonce = fields.u64()?;
        let max_priority_fee = fields.u256()?;
        let max_fee = fields.u256()?;
        let gas_limit = fields.u64()?;
        let to = fields.address()?;
        let value = fields.u256()?;
        let data = fields.string()?;
        let access_list = fields.list()?;
        if nonce == u64::MAX || !data.is_empty() || !access_list.is_empty() {
            return Err(Malformed);
        }
        let signed = &all[..all.len() - fields.rest().len()];
        let odd_y = match fields.u64()? {
            0 => false,
            1 => true,
            _ => return Err(Malformed),
        };
        let (r, s) = (fields.u256()?, fields.u256()?);
        fields.end()?;
        if is_less(&HALF_ORDER, &s) {
            return Err(Malformed);
        }
        let mut signature = [0; 64];
        crate::hash::Hash::from_number(&r).write(&mut signature, 0);
        crate::hash::Hash::from_number(&s).write(&mut signature, 32);
        Ok(Self {
            chain_id,
            nonce,
            max_priority_fee,
            max_fee,
            gas_limit,
            to,
            value,
            odd_y,
            signature,
            signed,
        })
    }

    /// Whether it may stand in a block of this chain with this base fee, as far as its own fields
    /// say.
    pub fn is_admissible(&self, chain_id: u64, base_fee: &U256) -> bool {
        self.chain_id == chain_id
            && self.gas_limit == GAS
            && !is_less(&self.max_fee, &self.max_priority_fee)
            && !is_less(&self.max_fee, base_fee)
            && !matches!(self.to.small(), Some(1..=LAST_PRECOMPILE))
    }

    /// Whose signature it bears; `None` if nobody's.
    pub fn sender(&self) -> Option<Address> {
        let mut message = Vec::with_capacity(self.signed.len() + 8);
        message.push(2);
        write_list_header(&mut message, self.signed.len());
        append(&mut message, self.signed);
        let hash = keccak256(&message).to_bytes();
        let key = secp256k1::recover(&hash, &self.signature, u8::from(self.odd_y))?;
        Some(Address::of_key(&key))
    }

    /// Whether an account with this balance can pay for the value and the most gas can cost.
    pub fn is_covered_by(&self, balance: &U256) -> bool {
        let (cost, excess) = number::mul(&self.max_fee, GAS);
        let (sum, carry) = number::add(&cost, &self.value);
        excess == 0 && !carry && !is_less(balance, &sum)
    }

    /// What the sender pays for the gas, and what of it the beneficiary gets; `base_fee` is at most
    /// the transaction's `max_fee`.
    pub fn fees(&self, base_fee: &U256) -> (U256, U256) {
        let most = number::sub(&self.max_fee, base_fee);
        let tip = number::min(most, self.max_priority_fee);
        let (price, _) = number::add(base_fee, &tip);
        (number::mul(&price, GAS).0, number::mul(&tip, GAS).0)
    }

    /// Whether anything moves.
    pub fn moves_value(&self) -> bool {
        !is_zero(&self.value)
    }
}
