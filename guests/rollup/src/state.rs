//! Accounts during a run: each is read from the trie once, and written back once a block.

use crate::account::Account;
use crate::hash::{Address, Hash};
use crate::number;
use crate::refusal::Refusal;
use crate::trie::Trie;
use akashi_guest::u256::U256;
use alloc::collections::BTreeMap;
use alloc::vec::Vec;

/// An account that the run has touched.
#[derive(Clone, Copy, Debug)]
pub struct Handle(usize);

struct Entry {
    key: Hash,
    account: Account,
    changed: bool,
}

/// The state.
pub struct State {
    trie: Trie,
    entries: Vec<Entry>,
    /// Addresses are free to choose, so this is no hash table with a hash that can be foreseen.
    handles: BTreeMap<Address, usize>,
    /// Entries that were changed since the last root.
    changed: Vec<usize>,
}

impl State {
    /// A state with that trie.
    pub fn new(trie: Trie) -> Self {
        Self { trie, entries: Vec::new(), handles: BTreeMap::new(), changed: Vec::new() }
    }

    /// Touches an account.
    pub fn touch(&mut self, address: &Address) -> Result<Handle, Refusal> {
        if let Some(handle) = self.handles.get(address) {
            return Ok(Handle(*handle));
        }
        let key = address.trie_key();
        let account = self.trie.get(&key)?.unwrap_or(Account::EMPTY);
        let handle = self.entries.len();
        self.entries.push(Entry { key, account, changed: false });
        self.handles.insert(*address, handle);
        Ok(Handle(handle))
    }

    /// What the account is now.
    pub fn account(&self, handle: Handle) -> &Account {
        &self.entries[handle.0].account
    }

    /// Adds to the account's balance; sums fit (docs/rollup.md, "The chain").
    pub fn credit(&mut self, handle: Handle, amount: &U256) {
        let account = self.change(handle);
        account.balance = number::add(&account.balance, amount).0;
    }

    /// Takes from the account's balance, which is not lower, for a transaction that it sent.
    pub fn debit(&mut self, handle: Handle, amount: &U256) {
        let account = self.change(handle);
        account.balance = number::sub(&account.balance, amount);
        account.nonce += 1;
    }

    fn change(&mut self, handle: Handle) -> &mut Account {
        let entry = &mut self.entries[handle.0];
        if !entry.changed {
            entry.changed = true;
            self.changed.push(handle.0);
        }
        &mut entry.account
    }

    /// The root of the trie with all changes.
    pub fn root(&mut self) -> Result<Hash, Refusal> {
        for handle in self.changed.drain(..) {
            let entry = &mut self.entries[handle];
            entry.changed = false;
            // what credits an account with nothing does not create it
            if entry.account != Account::EMPTY {
                self.trie.put(&entry.key, entry.account)?;
            }
        }
        Ok(self.trie.root())
    }

    /// Whether the run touched something on the way to every node that it was given.
    pub fn is_exhausted(&self) -> bool {
        self.trie.is_exhausted()
    }
}
