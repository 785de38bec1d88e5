//! Hashing what was changed.

use super::{Branch, Extension, Index, Kind, Leaf, Link, Trie, KEY_NIBBLES};
use crate::hash::{keccak256, Hash};
use crate::rlp::{self, header_size, write_list_header};
use alloc::vec::Vec;

impl Trie {
    /// Hashes a changed node to which `depth` half bytes lead, after what is changed below it.
    pub(super) fn hash_node(&mut self, index: Index, depth: usize, buffer: &mut Vec<u8>) -> Hash {
        self.nodes[index].changed = false;
        match &self.nodes[index].kind {
            Kind::Branch(_) => {
                for nibble in 0..16 {
                    self.hash_child(index, nibble, depth + 1, buffer);
                }
            }
            Kind::Extension(extension) => {
                let end = extension.end;
                self.hash_child(index, 0, end, buffer);
            }
            Kind::Leaf(_) => {}
        }
        buffer.clear();
        match &self.nodes[index].kind {
            Kind::Branch(branch) => write_branch(branch, buffer),
            Kind::Extension(extension) => write_extension(extension, depth, buffer),
            Kind::Leaf(leaf) => write_leaf(leaf, depth, buffer),
        }
        // All nodes have more than 31 bytes: leaves hold two hashes and all others lead to leaves,
        // so no parent holds a child itself.
        keccak256(buffer)
    }

    /// Renews what a node says of a child, if the child was changed.
    #[inline]
    fn hash_child(&mut self, index: Index, nibble: usize, depth: usize, buffer: &mut Vec<u8>) {
        let link = match &self.nodes[index].kind {
            Kind::Branch(branch) => branch.links[nibble],
            Kind::Extension(extension) => extension.link,
            Kind::Leaf(_) => Link::Empty,
        };
        let Link::Node(child) = link else {
            return;
        };
        if !self.nodes[child].changed {
            return;
        }
        let hash = self.hash_node(child, depth, buffer);
        match &mut self.nodes[index].kind {
            Kind::Branch(branch) => branch.hashes[nibble] = hash,
            Kind::Extension(extension) => extension.hash = hash,
            Kind::Leaf(_) => {}
        }
    }
}

fn write_branch(branch: &Branch, out: &mut Vec<u8>) {
    let children = branch.links.iter().filter(|link| **link != Link::Empty).count();
    write_list_header(out, 17 + 32 * children);
    let start = out.len();
    out.resize(start + 17 + 32 * children, 0x80);
    let mut at = start;
    for (link, hash) in branch.links.iter().zip(&branch.hashes) {
        if *link != Link::Empty {
            out[at] = 0xa0;
            hash.write(out, at + 1);
            at += 32;
        }
        at += 1;
    }
}

fn write_extension(extension: &Extension, depth: usize, out: &mut Vec<u8>) {
    let size = path_size(extension.end - depth) + 33;
    write_list_header(out, size);
    write_path(&extension.path, depth, extension.end, 0, out);
    rlp::write_hash(out, &extension.hash);
}

fn write_leaf(leaf: &Leaf, depth: usize, out: &mut Vec<u8>) {
    let account = leaf.account.size();
    let size = path_size(KEY_NIBBLES - depth) + header_size(account) + account;
    write_list_header(out, size);
    write_path(&leaf.key, depth, KEY_NIBBLES, 0x20, out);
    rlp::write_string_header(out, account);
    leaf.account.write(out);
}

/// What a path of so many half bytes takes.
fn path_size(nibbles: usize) -> usize {
    match 1 + nibbles / 2 {
        1 => 1,
        bytes => 1 + bytes,
    }
}

/// Appends part of a key in hex-prefix encoding (Yellow Paper, appendix C).
fn write_path(key: &Hash, from: usize, to: usize, flags: u8, out: &mut Vec<u8>) {
    let odd = (to - from) % 2;
    let bytes = 1 + (to - from) / 2;
    if bytes > 1 {
        out.push(0x80 + bytes as u8);
    }
    out.push(match odd {
        0 => flags,
        _ => flags | 0x10 | key.nibble(from) as u8,
    });
    let mut at = from + odd;
    if at % 2 == 0 && to == KEY_NIBBLES {
        rlp::append(out, &key.to_bytes()[at / 2..]);
        return;
    }
    while at < to {
        out.push((key.nibble(at) << 4 | key.nibble(at + 1)) as u8);
        at += 2;
    }
}
