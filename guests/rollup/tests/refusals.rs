//! Each refusal of an input, by what is wrong with it.

mod common;

use akashi_rollup::Refusal::{self, *};
use common::input::Input;
use common::model::{
    accounts, address_of, block, state_trie, Posted, Scenario, Transfer, GAS_LIMIT,
};
use common::naive::{integer, list, string, Node};
use common::random::for_seeds;
use common::signing::Key;
use common::{keccak256, words, words_of};

/// Three blocks with something of everything.
fn scenario() -> Scenario {
    let transfer = |key: u64, nonce, to| {
        Posted::Transfer(Transfer::new(Key(key), nonce, to, 1_000 + u128::from(key)))
    };
    let mut blocks = vec![
        block(vec![transfer(1, 1, common::model::L1), transfer(2, 0, [9; 20])]),
        block(vec![transfer(1, 2, common::model::L1)]),
        block(vec![transfer(2, 1, [10; 20])]),
    ];
    blocks[0].deposits = 2;
    blocks[0].forced = 1;
    blocks[1].deposits = 1;
    let mut scenario = Scenario::new(accounts(3, 40), blocks);
    scenario.deposits = vec![([11; 20], 5), (Key(3).address(), 6), ([12; 20], 7)];
    scenario.deposit_index = 17;
    scenario.forced = vec![transfer(1, 0, [13; 20])];
    scenario
}

fn whole() -> Input {
    scenario().whole().0
}

fn shard(first: usize, count: usize) -> Input {
    scenario().shard(first, count).0
}

#[track_caller]
fn refused(mut input: Input, change: impl FnOnce(&mut Input), reason: Refusal) {
    change(&mut input);
    assert_eq!(words(&input), Err(reason));
}

#[test]
fn nothing_is_wrong_before() {
    let scenario = scenario();
    for (input, expected) in
        [scenario.whole(), scenario.shard(0, 3), scenario.shard(0, 1), scenario.shard(1, 2)]
    {
        assert_eq!(words(&input), Ok(expected));
    }
}

