//! The state's Merkle-Patricia trie, as much of it as a run touches.
//!
//! A run gets the nodes on the paths to the accounts that it touches, in pre-order. Each is hashed
//! once when it is read, and compared with what its parent says; what is not there is a hash and
//! nothing else, and cannot be entered. Changes mark the path to them, and once a block the marked
//! nodes are hashed, each once, children first.
//!
//! Accounts do not vanish (docs/rollup.md, "The chain"), so nodes are changed, split and added, and
//! never joined. Every node knows the half bytes from the root to it from whoever comes to it, so a
//! leaf holds its whole key, and an extension the whole key of its child: where they part from
//! another key is where the two keys part.

mod read;
mod write;

use crate::account::Account;
use crate::hash::Hash;
use crate::ordered::EMPTY_ROOT;
use crate::refusal::Refusal;
use alloc::boxed::Box;
use alloc::vec::Vec;

/// Half bytes of a key.
const KEY_NIBBLES: usize = 64;

/// Where a node lies among the nodes.
type Index = usize;

/// What is below a place in the trie. The hash of a node that is there lies beside its link.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Link {
    #[default]
    Empty,
    /// A node that the run did not get.
    Hashed,
    Node(Index),
}

struct Branch {
    links: [Link; 16],
    /// Of the children that are not empty, as of when they were read or last hashed.
    hashes: [Hash; 16],
}

struct Extension {
    /// The key up to the child, and zeros.
    path: Hash,
    /// How many half bytes of it lead to the child.
    end: usize,
    link: Link,
    hash: Hash,
}

struct Leaf {
    key: Hash,
    account: Account,
}

enum Kind {
    Branch(Box<Branch>),
    Extension(Box<Extension>),
    Leaf(Box<Leaf>),
}

struct Node {
    kind: Kind,
    /// Whether anything came here.
    touched: bool,
    /// Whether it was changed since it was last hashed.
    changed: bool,
}

/// A trie of accounts by hashed address.
pub struct Trie {
    nodes: Vec<Node>,
    /// How many nodes were given that nothing touched yet.
    untouched: usize,
    root: Link,
    hash: Hash,
}

impl Trie {
    /// The account with this key, if there is one.
    pub fn get(&mut self, key: &Hash) -> Result<Option<Account>, Refusal> {
        let mut link = self.root;
        let mut depth = 0;
        loop {
            let node = match link {
                Link::Empty => return Ok(None),
                Link::Hashed => return Err(Refusal::MissingNode),
                Link::Node(index) => &mut self.nodes[index],
            };
            if !node.touched {
                node.touched = true;
                self.untouched -= 1;
            }
            match &node.kind {
                Kind::Branch(branch) => {
                    link = branch.links[key.nibble(depth)];
                    depth += 1;
                }
                Kind::Extension(extension) => {
                    if extension.path.common_nibbles(key) < extension.end {
                        return Ok(None);
                    }
                    link = extension.link;
                    depth = extension.end;
                }
                Kind::Leaf(leaf) => return Ok((leaf.key == *key).then_some(leaf.account)),
            }
        }
    }

    /// Puts an account, which is not empty, where [`get`](Self::get) has looked.
    pub fn put(&mut self, key: &Hash, account: Account) -> Result<(), Refusal> {
        self.root = self.put_below(self.root, self.hash, 0, key, account)?;
        Ok(())
    }

    /// The root's hash; hashes what was changed.
    pub fn root(&mut self) -> Hash {
        if let Link::Node(root) = self.root {
            if self.nodes[root].changed {
                let mut buffer = Vec::with_capacity(640);
                self.hash = self.hash_node(root, 0, &mut buffer);
            }
        }
        self.hash
    }

    /// Whether anything came to every node that was given.
    pub fn is_exhausted(&self) -> bool {
        self.untouched == 0
    }

    /// Puts the account below a link with that hash, to which `depth` half bytes lead.
    fn put_below(
        &mut self,
        link: Link,
        hash: Hash,
        depth: usize,
        key: &Hash,
        account: Account,
    ) -> Result<Link, Refusal> {
        let index = match link {
            Link::Empty => return Ok(self.add(Kind::leaf(*key, account))),
            Link::Hashed => return Err(Refusal::MissingNode),
            Link::Node(index) => index,
        };
        self.nodes[index].changed = true;
        match &mut self.nodes[index].kind {
            Kind::Branch(branch) => {
                let nibble = key.nibble(depth);
                let (link, hash) = (branch.links[nibble], branch.hashes[nibble]);
                let child = self.put_below(link, hash, depth + 1, key, account)?;
                if let Kind::Branch(branch) = &mut self.nodes[index].kind {
                    branch.links[nibble] = child;
                }
                Ok(Link::Node(index))
            }
            Kind::Leaf(leaf) => {
                if leaf.key == *key {
                    leaf.account = account;
                    return Ok(Link::Node(index));
                }
                let other = leaf.key;
                Ok(self.fork(&other, Link::Node(index), hash, depth, key, account))
            }
            Kind::Extension(extension) => {
                let (path, end) = (extension.path, extension.end);
                let (link, hash) = (extension.link, extension.hash);
                let common = path.common_nibbles(key);
                if common >= end {
                    let child = self.put_below(link, hash, end, key, account)?;
                    if let Kind::Extension(extension) = &mut self.nodes[index].kind {
                        extension.link = child;
                    }
                    return Ok(Link::Node(index));
                }
                // what is left of the extension after the branch, which may be nothing
                let (link, hash) =
                    if common + 1 < end { (Link::Node(index), Hash::ZERO) } else { (link, hash) };
                Ok(self.fork(&path, link, hash, depth, key, account))
            }
        }
    }

    /// Makes a branch where `other`, below which is `link` with that hash, parts from the account's
    /// key, and an extension to it if it is further down than `depth`.
    fn fork(
        &mut self,
        other: &Hash,
        link: Link,
        hash: Hash,
        depth: usize,
        key: &Hash,
        account: Account,
    ) -> Link {
        let end = other.common_nibbles(key);
        let mut branch = Box::new(Branch { links: [Link::Empty; 16], hashes: [Hash::ZERO; 16] });
        branch.links[other.nibble(end)] = link;
        branch.hashes[other.nibble(end)] = hash;
        branch.links[key.nibble(end)] = self.add(Kind::leaf(*key, account));
        let branch = self.add(Kind::Branch(branch));
        if end == depth {
            return branch;
        }
        let extension = Extension { path: *key, end, link: branch, hash: Hash::ZERO };
        self.add(Kind::Extension(Box::new(extension)))
    }

    fn add(&mut self, kind: Kind) -> Link {
        self.nodes.push(Node { kind, touched: true, changed: true });
        Link::Node(self.nodes.len() - 1)
    }

    /// A trie without nodes: what is there is empty or unknown.
    fn without_nodes(root: Hash) -> Self {
        let link = if root == EMPTY_ROOT { Link::Empty } else { Link::Hashed };
        Self { nodes: Vec::new(), untouched: 0, root: link, hash: root }
    }
}

impl Kind {
    fn leaf(key: Hash, account: Account) -> Self {
        Self::Leaf(Box::new(Leaf { key, account }))
    }
}
