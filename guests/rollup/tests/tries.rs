//! Tries against the plain ones, with keys that the chain would hardly ever see.

mod common;

use akashi_rollup::account::Account;
use akashi_rollup::hash::Hash;
use akashi_rollup::input::Reader;
use akashi_rollup::trie::Trie;
use akashi_rollup::{ordered, Refusal};
use common::naive::{self, integer, Node};
use common::random::{for_seeds, Random};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn ordered_tries_have_the_roots_of_plain_ones() {
    for_seeds(4, |random| {
        for count in (0..300).chain([1_000, 1_428, 2_000]) {
            let values: Vec<Vec<u8>> = (0..count)
                .map(|_| {
                    let most = *random.pick(&[1, 40, 400]);
                    let length = 1 + random.below(most) as usize;
                    (0..length).map(|_| random.next() as u8).collect()
                })
                .collect();
            if count > 40 && count < 250 && random.below(8) != 0 {
                continue;
            }
            let plain = naive::Trie::new(
                values.iter().enumerate().map(|(i, value)| (integer(i as u128), value.clone())),
            );
            let root = ordered::root(count, |i, out| out.extend_from_slice(&values[i]));
            assert_eq!(root.to_bytes(), plain.root(), "{count}");
        }
    });
}

type Accounts = BTreeMap<[u8; 32], (u64, u128)>;

fn plain(accounts: &Accounts) -> naive::Trie {
    naive::Trie::new(accounts.iter().map(|(key, (nonce, balance))| {
        let mut out = Vec::new();
        account(*nonce, *balance).write(&mut out);
        (key.to_vec(), out)
    }))
}

fn account(nonce: u64, balance: u128) -> Account {
    Account { nonce, balance: [balance as u64, (balance >> 64) as u64, 0, 0] }
}

fn encode(nodes: &[Node]) -> Vec<u8> {
    let mut out = (nodes.len() as u64).to_le_bytes().to_vec();
    for node in nodes {
        out.extend((node.rlp.len() as u32).to_le_bytes());
        out.extend(node.expanded.to_le_bytes());
        out.extend([0; 2]);
        out.extend(&node.rlp);
        out.resize(out.len().next_multiple_of(8), 0);
    }
    out
}

/// Keys that have much in common.
fn key(random: &mut Random) -> [u8; 32] {
    let mut key = [0x77; 32];
    for _ in 0..random.below(4) {
        let at = *random.pick(&[0, 0, 1, 15, 16, 30, 31]);
        key[at] = *random.pick(&[0x00, 0x01, 0x10, 0x11, 0x70, 0x7f, 0xff]);
    }
    key
}

#[test]
fn state_tries_change_like_plain_ones() {
    for_seeds(3_000, |random| {
        let mut accounts = Accounts::new();
        for _ in 0..random.below(20) {
            accounts.insert(key(random), (random.below(3), 1 + u128::from(random.next())));
        }
        let rounds: Vec<Vec<[u8; 32]>> = (0..1 + random.below(3))
            .map(|_| (0..random.below(5)).map(|_| key(random)).collect())
            .collect();
        let touched: BTreeSet<_> = rounds.iter().flatten().copied().collect();
        let before = plain(&accounts);
        let keys: Vec<_> = touched.iter().map(|key| key.to_vec()).collect();
        let input = encode(&before.witness(&keys));
        let mut reader = Reader::new(&input);
        let mut trie =
            Trie::read(&mut reader, Hash::from_bytes(before.root())).expect("a good witness");
        assert_eq!(reader.end(), Ok(()));
        assert_eq!(trie.is_exhausted(), keys.is_empty() || accounts.is_empty());
        for round in rounds {
            for key in round {
                let known = accounts.get(&key).map(|(nonce, balance)| account(*nonce, *balance));
                assert_eq!(trie.get(&Hash::from_bytes(key)), Ok(known));
                if random.one_in(3) {
                    continue;
                }
                let (nonce, balance) = (random.below(200), u128::from(random.next()) << 7 | 1);
                accounts.insert(key, (nonce, balance));
                trie.put(&Hash::from_bytes(key), account(nonce, balance)).expect("what was read");
            }
            assert_eq!(trie.root().to_bytes(), plain(&accounts).root());
        }
        assert!(trie.is_exhausted());
    });
}

#[test]
fn what_was_not_given_is_missing() {
    for_seeds(500, |random| {
        let mut accounts = Accounts::new();
        for _ in 0..2 + random.below(10) {
            accounts.insert(key(random), (1, 1));
        }
        let before = plain(&accounts);
        let known = key(random);
        let given = before.witness(&[known.to_vec()]);
        let input = encode(&given);
        let root = Hash::from_bytes(before.root());
        let read = || Trie::read(&mut Reader::new(&input), root).expect("a good witness");
        let other = key(random);
        let needed = before.witness(&[known.to_vec(), other.to_vec()]);
        let got = read().get(&Hash::from_bytes(other));
        if needed == given {
            let account = accounts.get(&other).map(|(nonce, balance)| account(*nonce, *balance));
            assert_eq!(got, Ok(account));
        } else {
            assert_eq!(got, Err(Refusal::MissingNode));
            let put = read().put(&Hash::from_bytes(other), account(1, 2));
            assert_eq!(put, Err(Refusal::MissingNode));
        }
    });
}
