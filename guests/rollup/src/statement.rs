//! What a run states: words of 32 bytes (docs/rollup.md, "Runs and shards"; docs/settlement.md).

use crate::hash::Hash;
use alloc::vec::Vec;

/// What runs about whole batches and about shards have in common, of the blocks that were executed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transition {
    /// The L2's chain id.
    pub chain_id: u64,
    /// Which deployment this is about.
    pub config_hash: Hash,
    /// Hash of the block before.
    pub prev_block_hash: Hash,
    /// Hash of the last block.
    pub new_block_hash: Hash,
    /// Its number.
    pub new_block_number: u64,
    /// The state after it.
    pub new_state_root: Hash,
    /// What ties the batch to its blobs.
    pub da_commitment: Hash,
    /// Rolling hash of deposits before and after.
    pub deposits: [Hash; 2],
    /// Rolling hash of forced transactions before and after.
    pub forced: [Hash; 2],
    /// Root of the batch's withdrawals; zero in shards but the last.
    pub withdrawals_root: Hash,
    /// Who is paid for the proof.
    pub payee: Hash,
}

/// What else a shard states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Hash of the block before the batch.
    pub batch_prev_block_hash: Hash,
    /// Its first block, how many it has, and how many the batch has.
    pub range: [u64; 3],
    /// Rolling hash of withdrawals before and after.
    pub withdrawals: [Hash; 2],
}

/// What a run states.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// What was executed.
    pub transition: Transition,
    /// Present if that is not said of a whole batch.
    pub shard: Option<Shard>,
}

/// keccak256("akashi.rollup.batch.v1")
const BATCH_TAG: Hash = Hash([
    0xaa72_f54f_8f7b_2ca4,
    0x36f7_79b9_bb77_6248,
    0x2322_15f6_dc8c_bc2c,
    0xc5b5_3023_b09e_25b1,
]);

/// keccak256("akashi.rollup.shard.v1")
const SHARD_TAG: Hash = Hash([
    0x1f80_22a9_a5db_ff8f,
    0x3ee9_9a3f_e422_ce74,
    0xecc7_43cc_0862_ba96,
    0xeb72_606f_7150_c025,
]);

impl Statement {
    /// The words: fourteen of a batch, eighteen of a shard.
    pub fn words(&self) -> Vec<Hash> {
        let t = &self.transition;
        let mut words = Vec::with_capacity(18);
        words.push(if self.shard.is_some() { SHARD_TAG } else { BATCH_TAG });
        words.extend([
            number(t.chain_id),
            t.config_hash,
            t.prev_block_hash,
            t.new_block_hash,
            number(t.new_block_number),
            t.new_state_root,
            t.da_commitment,
        ]);
        words.extend(t.deposits);
        words.extend(t.forced);
        words.push(t.withdrawals_root);
        if let Some(shard) = &self.shard {
            let [first, count, total] = shard.range;
            words.push(shard.batch_prev_block_hash);
            words.push(Hash::from_number(&[total, count, first, 0]));
            words.extend(shard.withdrawals);
        }
        words.push(t.payee);
        words
    }

    /// The words' bytes: what the guest publishes.
    pub fn to_bytes(&self) -> Vec<u8> {
        let words = self.words();
        let mut bytes = alloc::vec![0; 32 * words.len()];
        for (i, word) in words.iter().enumerate() {
            word.write(&mut bytes, 32 * i);
        }
        bytes
    }
}

fn number(number: u64) -> Hash {
    Hash::from_number(&[number, 0, 0, 0])
}
