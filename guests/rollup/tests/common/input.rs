//! The guest's input in its parts, so that tests can change any of them.

use super::naive::Node;
use super::{Address, Hash};

#[derive(Clone)]
pub struct Input {
    pub format: u64,
    pub kind: u64,
    pub chain_id: u64,
    pub config_hash: Hash,
    pub payee: Hash,
    pub parent: Vec<u8>,
    pub batch_parent: Vec<u8>,
    pub first: u64,
    pub count: u64,
    pub blobs: Vec<(Hash, Vec<u8>)>,
    pub deposits_in_batch: u64,
    pub forced_in_batch: u64,
    pub deposit_index: u64,
    pub deposit_hash: Hash,
    pub deposits: Vec<(Address, u64)>,
    pub forced_index: u64,
    pub forced_hash: Hash,
    pub forced: Vec<Vec<u8>>,
    pub withdrawals: Vec<Hash>,
    pub nodes: Vec<Node>,
}

impl Input {
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        let out = &mut out;
        numbers(out, &[self.format, self.kind, self.chain_id]);
        out.extend(self.config_hash);
        out.extend(self.payee);
        bytes(out, &self.parent);
        bytes(out, &self.batch_parent);
        numbers(out, &[self.first, self.count, self.blobs.len() as u64]);
        for (versioned_hash, used) in &self.blobs {
            out.extend(versioned_hash);
            bytes(out, used);
        }
        numbers(out, &[self.deposits_in_batch, self.forced_in_batch, self.deposit_index]);
        out.extend(self.deposit_hash);
        numbers(out, &[self.deposits.len() as u64]);
        for (to, amount) in &self.deposits {
            out.extend(to);
            out.extend([0; 4]);
            numbers(out, &[*amount]);
        }
        numbers(out, &[self.forced_index]);
        out.extend(self.forced_hash);
        numbers(out, &[self.forced.len() as u64]);
        for transaction in &self.forced {
            bytes(out, transaction);
        }
        numbers(out, &[self.withdrawals.len() as u64]);
        for leaf in &self.withdrawals {
            out.extend(leaf);
        }
        numbers(out, &[self.nodes.len() as u64]);
        for node in &self.nodes {
            out.extend((node.rlp.len() as u32).to_le_bytes());
            out.extend(node.expanded.to_le_bytes());
            out.extend([0; 2]);
            out.extend(&node.rlp);
            pad(out);
        }
        std::mem::take(out)
    }
}

fn numbers(out: &mut Vec<u8>, numbers: &[u64]) {
    for number in numbers {
        out.extend(number.to_le_bytes());
    }
}

fn bytes(out: &mut Vec<u8>, bytes: &[u8]) {
    numbers(out, &[bytes.len() as u64]);
    out.extend(bytes);
    pad(out);
}

fn pad(out: &mut Vec<u8>) {
    out.resize(out.len().next_multiple_of(8), 0);
}
