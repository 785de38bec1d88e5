//! From blobs to blocks. Whatever blobs hold, they stand for blocks (docs/rollup.md, "Derivation is
//! total").

use crate::binding::Blob;
use crate::blob;
use crate::hash::{Address, Hash};
use crate::inflate::inflate;
use crate::rlp::{Items, Malformed};
use alloc::vec;
use alloc::vec::Vec;

/// The most bytes that a payload is inflated to.
const MAX_INFLATED: usize = 1 << 20;

const VERSION: u64 = 1;
const PLAIN: u8 = 0;
const DEFLATED: u8 = 1;
const MAX_COUNT: u64 = (1 << 16) - 1;

/// What a batch says of a block.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// Seconds since 1970.
    pub timestamp: u64,
    /// Who gets the tips.
    pub beneficiary: Address,
    /// What contracts would take for randomness.
    pub prev_randao: Hash,
    /// How many deposits it takes.
    pub deposits: u64,
    /// How many forced transactions it takes.
    pub forced: u64,
    /// Its own transactions: strings, which have been read once.
    pub transactions: Items<'a>,
}

/// What L1 says of a batch.
pub struct Post {
    /// Hash of the block that the batch builds on.
    pub parent_hash: Hash,
    /// That block's timestamp.
    pub parent_timestamp: u64,
    /// How many deposits it takes.
    pub deposits: u64,
    /// How many forced transactions it takes.
    pub forced: u64,
}

/// What blobs carry, and where in it the batch begins.
pub struct Payload {
    bytes: Vec<u8>,
    start: usize,
}

impl Payload {
    /// What the blobs carry, if they carry bytes that may be a batch.
    pub fn unpack(blobs: &[Blob]) -> Option<Self> {
        let mut bytes = Vec::new();
        for (i, blob) in blobs.iter().enumerate() {
            let length = blob::unpack(blob.used, &mut bytes)?;
            if i + 1 < blobs.len() && length != blob::CAPACITY {
                return None;
            }
        }
        match *bytes.first()? {
            PLAIN => Some(Self { bytes, start: 1 }),
            DEFLATED => {
                let bytes = inflate(&bytes[1..], MAX_INFLATED).ok()?;
                Some(Self { bytes, start: 0 })
            }
            _ => None,
        }
    }

    fn batch(&self) -> &[u8] {
        &self.bytes[self.start..]
    }
}

/// The blocks that a payload stands for: what its batch says, or if that is not in order, its
/// fallback.
pub fn derive<'a>(payload: Option<&'a Payload>, post: &Post) -> Vec<Plan<'a>> {
    payload
        .and_then(|payload| decode(payload.batch(), post).ok())
        .unwrap_or_else(|| vec![fallback(post)])
}

fn fallback<'a>(post: &Post) -> Plan<'a> {
    Plan {
        timestamp: post.parent_timestamp,
        beneficiary: Address::ZERO,
        prev_randao: Hash::ZERO,
        deposits: post.deposits,
        forced: post.forced,
        transactions: Items::new(&[]),
    }
}

fn decode<'a>(batch: &'a [u8], post: &Post) -> Result<Vec<Plan<'a>>, Malformed> {
    let mut fields = Items::of_list(batch)?;
    let version = fields.u64()?;
    let parent_hash = fields.hash()?;
    let mut blocks = fields.list()?;
    fields.end()?;
    if version != VERSION || parent_hash != post.parent_hash || blocks.is_empty() {
        return Err(Malformed);
    }
    let mut plans = Vec::new();
    let mut timestamp = post.parent_timestamp;
    let (mut deposits, mut forced) = (0, 0);
    while !blocks.is_empty() {
        let plan = decode_block(blocks.list()?)?;
        if plan.timestamp < timestamp {
            return Err(Malformed);
        }
        timestamp = plan.timestamp;
        deposits += plan.deposits;
        forced += plan.forced;
        plans.push(plan);
    }
    if deposits != post.deposits || forced != post.forced {
        return Err(Malformed);
    }
    Ok(plans)
}

fn decode_block(mut fields: Items) -> Result<Plan, Malformed> {
    let plan = Plan {
        timestamp: fields.u64()?,
        beneficiary: fields.address()?,
        prev_randao: fields.hash()?,
        deposits: fields.u64()?,
        forced: fields.u64()?,
        transactions: fields.list()?,
    };
    fields.end()?;
    let mut transactions = plan.transactions;
    while !transactions.is_empty() {
        transactions.string()?;
    }
    if plan.deposits > MAX_COUNT || plan.forced > MAX_COUNT {
        return Err(Malformed);
    }
    Ok(plan)
}
