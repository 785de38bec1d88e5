//! Whole runs against the model.

mod common;

use common::model::{accounts, address_of, block, random_scenario, Posted, Scenario, Transfer, L1};
use common::random::for_seeds;
use common::signing::Key;
use common::words;

fn transfer(key: u64, nonce: u64, to: [u8; 20], value: u128) -> Posted {
    Posted::Transfer(Transfer::new(Key(key), nonce, to, value))
}

#[test]
fn a_transfer_gives_the_models_words() {
    let scenario =
        Scenario::new(accounts(2, 10), vec![block(vec![transfer(1, 0, [7; 20], 1_000_000)])]);
    let (input, expected) = scenario.whole();
    assert_eq!(words(&input), Ok(expected));
}

#[test]
fn random_batches_give_the_models_words() {
    for_seeds(200, |random| {
        let scenario = random_scenario(random);
        let (input, expected) = scenario.whole();
        assert_eq!(words(&input), Ok(expected));
    });
}

#[test]
fn random_shards_give_the_models_words_and_join() {
    for_seeds(60, |random| {
        let scenario = random_scenario(random);
        let total = scenario.blocks.len();
        let mut shards = Vec::new();
        let mut first = 0;
        while first < total {
            let count = 1 + random.below((total - first) as u64) as usize;
            let (input, expected) = scenario.shard(first, count);
            assert_eq!(words(&input), Ok(expected.clone()), "blocks {first} to {}", first + count);
            shards.push(expected);
            first += count;
        }
        let (_, whole) = scenario.whole();
        let (begin, end) = (&shards[0], &shards[shards.len() - 1]);
        assert_eq!(begin[3], begin[13]);
        assert_eq!(begin[15], [0; 32]);
        for shard in &shards {
            for word in [1, 2, 7, 13] {
                assert_eq!(shard[word], begin[word]);
            }
        }
        for pair in shards.windows(2) {
            for (before, after) in [(4, 3), (9, 8), (11, 10), (16, 15)] {
                assert_eq!(pair[0][before], pair[1][after]);
            }
            assert_eq!(pair[0][12], [0; 32]);
        }
        for (word, from) in [(3, begin), (8, begin), (10, begin)] {
            assert_eq!(whole[word], from[word]);
        }
        for word in [4, 5, 6, 9, 11, 12] {
            assert_eq!(whole[word], end[word]);
        }
    });
}

#[test]
fn withdrawals_make_a_tree() {
    let transfers = (0..5).map(|nonce| transfer(1, nonce, L1, u128::from(nonce))).collect();
    let (input, expected) = Scenario::new(accounts(1, 0), vec![block(transfers)]).whole();
    assert_ne!(expected[12], [0; 32]);
    assert_eq!(words(&input), Ok(expected));
}

#[test]
fn a_chain_may_begin_with_nobody() {
    let mut scenario = Scenario::new(accounts(0, 0), vec![block(vec![])]);
    scenario.blocks[0].deposits = 1;
    scenario.deposits = vec![(Key(1).address(), 5)];
    let (input, expected) = scenario.whole();
    assert!(input.nodes.is_empty());
    assert_eq!(words(&input), Ok(expected));
}

#[test]
fn a_block_is_full_when_its_gas_is_used_up() {
    let transfers = (0..1430).map(|nonce| transfer(1, nonce, address_of(77), 0)).collect();
    let mut rich = accounts(1, 0);
    rich.insert(Key(1).address(), (0, 10u128.pow(30)));
    let (input, expected) = Scenario::new(rich, vec![block(transfers)]).whole();
    assert_eq!(words(&input), Ok(expected));
}