#[test]
fn exit_codes_are_those_of_the_table() {
    let codes: Vec<_> = Refusal::ALL.iter().map(|refusal| refusal.exit_code()).collect();
    assert_eq!(codes, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
}

#[test]
fn malformed_input() {
    refused(whole(), |i| i.format = 0, MalformedInput);
    refused(whole(), |i| i.format = 2, MalformedInput);
    refused(whole(), |i| i.kind = 2, MalformedInput);
    refused(whole(), |i| i.batch_parent = i.parent.clone(), MalformedInput);
    refused(whole(), |i| i.blobs.clear(), MalformedInput);
    refused(whole(), |i| i.blobs = vec![i.blobs[0].clone(); 7], MalformedInput);
    refused(whole(), |i| i.blobs[0].1.push(1), MalformedInput);
    refused(whole(), |i| i.blobs[0].1 = vec![1; 32 * 4097], MalformedInput);
    assert_eq!(words_of(&[]), Err(MalformedInput));
    assert_eq!(words_of(&[0; 4096]), Err(MalformedInput));
    let bytes = whole().encode();
    assert_eq!(words_of(&[&bytes[..], &[0; 8]].concat()), Err(MalformedInput));
    assert_eq!(words_of(&[&bytes[..], &[0]].concat()), Err(MalformedInput));
    assert_eq!(words_of(&bytes[..bytes.len() - 1]), Err(MalformedInput));
}

#[test]
fn padding_that_is_not_zero() {
    let input = whole();
    let bytes = input.encode();
    // parent's header, a deposit, a forced transaction, a node
    let parent = 3 * 8 + 2 * 32 + 8;
    assert!(input.parent.len() % 8 != 0 && input.forced[0].len() % 8 != 0);
    let find = |part: &[u8]| {
        bytes.windows(part.len()).position(|window| window == part).expect("a part") + part.len()
    };
    let places = [parent + input.parent.len(), find(&[11; 20]), find(&input.forced[0])];
    for place in places {
        let mut bytes = bytes.clone();
        assert_eq!(bytes[place], 0);
        bytes[place] = 1;
        assert_eq!(words_of(&bytes), Err(MalformedInput));
    }
    let node = input.nodes.iter().find(|node| node.rlp.len() % 8 != 0).expect("one to be padded");
    let mut padded = bytes.clone();
    padded[find(&node.rlp)] = 1;
    assert_eq!(words_of(&padded), Err(MalformedInput));
    // the two zeros before a node
    let mut header = bytes;
    let place = header.len() - input.nodes[input.nodes.len() - 1].rlp.len().next_multiple_of(8) - 1;
    assert_eq!(header[place], 0);
    header[place] = 1;
    assert_eq!(words_of(&header), Err(MalformedInput));
}

#[test]
fn lengths_beyond_the_input() {
    let bytes = whole().encode();
    for at in (0..bytes.len()).step_by(8) {
        for value in [u64::MAX, u64::MAX - 7, 1 << 63, 1 << 32, bytes.len() as u64 + 1] {
            let mut other = bytes.clone();
            other[at..at + 8].copy_from_slice(&value.to_le_bytes());
            // nothing panics, and no memory is asked for that the input does not have
            let _ = words_of(&other);
        }
    }
    for length in 0..bytes.len() {
        assert!(words_of(&bytes[..length]).is_err());
    }
}

#[test]
fn blobs_that_are_not_canonical() {
    refused(whole(), |i| i.blobs[0].1[32] = 0x74, NonCanonicalBlob);
    refused(whole(), |i| i.blobs[0].1.extend([0; 32]), NonCanonicalBlob);
    refused(whole(), |i| i.blobs[0].1 = vec![0; 32], NonCanonicalBlob);
}

#[test]
fn parents_that_are_none() {
    refused(whole(), |i| i.parent.clear(), WrongParent);
    refused(whole(), |i| i.parent.push(0), WrongParent);
    refused(whole(), |i| i.parent[1] ^= 1, WrongParent);
    let changed = |change: fn(&mut common::model::Head)| {
        move |input: &mut Input| {
            let mut head = scenario().before.head;
            change(&mut head);
            input.parent = head.encode();
        }
    };
    refused(whole(), changed(|head| head.gas_used = GAS_LIMIT + 1), WrongParent);
    refused(whole(), changed(|head| head.number = 1 << 63), WrongParent);
    refused(whole(), changed(|head| head.number = u64::MAX), WrongParent);
    refused(shard(1, 1), |i| i.batch_parent.clear(), WrongParent);
    refused(shard(1, 1), |i| i.batch_parent.truncate(40), WrongParent);
    // not so many blocks before
    refused(shard(1, 1), |i| i.batch_parent = i.parent.clone(), WrongParent);
    refused(shard(1, 1), |i| i.first = 2, WrongParent);
    refused(shard(1, 1), |i| i.first = u64::MAX, WrongParent);
    // the same number, but another block
    let mut other = scenario();
    other.before.head.timestamp -= 1;
    refused(shard(0, 1), |i| i.batch_parent = other.before.head.encode(), WrongParent);
}

#[test]
fn ranges_beyond_the_batch() {
    for (first, count) in [(0, 0), (0, 2), (0, 4), (1, 2), (0, u64::MAX), (3, 1), (u64::MAX, 3)] {
        let range = |i: &mut Input| (i.first, i.count) = (first, count);
        refused(whole(), range, WrongRange);
    }
    for count in [0, 3, u64::MAX] {
        refused(shard(1, 2), |i| i.count = count, WrongRange);
    }
    refused(shard(0, 3), |i| i.count = 4, WrongRange);
    refused(shard(0, 3), |i| i.count = 0, WrongRange);
    // a batch that is not in order has one block
    refused(shard(1, 2), |i| i.blobs[0].1[1] = 1, WrongRange);
    refused(whole(), |i| i.blobs[0].1[1] = 1, WrongRange);
}

#[test]
fn queues_that_are_too_short_or_too_long() {
    for input in [whole(), shard(0, 1), shard(1, 1), shard(1, 2)] {
        refused(input.clone(), |i| i.deposits.push(([1; 20], 1)), WrongQueue);
        refused(input.clone(), |i| i.forced.push(vec![1]), WrongQueue);
        refused(input.clone(), |i| i.deposits.truncate(i.deposits.len() - 1), WrongQueue);
        refused(input.clone(), |i| i.deposit_index = u64::MAX, WrongQueue);
    }
    refused(whole(), |i| i.forced.clear(), WrongQueue);
    refused(whole(), |i| i.forced_index = u64::MAX, WrongQueue);
    // what the post took makes the batch what it is
    refused(whole(), |i| i.deposits_in_batch += 1, WrongRange);
    refused(whole(), |i| i.forced_in_batch += 1, WrongRange);
    let mut one = scenario();
    one.blocks.truncate(1);
    one.deposits.truncate(2);
    let (input, _) = one.whole();
    refused(input.clone(), |i| i.deposits_in_batch += 1, WrongQueue);
    refused(input.clone(), |i| i.forced_in_batch = 0, WrongQueue);
    refused(input, |i| i.deposits_in_batch = u64::MAX, WrongQueue);
}

#[test]
fn withdrawals_before_the_first_block() {
    refused(whole(), |i| i.withdrawals.push([1; 32]), UnexpectedWithdrawals);
    refused(shard(0, 3), |i| i.withdrawals.push([1; 32]), UnexpectedWithdrawals);
    refused(shard(0, 1), |i| i.withdrawals.push([0; 32]), UnexpectedWithdrawals);
    assert!(!shard(1, 1).withdrawals.is_empty());
}

/// An input whose state's root is any node.
fn with_root(nodes: Vec<Node>) -> Input {
    let mut scenario = Scenario::new(accounts(1, 1), vec![block(vec![])]);
    scenario.before.head.state_root = keccak256(&nodes[0].rlp);
    let mut input = scenario.whole().0;
    input.nodes = nodes;
    input
}

fn account(nonce: u64, balance: u128, storage: &[u8], code: &[u8]) -> Vec<u8> {
    let hashes = [string(&keccak256(storage)), string(&keccak256(code))];
    list(&[integer(nonce.into()), integer(balance), hashes[0].clone(), hashes[1].clone()])
}

#[test]
fn nodes_of_no_state_trie() {
    let malformed = |rlp: Vec<u8>, expanded: u16| {
        refused(with_root(vec![Node { rlp, expanded }]), |_| {}, MalformedNode);
    };
    let fine = |rlp: Vec<u8>, expanded: u16| {
        // read, but nothing touches it
        refused(with_root(vec![Node { rlp, expanded }]), |_| {}, SuperfluousNode);
    };
    let plain = account(1, 5, &[0x80], &[]);
    let path = |first: u8, length: usize| string(&[vec![first], vec![0x5a; length]].concat());
    let leaf = |path: Vec<u8>, account: &[u8]| list(&[path, string(account)]);
    fine(leaf(path(0x20, 32), &plain), 0);
    malformed(leaf(path(0x20, 31), &plain), 0);
    malformed(leaf(path(0x20, 33), &plain), 0);
    malformed(leaf(path(0x35, 32), &plain), 0);
    malformed(leaf(path(0x21, 32), &plain), 0);
    malformed(leaf(path(0x40, 32), &plain), 0);
    malformed(leaf(path(0x60, 32), &plain), 0);
    malformed(leaf(string(&[]), &plain), 0);
    malformed(leaf(path(0x20, 32), &plain), 1);
    for other in [
        account(1, 5, &[1], &[]),
        account(1, 5, &[0x80], &[1]),
        account(0, 0, &[0x80], &[]),
        [plain.clone(), vec![0]].concat(),
        list(&[integer(1), integer(5)]),
        string(&[1; 70]),
    ] {
        malformed(leaf(path(0x20, 32), &other), 0);
    }
    malformed(list(&[path(0x20, 32), list(&[string(&plain)])]), 0);

    let hash = string(&[9; 32]);
    let extension = |path: Vec<u8>, child: Vec<u8>| list(&[path, child]);
    fine(extension(path(0x00, 1), hash.clone()), 0);
    fine(extension(path(0x15, 0), hash.clone()), 0);
    malformed(extension(path(0x00, 0), hash.clone()), 0);
    malformed(extension(path(0x05, 1), hash.clone()), 0);
    malformed(extension(path(0x00, 32), hash.clone()), 0);
    fine(extension(path(0x15, 31), hash.clone()), 0);
    malformed(extension(path(0x00, 1), string(&[9; 31])), 0);
    malformed(extension(path(0x00, 1), list(&[hash.clone()])), 0);
    malformed(extension(path(0x00, 1), hash.clone()), 2);

    let nothing = string(&[]);
    let branch = |children: &[(usize, Vec<u8>)]| {
        let mut fields = vec![nothing.clone(); 17];
        for (place, child) in children {
            fields[*place] = child.clone();
        }
        list(&fields)
    };
    let children = [(3, hash.clone()), (15, hash.clone())];
    fine(branch(&children), 0);
    malformed(branch(&children), 1 << 4);
    malformed(branch(&[(3, hash.clone()), (4, string(&[9; 31]))]), 0);
    malformed(branch(&[(3, hash.clone()), (4, list(&[string(&[1]), string(&[2])]))]), 0);
    malformed(branch(&[(3, hash.clone()), (16, string(&[1]))]), 0);
    malformed(branch(&[(3, hash.clone()), (16, hash.clone())]), 0);
    malformed(list(&vec![nothing.clone(); 16]), 0);
    malformed(list(&vec![nothing.clone(); 18]), 0);
    malformed(list(&[]), 0);
    malformed(string(&[1; 40]), 0);
    malformed([branch(&children), vec![0]].concat(), 0);
    malformed(list(&[hash.clone(), hash.clone(), hash.clone()]), 0);
    malformed(list(&vec![hash; 30]), 0);
}

#[test]
fn no_trie_is_deeper_than_its_keys() {
    // 64 branches with one child each, and one more
    let nothing = string(&[]);
    let mut child = vec![9; 32];
    let mut nodes = Vec::new();
    for _ in 0..70 {
        let mut fields = vec![nothing.clone(); 17];
        fields[0] = string(&child);
        let rlp = list(&fields);
        child = keccak256(&rlp).to_vec();
        nodes.push(Node { rlp, expanded: 1 });
    }
    nodes.reverse();
    let last = nodes.len() - 1;
    nodes[last].expanded = 0;
    refused(with_root(nodes), |_| {}, MalformedNode);
}

#[test]
fn altered_nodes() {
    for place in 0..whole().nodes.len() {
        refused(whole(), |i| *i.nodes[place].rlp.last_mut().expect("bytes") ^= 1, AlteredNode);
        refused(whole(), |i| i.nodes[place].rlp[0] ^= 1, AlteredNode);
        refused(whole(), |i| i.nodes[place].rlp.push(0), AlteredNode);
    }
    refused(whole(), |i| i.nodes.swap(1, 2), AlteredNode);
}

#[test]
fn missing_nodes() {
    refused(whole(), |i| i.nodes.clear(), MissingNode);
    refused(whole(), |i| i.nodes.truncate(i.nodes.len() - 1), MissingNode);
    refused(
        whole(),
        |i| {
            i.nodes.truncate(1);
            i.nodes[0].expanded = 0;
        },
        MissingNode,
    );
    // each leaf, with the bit that says that it comes
    let full = whole();
    let leaves: Vec<_> = (0..full.nodes.len()).filter(|at| full.nodes[*at].expanded == 0).collect();
    assert!(leaves.len() > 3);
    for leaf in leaves {
        let mut input = full.clone();
        let gone = input.nodes.remove(leaf);
        let hash = keccak256(&gone.rlp);
        let parent = input
            .nodes
            .iter_mut()
            .find(|node| node.rlp.windows(32).any(|window| window == hash))
            .expect("a parent");
        let bit = (0..16).find(|nibble| child_of(&parent.rlp, *nibble) == Some(hash));
        parent.expanded &= !(1 << bit.expect("a child"));
        refused(input, |_| {}, MissingNode);
    }
}

/// The hash of a branch's child.
fn child_of(rlp: &[u8], nibble: usize) -> Option<[u8; 32]> {
    let mut items = akashi_rollup::rlp::Items::of_list(rlp).expect("a list");
    for _ in 0..nibble {
        items.string().expect("a child");
    }
    items.hash().ok().map(akashi_rollup::hash::Hash::to_bytes)
}

#[test]
fn superfluous_nodes() {
    refused(whole(), |i| i.nodes.push(i.nodes[0].clone()), SuperfluousNode);
    refused(whole(), |i| i.nodes.push(Node { rlp: vec![], expanded: 0 }), SuperfluousNode);
    // the path to somebody whom nothing touches
    let scenario = scenario();
    let all: Vec<_> =
        scenario.before.accounts.keys().map(|address| keccak256(address).to_vec()).collect();
    let everything = state_trie(&scenario.before.accounts).witness(&all);
    refused(scenario.whole().0, |i| i.nodes = everything, SuperfluousNode);
    // a node of a state without any
    let nobody = Scenario::new(accounts(0, 0), vec![block(vec![])]).whole().0;
    assert!(words(&nobody).is_ok());
    refused(nobody, |i| i.nodes = whole().nodes, SuperfluousNode);
    // a root that nothing needs
    let idle = Scenario::new(accounts(2, 2), vec![block(vec![])]);
    let root = state_trie(&idle.before.accounts).witness(&all)[0].rlp.clone();
    let (input, expected) = idle.whole();
    assert_eq!(words(&input), Ok(expected));
    refused(input, |i| i.nodes = vec![Node { rlp: root, expanded: 0 }], SuperfluousNode);
}

/// Whatever is done to an input, it is refused, or says the same of what it is about: there is no
/// second answer to one question.
fn check_mutation(original: &[common::Hash], bytes: &[u8], what: &str) {
    let Ok(words) = words_of(bytes) else { return };
    let is_shard = original.len() == 18;
    let question: &[usize] = if is_shard {
        &[0, 1, 2, 3, 7, 8, 10, 11, 13, 14, 15, 17]
    } else {
        &[0, 1, 2, 3, 7, 8, 9, 10, 11, 13]
    };
    let deposits_are_the_same = words.get(9) == original.get(9);
    let same_question =
        words.len() == original.len() && question.iter().all(|at| words[*at] == original[*at]);
    if same_question && deposits_are_the_same {
        assert_eq!(words, original, "{what}");
    }
}

#[test]
fn every_byte_counts() {
    for (input, words) in [scenario().whole(), scenario().shard(1, 1)] {
        let bytes = input.encode();
        for at in 0..bytes.len() {
            let bit = (at + at / 8) % 8;
            let mut other = bytes.clone();
            other[at] ^= 1 << bit;
            check_mutation(&words, &other, &format!("bit {bit} of byte {at}"));
        }
    }
}

#[test]
fn random_changes_never_panic() {
    let (input, words) = scenario().whole();
    let bytes = input.encode();
    for_seeds(600, |random| {
        let mut other = bytes.clone();
        for _ in 0..1 + random.below(4) {
            let at = random.below(other.len() as u64 / 8) as usize * 8;
            let length = 8 * random.below(6) as usize;
            let end = (at + length).min(other.len());
            match random.below(5) {
                0 => drop(other.drain(at..end)),
                1 => {
                    let part = other[at..end].to_vec();
                    let to = random.below(other.len() as u64 / 8) as usize * 8;
                    other.splice(to..to, part);
                }
                2 => other[at..end].fill(0),
                3 => other[at..end].fill_with(|| random.next() as u8),
                _ => other[at..at + 8].copy_from_slice(&random.below(600).to_le_bytes()),
            }
            if other.len() < 16 {
                return;
            }
        }
        check_mutation(&words, &other, "random change");
    });
}

#[test]
fn addresses_that_look_like_the_l1_are_not() {
    let mut scenario = scenario();
    let mut near = address_of(0x4c31);
    near[0] = 1;
    for (to, value, leaves) in [(near, 5, false), (common::model::L1, 0, false)] {
        scenario.blocks = vec![block(vec![Posted::Transfer(Transfer::new(Key(1), 0, to, value))])];
        scenario.deposits.clear();
        scenario.forced.clear();
        let (input, expected) = scenario.whole();
        assert_eq!(expected[12] != [0; 32], leaves);
        assert_eq!(words(&input), Ok(expected));
    }
}
