//! What the host gives the guest (docs/rollup.md, "What the guest reads").

use crate::binding::Blob;
use crate::blob::{ELEMENT, ELEMENTS};
use crate::hash::{Address, Hash};
use crate::memory::load;
use crate::queue::Deposit;
use crate::refusal::Refusal;
use alloc::vec::Vec;

const FORMAT: u64 = 1;
const MAX_BLOBS: usize = 6;

/// What is left of the input.
pub struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    /// All of it.
    pub fn new(input: &'a [u8]) -> Self {
        Self { rest: input }
    }

    /// How many bytes are left.
    pub fn remaining(&self) -> usize {
        self.rest.len()
    }

    /// The next bytes.
    #[inline]
    fn take(&mut self, length: usize) -> Result<&'a [u8], Refusal> {
        if length > self.rest.len() {
            return Err(Refusal::MalformedInput);
        }
        let (taken, rest) = self.rest.split_at(length);
        self.rest = rest;
        Ok(taken)
    }

    /// The next bytes, and zeros up to a multiple of eight.
    #[inline]
    fn padded(&mut self, length: usize) -> Result<&'a [u8], Refusal> {
        let whole = length.checked_next_multiple_of(8).ok_or(Refusal::MalformedInput)?;
        let (bytes, padding) = self.take(whole)?.split_at(length);
        if padding.iter().any(|byte| *byte != 0) {
            return Err(Refusal::MalformedInput);
        }
        Ok(bytes)
    }

    /// The next eight bytes.
    #[inline]
    pub fn u64(&mut self) -> Result<u64, Refusal> {
        Ok(load(self.take(8)?, 0))
    }

    /// The next eight bytes, which count something.
    #[inline]
    pub fn count(&mut self) -> Result<usize, Refusal> {
        usize::try_from(self.u64()?).map_err(|_| Refusal::MalformedInput)
    }

    fn hash(&mut self) -> Result<Hash, Refusal> {
        Ok(Hash::read(self.take(32)?, 0))
    }

    fn bytes(&mut self) -> Result<&'a [u8], Refusal> {
        let length = self.count()?;
        self.padded(length)
    }

    /// As many things as the next eight bytes say, each at least eight bytes long.
    fn list<T>(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<T, Refusal>,
    ) -> Result<Vec<T>, Refusal> {
        let count = self.count()?;
        if count > self.remaining() / 8 {
            return Err(Refusal::MalformedInput);
        }
        let mut list = Vec::with_capacity(count);
        for _ in 0..count {
            list.push(read(self)?);
        }
        Ok(list)
    }

    /// Which children of the next trie node come too, and its encoding.
    #[inline]
    pub fn node(&mut self) -> Result<(u16, &'a [u8]), Refusal> {
        let header = self.u64()?;
        if header >> 48 != 0 {
            return Err(Refusal::MalformedInput);
        }
        let bytes = self.padded((header & 0xffff_ffff) as usize)?;
        Ok(((header >> 32) as u16, bytes))
    }

    /// Nothing must be left.
    pub fn end(&self) -> Result<(), Refusal> {
        if self.rest.is_empty() { Ok(()) } else { Err(Refusal::MalformedInput) }
    }
}

/// A part of a queue that a run takes.
pub struct Queue<T> {
    /// How many items the batch takes.
    pub in_batch: u64,
    /// How many items were taken before the run.
    pub index: u64,
    /// The rolling hash of those.
    pub hash: Hash,
    /// What the run takes.
    pub items: Vec<T>,
}

/// Everything before the trie's nodes.
pub struct Input<'a> {
    /// The L2's chain id.
    pub chain_id: u64,
    /// Which deployment this is about.
    pub config_hash: Hash,
    /// Who is paid for the proof.
    pub payee: Hash,
    /// The header of the block that the run builds on.
    pub parent: &'a [u8],
    /// In shards, the header of the block that the batch builds on.
    pub batch_parent: Option<&'a [u8]>,
    /// The first block of the batch that is executed.
    pub first: u64,
    /// How many are executed.
    pub count: u64,
    /// The blobs that carry the batch.
    pub blobs: Vec<Blob<'a>>,
    /// Deposits; their indices are not checked yet.
    pub deposits: Queue<Deposit>,
    /// Forced transactions.
    pub forced: Queue<&'a [u8]>,
    /// Leaves of the batch's withdrawals before the run.
    pub withdrawals: Vec<Hash>,
}

impl<'a> Input<'a> {
    /// Reads all up to the trie's nodes.
    pub fn read(reader: &mut Reader<'a>) -> Result<Self, Refusal> {
        if reader.u64()? != FORMAT {
            return Err(Refusal::MalformedInput);
        }
        let is_shard = match reader.u64()? {
            0 => false,
            1 => true,
            _ => return Err(Refusal::MalformedInput),
        };
        let chain_id = reader.u64()?;
        let config_hash = reader.hash()?;
        let payee = reader.hash()?;
        let parent = reader.bytes()?;
        let batch_parent = match (is_shard, reader.bytes()?) {
            (true, bytes) => Some(bytes),
            (false, []) => None,
            (false, _) => return Err(Refusal::MalformedInput),
        };
        let (first, count) = (reader.u64()?, reader.u64()?);
        let blobs = reader.list(blob)?;
        if blobs.is_empty() || blobs.len() > MAX_BLOBS {
            return Err(Refusal::MalformedInput);
        }
        let (deposits, forced) = (reader.u64()?, reader.u64()?);
        let (index, hash) = (reader.u64()?, reader.hash()?);
        let mut at = index;
        let items = reader.list(|reader| {
            let item = deposit(reader, at);
            at = at.wrapping_add(1);
            item
        })?;
        let deposits = Queue { in_batch: deposits, index, hash, items };
        let (index, hash) = (reader.u64()?, reader.hash()?);
        let items = reader.list(Reader::bytes)?;
        let forced = Queue { in_batch: forced, index, hash, items };
        let withdrawals = reader.list(Reader::hash)?;
        Ok(Self {
            chain_id,
            config_hash,
            payee,
            parent,
            batch_parent,
            first,
            count,
            blobs,
            deposits,
            forced,
            withdrawals,
        })
    }
}

fn blob<'a>(reader: &mut Reader<'a>) -> Result<Blob<'a>, Refusal> {
    let versioned_hash = reader.hash()?;
    let used = reader.bytes()?;
    if used.len() % ELEMENT != 0 || used.len() > ELEMENT * ELEMENTS {
        return Err(Refusal::MalformedInput);
    }
    Ok(Blob { versioned_hash, used })
}

fn deposit(reader: &mut Reader, index: u64) -> Result<Deposit, Refusal> {
    let bytes = reader.padded(20)?;
    Ok(Deposit { index, to: Address::read(bytes, 0), amount: reader.u64()? })
}
