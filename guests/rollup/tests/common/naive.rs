//! RLP and Merkle-Patricia tries (Yellow Paper, appendices B to D) as they are defined: everything
//! anew each time.

use super::{keccak256, Hash};

/// A string.
pub fn string(bytes: &[u8]) -> Vec<u8> {
    if bytes.len() == 1 && bytes[0] < 0x80 {
        return bytes.to_vec();
    }
    let mut out = header(0x80, bytes.len());
    out.extend_from_slice(bytes);
    out
}

/// A list of encoded items.
pub fn list(items: &[Vec<u8>]) -> Vec<u8> {
    let body = items.concat();
    let mut out = header(0xc0, body.len());
    out.extend_from_slice(&body);
    out
}

/// An integer.
pub fn integer(number: u128) -> Vec<u8> {
    big_integer(&number.to_be_bytes())
}

/// An integer of any size, the highest byte first.
pub fn big_integer(bytes: &[u8]) -> Vec<u8> {
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    string(&bytes[zeros..])
}

fn header(kind: u8, length: usize) -> Vec<u8> {
    if length < 56 {
        return vec![kind + length as u8];
    }
    let digits = (length as u64).to_be_bytes();
    let zeros = digits.iter().take_while(|byte| **byte == 0).count();
    let mut out = vec![kind + 55 + (8 - zeros) as u8];
    out.extend_from_slice(&digits[zeros..]);
    out
}

/// Half bytes.
pub fn nibbles(bytes: &[u8]) -> Vec<u8> {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).collect()
}

/// Keys in half bytes, in order, with their values.
#[derive(Clone, Default)]
pub struct Trie(Vec<(Vec<u8>, Vec<u8>)>);

/// A node for the guest.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    pub rlp: Vec<u8>,
    pub expanded: u16,
}

impl Trie {
    pub fn new(items: impl IntoIterator<Item = (Vec<u8>, Vec<u8>)>) -> Self {
        let mut items: Vec<_> = items.into_iter().map(|(k, v)| (nibbles(&k), v)).collect();
        items.sort();
        Self(items)
    }

    pub fn root(&self) -> Hash {
        keccak256(&encode(&self.0))
    }

    /// The nodes on the paths to these keys, as the guest wants them.
    pub fn witness(&self, keys: &[Vec<u8>]) -> Vec<Node> {
        let mut out = Vec::new();
        if !keys.is_empty() && !self.0.is_empty() {
            let keys: Vec<_> = keys.iter().map(|key| nibbles(key)).collect();
            collect(&self.0, &keys, &mut out);
        }
        out
    }
}

enum Shape {
    Nothing,
    Leaf,
    /// All keys have so many half bytes in common.
    Extension(usize),
    Branch,
}

fn shape(items: &[(Vec<u8>, Vec<u8>)]) -> Shape {
    match items {
        [] => Shape::Nothing,
        [_] => Shape::Leaf,
        [(first, _), .., (last, _)] => {
            match first.iter().zip(last).take_while(|(a, b)| a == b).count() {
                0 => Shape::Branch,
                common => Shape::Extension(common),
            }
        }
    }
}

fn encode(items: &[(Vec<u8>, Vec<u8>)]) -> Vec<u8> {
    match shape(items) {
        Shape::Nothing => string(&[]),
        Shape::Leaf => list(&[string(&hex_prefix(&items[0].0, true)), string(&items[0].1)]),
        Shape::Extension(length) => list(&[
            string(&hex_prefix(&items[0].0[..length], false)),
            reference(&without(items, length)),
        ]),
        Shape::Branch => {
            let mut fields: Vec<_> =
                (0..16).map(|nibble| reference(&below(items, nibble))).collect();
            let value = items.iter().find(|(key, _)| key.is_empty());
            fields.push(string(value.map_or(&[], |(_, value)| value)));
            list(&fields)
        }
    }
}

fn without(items: &[(Vec<u8>, Vec<u8>)], length: usize) -> Vec<(Vec<u8>, Vec<u8>)> {
    items.iter().map(|(key, value)| (key[length..].to_vec(), value.clone())).collect()
}

fn below(items: &[(Vec<u8>, Vec<u8>)], nibble: u8) -> Vec<(Vec<u8>, Vec<u8>)> {
    let chosen: Vec<_> =
        items.iter().filter(|(key, _)| key.first() == Some(&nibble)).cloned().collect();
    without(&chosen, 1)
}

fn reference(items: &[(Vec<u8>, Vec<u8>)]) -> Vec<u8> {
    let node = encode(items);
    if node.len() < 32 { node } else { string(&keccak256(&node)) }
}

fn hex_prefix(path: &[u8], leaf: bool) -> Vec<u8> {
    let mut all = vec![if leaf { 2 } else { 0 }];
    if path.len() % 2 == 1 {
        all[0] += 1;
    } else {
        all.push(0);
    }
    all.extend_from_slice(path);
    all.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

fn collect(items: &[(Vec<u8>, Vec<u8>)], keys: &[Vec<u8>], out: &mut Vec<Node>) {
    let place = out.len();
    out.push(Node { rlp: encode(items), expanded: 0 });
    match shape(items) {
        Shape::Nothing | Shape::Leaf => {}
        Shape::Extension(length) => {
            let path = &items[0].0[..length];
            let inside: Vec<_> = keys
                .iter()
                .filter(|key| key.starts_with(path))
                .map(|key| key[length..].to_vec())
                .collect();
            if !inside.is_empty() {
                out[place].expanded = 1;
                collect(&without(items, length), &inside, out);
            }
        }
        Shape::Branch => {
            for nibble in 0..16 {
                let child = below(items, nibble);
                let inside: Vec<_> = keys
                    .iter()
                    .filter(|key| key.first() == Some(&nibble))
                    .map(|key| key[1..].to_vec())
                    .collect();
                if !child.is_empty() && !inside.is_empty() {
                    out[place].expanded |= 1 << nibble;
                    collect(&child, &inside, out);
                }
            }
        }
    }
}
