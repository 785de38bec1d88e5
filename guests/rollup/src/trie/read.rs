//! Nodes as the input gives them.

use super::{Branch, Extension, Kind, Leaf, Link, Node, Trie, KEY_NIBBLES};
use crate::account::Account;
use crate::hash::{keccak256, Hash};
use crate::input::Reader;
use crate::memory::load;
use crate::refusal::Refusal;
use crate::rlp::{Items, Malformed};
use alloc::boxed::Box;
use alloc::vec::Vec;

impl Trie {
    /// Reads the nodes of a trie with this root, and their number before them.
    pub fn read(input: &mut Reader, root: Hash) -> Result<Self, Refusal> {
        let count = input.count()?;
        let mut trie = Self::without_nodes(root);
        if count == 0 {
            return Ok(trie);
        }
        if trie.root == Link::Empty {
            return Err(Refusal::SuperfluousNode);
        }
        // forks add up to three nodes for an account
        trie.nodes = Vec::with_capacity(4 * count.min(input.remaining() / 8));
        let mut nodes = Nodes { input, left: count, trie: &mut trie };
        let root = nodes.read(&root, Hash::ZERO, 0)?;
        if nodes.left != 0 {
            return Err(Refusal::SuperfluousNode);
        }
        trie.root = Link::Node(root);
        trie.untouched = count;
        Ok(trie)
    }
}

struct Nodes<'a, 'b> {
    input: &'a mut Reader<'b>,
    left: usize,
    trie: &'a mut Trie,
}

impl Nodes<'_, '_> {
    /// Reads the next node, which must have that hash, and what of it comes after it. The first
    /// `depth` half bytes of `path` lead to it, the rest of it is zero.
    fn read(&mut self, hash: &Hash, path: Hash, depth: usize) -> Result<usize, Refusal> {
        if self.left == 0 {
            return Err(Refusal::MissingNode);
        }
        self.left -= 1;
        let (expanded, bytes) = self.input.node()?;
        if keccak256(bytes) != *hash {
            return Err(Refusal::AlteredNode);
        }
        let kind = decode(bytes, expanded, path, depth).map_err(|_| Refusal::MalformedNode)?;
        let index = self.trie.nodes.len();
        self.trie.nodes.push(Node { kind, touched: false, changed: false });
        let mut rest = expanded;
        while rest != 0 {
            let nibble = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            let (hash, path, depth) = self.child(index, nibble, path, depth);
            let child = self.read(&hash, path, depth)?;
            match &mut self.trie.nodes[index].kind {
                Kind::Branch(branch) => branch.links[nibble] = Link::Node(child),
                Kind::Extension(extension) => extension.link = Link::Node(child),
                Kind::Leaf(_) => {}
            }
        }
        Ok(index)
    }

    /// Hash, path and depth of a child.
    fn child(&self, index: usize, nibble: usize, path: Hash, depth: usize) -> (Hash, Hash, usize) {
        match &self.trie.nodes[index].kind {
            Kind::Branch(branch) => {
                let mut path = path;
                path.set_nibble(depth, nibble);
                (branch.hashes[nibble], path, depth + 1)
            }
            Kind::Extension(extension) => (extension.hash, extension.path, extension.end),
            Kind::Leaf(leaf) => (Hash::ZERO, leaf.key, depth),
        }
    }
}

/// Reads a node to which the first `depth` half bytes of `path` lead. Children that come are still
/// [`Link::Hashed`].
fn decode(bytes: &[u8], expanded: u16, path: Hash, depth: usize) -> Result<Kind, Malformed> {
    let items = Items::of_list(bytes)?;
    match two_strings(items) {
        Some((path_end, value)) => decode_short(path_end, value, expanded, path, depth),
        None => decode_branch(items.rest(), expanded, depth),
    }
}

/// The items, if they are two strings: a leaf or an extension.
fn two_strings<'a>(mut items: Items<'a>) -> Option<(&'a [u8], &'a [u8])> {
    let pair = (items.string().ok()?, items.string().ok()?);
    items.is_empty().then_some(pair)
}

fn decode_branch(items: &[u8], expanded: u16, depth: usize) -> Result<Kind, Malformed> {
    if depth >= KEY_NIBBLES {
        return Err(Malformed);
    }
    let mut branch = Box::new(Branch { links: [Link::Empty; 16], hashes: [Hash::ZERO; 16] });
    let mut at = 0;
    for nibble in 0..16 {
        match items.get(at) {
            Some(0x80) => {
                at += 1;
                if expanded >> nibble & 1 == 1 {
                    return Err(Malformed);
                }
            }
            Some(0xa0) if items.len() - at >= 33 => {
                branch.links[nibble] = Link::Hashed;
                branch.hashes[nibble] = Hash::read(items, at + 1);
                at += 33;
            }
            _ => return Err(Malformed),
        }
    }
    // no value
    if items[at..] == [0x80] { Ok(Kind::Branch(branch)) } else { Err(Malformed) }
}

fn decode_short(
    end: &[u8],
    value: &[u8],
    expanded: u16,
    mut path: Hash,
    depth: usize,
) -> Result<Kind, Malformed> {
    let (&flags, bytes) = end.split_first().ok_or(Malformed)?;
    let odd = flags >> 4 & 1 == 1;
    let nibbles = 2 * bytes.len() + usize::from(odd);
    let is_leaf = match (flags >> 4, flags & 15) {
        (0, 0) | (1, _) => false,
        (2, 0) | (3, _) => true,
        _ => return Err(Malformed),
    };
    let end = depth + nibbles;
    let fits = if is_leaf { end == KEY_NIBBLES } else { nibbles > 0 && end < KEY_NIBBLES };
    if !fits {
        return Err(Malformed);
    }
    let mut at = depth;
    if odd {
        path.set_nibble(at, usize::from(flags & 15));
        at += 1;
    }
    append(&mut path, at, bytes);
    if is_leaf {
        let account = Account::decode(value)?;
        return if expanded == 0 {
            Ok(Kind::Leaf(Box::new(Leaf { key: path, account })))
        } else {
            Err(Malformed)
        };
    }
    if value.len() != 32 || expanded > 1 {
        return Err(Malformed);
    }
    let hash = Hash::read(value, 0);
    Ok(Kind::Extension(Box::new(Extension { path, end, link: Link::Hashed, hash })))
}

/// Writes bytes into a path from a half byte on that is zero, as is all after it.
fn append(path: &mut Hash, from: usize, bytes: &[u8]) {
    if from % 2 == 1 {
        for (i, byte) in bytes.iter().enumerate() {
            path.set_nibble(from + 2 * i, usize::from(byte >> 4));
            path.set_nibble(from + 2 * i + 1, usize::from(byte & 15));
        }
        return;
    }
    let (mut at, mut rest) = (from / 2, bytes);
    while rest.len() >= 8 {
        let word = load(rest, 0);
        let shift = 8 * (at % 8);
        path.0[at / 8] |= word << shift;
        if shift != 0 {
            path.0[at / 8 + 1] |= word >> (64 - shift);
        }
        at += 8;
        rest = &rest[8..];
    }
    for byte in rest {
        path.0[at / 8] |= u64::from(*byte) << (8 * (at % 8));
        at += 1;
    }
}
