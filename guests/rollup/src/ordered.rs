//! Roots of the tries that a block's transactions, receipts and deposits make: the key of an item is
//! the RLP of its index.

use crate::hash::{keccak256, Hash};
use crate::rlp::{append, header_size, string_size, write_list_header, write_string};
use alloc::vec::Vec;

/// The root of a trie without items: keccak256 of RLP's empty string.
pub const EMPTY_ROOT: Hash = Hash::from_bytes([
    0x56, 0xe8, 0x1f, 0x17, 0x1b, 0xcc, 0x55, 0xa6, 0xff, 0x83, 0x45, 0xe6, 0x92, 0xc0, 0xf8, 0x6e,
    0x5b, 0x48, 0xe0, 0x1b, 0x99, 0x6c, 0xad, 0xc0, 0x01, 0x62, 0x2f, 0xb5, 0xe3, 0x63, 0xb4, 0x21,
]);

/// The root of the trie of `count` items; `write` appends the value of the item with that index,
/// which is not empty.
///
/// # Panics
/// If there are more than 2^16 items.
pub fn root(count: usize, write: impl FnMut(usize, &mut Vec<u8>)) -> Hash {
    assert!(count <= 1 << 16, "at most 2^16 items");
    if count == 0 {
        return EMPTY_ROOT;
    }
    let mut builder = Builder {
        count,
        write,
        value: Vec::with_capacity(512),
        node: Vec::with_capacity(1024),
    };
    builder.encode(0, count, 0);
    keccak256(&builder.node)
}

/// The RLP of an index, in half bytes.
#[derive(Clone, Copy)]
struct Key {
    bytes: [u8; 3],
    nibbles: usize,
}

impl Key {
    fn of(index: usize) -> Self {
        let [high, low] = (index as u16).to_be_bytes();
        match index {
            0 => Self { bytes: [0x80, 0, 0], nibbles: 2 },
            1..=0x7f => Self { bytes: [low, 0, 0], nibbles: 2 },
            0x80..=0xff => Self { bytes: [0x81, low, 0], nibbles: 4 },
            _ => Self { bytes: [0x82, high, low], nibbles: 6 },
        }
    }

    fn nibble(&self, at: usize) -> u8 {
        let byte = self.bytes[at / 2];
        if at % 2 == 0 { byte >> 4 } else { byte & 15 }
    }
}

/// What a node holds of another one: its hash, or itself if it is shorter.
#[derive(Clone, Copy)]
struct Reference {
    bytes: [u8; 40],
    length: usize,
}

const NOTHING: Reference = Reference { bytes: [0x80; 40], length: 1 };

struct Builder<W> {
    count: usize,
    write: W,
    value: Vec<u8>,
    /// The encoding of the node at hand.
    node: Vec<u8>,
}

impl<W: FnMut(usize, &mut Vec<u8>)> Builder<W> {
    /// The index whose key is at a place in the order of keys: 1 … 127, 0, 128, ….
    fn index(&self, place: usize) -> usize {
        let before = self.count.min(128) - 1;
        if place < before {
            place + 1
        } else if place == before {
            0
        } else {
            place
        }
    }

    fn key(&self, place: usize) -> Key {
        Key::of(self.index(place))
    }

    /// Leaves in `node` the encoding of the node for the keys at these places, of which `depth` half
    /// bytes are used up.
    fn encode(&mut self, from: usize, to: usize, depth: usize) {
        let (first, last) = (self.key(from), self.key(to - 1));
        if from + 1 == to {
            self.value.clear();
            let index = self.index(from);
            (self.write)(index, &mut self.value);
            self.encode_short(&first, depth, first.nibbles, true);
            return;
        }
        let mut end = depth;
        while first.nibble(end) == last.nibble(end) {
            end += 1;
        }
        self.encode_branch(from, to, end);
        if end > depth {
            let child = self.reference();
            self.value.clear();
            self.value.extend_from_slice(&child.bytes[..child.length]);
            self.encode_short(&first, depth, end, false);
        }
    }

    /// A leaf with the value, or an extension to the reference, that `value` holds.
    fn encode_short(&mut self, key: &Key, from: usize, to: usize, leaf: bool) {
        let mut path = [0; 4];
        let odd = (to - from) % 2;
        path[0] = if leaf { 0x20 } else { 0 };
        if odd == 1 {
            path[0] |= 0x10 | key.nibble(from);
        }
        let mut length = 1;
        for at in (from + odd..to).step_by(2) {
            path[length] = key.nibble(at) << 4 | key.nibble(at + 1);
            length += 1;
        }
        let path = &path[..length];
        let first = path.first().copied();
        self.node.clear();
        let value_size = if leaf {
            string_size(self.value.len(), self.value.first().copied())
        } else {
            self.value.len()
        };
        let size = string_size(length, first) + value_size;
        self.node.reserve(header_size(size) + size);
        write_list_header(&mut self.node, size);
        write_string(&mut self.node, path);
        if leaf {
            write_string(&mut self.node, &self.value);
        } else {
            append(&mut self.node, &self.value);
        }
    }

    fn encode_branch(&mut self, from: usize, to: usize, depth: usize) {
        let mut children = [NOTHING; 16];
        let mut start = from;
        while start < to {
            let nibble = self.key(start).nibble(depth);
            let mut end = start + 1;
            while end < to && self.key(end).nibble(depth) == nibble {
                end += 1;
            }
            self.encode(start, end, depth + 1);
            children[usize::from(nibble)] = self.reference();
            start = end;
        }
        let size = 1 + children.iter().map(|child| child.length).sum::<usize>();
        self.node.clear();
        write_list_header(&mut self.node, size);
        for child in &children {
            append(&mut self.node, &child.bytes[..child.length]);
        }
        self.node.push(0x80);
    }

    /// What a parent holds of the node at hand.
    fn reference(&self) -> Reference {
        let mut bytes = [0; 40];
        if self.node.len() < 32 {
            bytes[..self.node.len()].copy_from_slice(&self.node);
            return Reference { bytes, length: self.node.len() };
        }
        bytes[0] = 0xa0;
        keccak256(&self.node).write(&mut bytes, 1);
        Reference { bytes, length: 33 }
    }
}
