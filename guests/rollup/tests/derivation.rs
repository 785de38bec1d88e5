//! Whatever blobs hold, they stand for blocks: the batch's, or if anything is not in order, those of
//! its fallback.

mod common;

use akashi_rollup::blob;
use common::model::{accounts, block, blobs, zlib_stored, Posted, Scenario, Transfer};
use common::naive::{integer, list, string};
use common::random::for_seeds;
use common::signing::Key;
use common::{words, Hash};

fn scenario() -> Scenario {
    let transfer =
        |nonce, to| Posted::Transfer(Transfer::new(Key(1), nonce, to, 1_000));
    let mut first = block(vec![transfer(1, [9; 20])]);
    first.deposits = 1;
    first.forced = 1;
    let mut second = block(vec![transfer(2, [9; 20]), Posted::Rubbish(vec![])]);
    second.timestamp = first.timestamp;
    let mut scenario = Scenario::new(accounts(2, 9), vec![first, second]);
    scenario.deposits = vec![([11; 20], 5)];
    scenario.forced = vec![transfer(0, [13; 20])];
    scenario
}

/// The blobs stand for the scenario's blocks, or for the fallback.
#[track_caller]
fn check(blobs: Vec<(Hash, Vec<u8>)>, in_order: bool) {
    let scenario = scenario();
    let expected = if in_order { scenario.clone() } else { scenario.fallback() };
    let (input, words_expected) = expected.range(0, expected.blocks.len(), false, blobs.clone());
    assert_eq!(words(&input), Ok(words_expected));
    // a shard that begins the batch derives the same
    let (input, words_expected) = expected.range(0, 1, true, blobs);
    assert_eq!(words(&input), Ok(words_expected));
}

#[track_caller]
fn payload(payload: &[u8], in_order: bool) {
    check(blobs(payload), in_order);
}

/// The batch, plain.
#[track_caller]
fn batch(batch: &[u8], in_order: bool) {
    payload(&[&[0], batch].concat(), in_order);
    payload(&[&[1], &zlib_stored(batch)[..]].concat(), in_order);
}

/// The fields of the batch.
struct Batch {
    version: Vec<u8>,
    parent: Vec<u8>,
    blocks: Vec<Vec<Vec<u8>>>,
}

impl Batch {
    fn good() -> Self {
        let scenario = scenario();
        let blocks = scenario
            .blocks
            .iter()
            .map(|block| {
                let transactions: Vec<_> =
                    block.transactions.iter().map(|posted| string(&posted.bytes())).collect();
                vec![
                    integer(block.timestamp.into()),
                    string(&block.beneficiary),
                    string(&block.prev_randao),
                    integer(block.deposits as u128),
                    integer(block.forced as u128),
                    list(&transactions),
                ]
            })
            .collect();
        Self { version: integer(1), parent: string(&scenario.before.head.hash()), blocks }
    }

    fn encode(&self) -> Vec<u8> {
        let blocks: Vec<_> = self.blocks.iter().map(|fields| list(fields)).collect();
        list(&[self.version.clone(), self.parent.clone(), list(&blocks)])
    }
}

#[track_caller]
fn changed(change: impl FnOnce(&mut Batch), in_order: bool) {
    let mut changed = Batch::good();
    change(&mut changed);
    batch(&changed.encode(), in_order);
}

#[test]
fn what_is_in_order() {
    assert_eq!(Batch::good().encode(), scenario().batch());
    changed(|_| {}, true);
    payload(&scenario().payload(), true);
}

#[test]
fn version_parent_and_form() {
    changed(|b| b.version = integer(0), false);
    changed(|b| b.version = integer(2), false);
    changed(|b| b.version = integer(1 + (1 << 64)), false);
    changed(|b| b.version = list(&[]), false);
    changed(|b| b.parent = string(&[7; 32]), false);
    changed(|b| b.parent = string(&[7; 31]), false);
    changed(|b| b.parent = list(&[b.parent.clone()]), false);
    changed(|b| b.blocks.clear(), false);
    let good = Batch::good();
    let blocks: Vec<_> = good.blocks.iter().map(|fields| list(fields)).collect();
    let (version, parent, blocks) = (good.version.clone(), good.parent.clone(), list(&blocks));
    batch(&list(&[version.clone(), parent.clone()]), false);
    let more = integer(0);
    batch(&list(&[version.clone(), parent.clone(), blocks.clone(), more]), false);
    batch(&list(&[version, parent, string(&blocks)]), false);
    batch(&[], false);
    batch(&[0xc0], false);
    batch(&string(&good.encode()), false);
    batch(&[&good.encode()[..], &[0x80]].concat(), false);
    let encoded = good.encode();
    batch(&encoded[..encoded.len() - 1], false);
    // a list's header with a leading zero
    assert_eq!(encoded[0], 0xf9);
    batch(&[&[0xfa, 0], &encoded[1..]].concat(), false);
}

/// Even if the post took nothing, so that nothing is what adds up.
#[test]
fn no_block_is_no_batch() {
    let idle = Scenario::new(accounts(1, 1), Vec::new());
    let blobs = idle.blobs();
    let (input, expected) = idle.fallback().range(0, 1, false, blobs);
    assert_eq!(words(&input), Ok(expected));
}

#[test]
fn blocks_of_six_fields() {
    changed(|b| drop(b.blocks[0].remove(0)), false);
    changed(|b| b.blocks[1].push(integer(0)), false);
    changed(|b| b.blocks[1].truncate(5), false);
    for place in 0..5 {
        changed(|b| b.blocks[1][place] = list(&[]), false);
        changed(|b| b.blocks[1][place] = string(&[0, 1]), false);
    }
    for length in [0, 19, 21, 32] {
        changed(|b| b.blocks[1][1] = string(&vec![0xbe; length]), false);
    }
    for length in [0, 20, 31, 33] {
        changed(|b| b.blocks[1][2] = string(&vec![0x4d; length]), false);
    }
    changed(|b| b.blocks[1][5] = string(&[]), false);
    changed(|b| b.blocks[1][5] = list(&[list(&[])]), false);
    changed(|b| b.blocks[1][5] = list(&[vec![0x81, 5]]), false);
    changed(|b| b.blocks[1][5] = list(&[vec![0xb8]]), false);
}

#[test]
fn timestamps_do_not_fall() {
    let parent = u128::from(scenario().before.head.timestamp);
    changed(|b| b.blocks[0][0] = integer(parent - 1), false);
    changed(|b| b.blocks[1][0] = integer(parent + 1), false);
    changed(|b| b.blocks[1][0] = integer(1 << 64), false);
    let mut later = scenario();
    later.blocks[1].timestamp = u64::MAX;
    later.blocks[0].timestamp = later.before.head.timestamp;
    let (input, expected) = later.whole();
    assert_eq!(words(&input), Ok(expected));
}

#[test]
fn counts_add_up_to_what_the_post_took() {
    for place in [3, 4] {
        changed(|b| b.blocks[0][place] = integer(0), false);
        changed(|b| b.blocks[0][place] = integer(2), false);
        changed(|b| b.blocks[1][place] = integer(1), false);
        changed(|b| b.blocks[1][place] = integer(1 << 16), false);
        changed(|b| b.blocks[1][place] = integer((1 << 64) - 1), false);
    }
    // in another block they are as good
    let mut other = scenario();
    other.blocks[0].deposits = 0;
    other.blocks[1].deposits = 1;
    let (input, expected) = other.whole();
    assert_eq!(words(&input), Ok(expected));
}

/// 2^16 and more is refused even if it adds up; 2^16 − 1 is not.
#[test]
fn counts_have_sixteen_bits() {
    for (count, in_order) in [((1 << 16) - 1, true), (1 << 16, false)] {
        let mut many = Scenario::new(accounts(0, 1), vec![block(vec![])]);
        many.forced = vec![Posted::Rubbish(vec![1]); count];
        many.blocks[0].forced = count;
        let blobs = many.blobs();
        let expected = if in_order { many } else { many.fallback() };
        let (input, expected) = expected.range(0, 1, false, blobs);
        assert_eq!(words(&input), Ok(expected));
    }
}

#[test]
fn payloads() {
    payload(&[0], false);
    payload(&[1], false);
    let batch = scenario().batch();
    for kind in [2, 3, 0x80, 0xff] {
        payload(&[&[kind], &batch[..]].concat(), false);
    }
    payload(&[&[0], &zlib_stored(&batch)[..]].concat(), false);
    payload(&[&[1], &batch[..]].concat(), false);
    let mut stream = zlib_stored(&batch);
    stream.push(0);
    payload(&[&[1], &stream[..]].concat(), false);
    let mut stream = zlib_stored(&batch);
    *stream.last_mut().expect("a checksum") ^= 1;
    payload(&[&[1], &stream[..]].concat(), false);
}

/// What makes the batch longer without a change of what it means: rubbish among its transactions.
fn stuffed(length: usize) -> Scenario {
    let mut stuffed = scenario();
    let before = stuffed.batch().len();
    let mut rubbish = length - before;
    loop {
        stuffed.blocks[1].transactions[1] = Posted::Rubbish(vec![0xee; rubbish]);
        let now = stuffed.batch().len();
        if now <= length {
            assert_eq!(now, length);
            return stuffed;
        }
        rubbish -= now - length;
    }
}

#[test]
fn a_megabyte_is_inflated_and_no_more() {
    for (length, in_order) in [(1 << 20, true), ((1 << 20) + 1, false)] {
        let mut large = stuffed(length);
        // so much does not fit into blobs as it is: what repeats is sent once
        let payload = [vec![1], zlib_of_rubbish(&large.batch())].concat();
        large.deflated = true;
        let blobs = blobs(&payload);
        let expected = if in_order { large } else { large.fallback() };
        let (input, expected) = expected.range(0, expected.blocks.len(), false, blobs);
        assert_eq!(words(&input), Ok(expected));
    }
}

/// A stream of fixed codes that repeats what repeats itself.
fn zlib_of_rubbish(data: &[u8]) -> Vec<u8> {
    let mut bits = Vec::new();
    let word = |bits: &mut Vec<bool>, word: u32, count: u32| {
        bits.extend((0..count).rev().map(|bit| word >> bit & 1 == 1));
    };
    bits.extend([true, true, false]);
    let mut at = 0;
    while at < data.len() {
        let same = data[at..].iter().take(258).take_while(|byte| **byte == 0xee).count();
        if at > 0 && data[at - 1] == 0xee && same == 258 {
            word(&mut bits, 0xc5, 8);
            word(&mut bits, 0, 5);
            at += 258;
            continue;
        }
        match data[at] {
            byte @ 0..=143 => word(&mut bits, 0x30 + u32::from(byte), 8),
            byte => word(&mut bits, 0x190 + u32::from(byte) - 144, 9),
        }
        at += 1;
    }
    word(&mut bits, 0, 7);
    let stored = zlib_stored(data);
    let body: Vec<u8> = bits
        .chunks(8)
        .map(|bits| bits.iter().rev().fold(0, |byte, bit| byte << 1 | u8::from(*bit)))
        .collect();
    [&stored[..2], &body, &stored[stored.len() - 4..]].concat()
}

#[test]
fn pieces_in_blobs() {
    let large = stuffed(blob::CAPACITY + 5_000);
    let whole = large.payload();
    let expected = |blobs: Vec<(Hash, Vec<u8>)>, in_order: bool| {
        let expected = if in_order { large.clone() } else { large.fallback() };
        let (input, expected) = expected.range(0, expected.blocks.len(), false, blobs);
        assert_eq!(words(&input), Ok(expected));
    };
    let two = blobs(&whole);
    assert_eq!(two.len(), 2);
    expected(two.clone(), true);
    // a blob that is not full before the last one
    let cut = |at: usize| {
        vec![([1; 32], blob::pack(&whole[..at])), ([2; 32], blob::pack(&whole[at..]))]
    };
    expected(cut(blob::CAPACITY), true);
    expected(cut(blob::CAPACITY - 1), false);
    expected(cut(6_000), false);
    // the other way round, and one missing
    expected(vec![two[1].clone(), two[0].clone()], false);
    expected(vec![two[0].clone()], false);
    // nothing in the last one is no less a piece, but before it is
    let full = stuffed(blob::CAPACITY - 1);
    let empty = ([3; 32], Vec::new());
    for (blobs, in_order) in [
        (vec![full.blobs()[0].clone(), empty.clone()], true),
        (vec![empty.clone(), full.blobs()[0].clone()], false),
        (vec![full.blobs()[0].clone(), empty.clone(), empty], false),
    ] {
        let expected = if in_order { full.clone() } else { full.fallback() };
        let (input, expected) = expected.range(0, expected.blocks.len(), false, blobs);
        assert_eq!(words(&input), Ok(expected));
    }
}

#[test]
fn blobs_that_are_no_packed_data() {
    let good = scenario().blobs();
    let with = |at: usize, byte: u8| {
        let mut blobs = good.clone();
        blobs[0].1[at] = byte;
        check(blobs, false);
    };
    with(1, 1); // version
    with(2, 2); // length beyond what a blob holds
    for at in (0..good[0].1.len()).step_by(32).filter(|at| good[0].1[*at] < 0x30) {
        with(at, good[0].1[at] | 0x40); // a bit that carries nothing
    }
    with(4, good[0].1[4].wrapping_sub(1)); // data beyond the length
    let mut beyond = good.clone();
    beyond[0].1.resize(32 * 4096, 0);
    beyond[0].1[32 * 4095 + 31] = 1;
    check(beyond, false);
    check(vec![([1; 32], Vec::new())], false);
}

#[test]
fn random_blobs_stand_for_the_fallback() {
    for_seeds(60, |random| {
        let mut blobs = scenario().blobs();
        let used = &mut blobs[0].1;
        for _ in 0..1 + random.below(3) {
            let at = random.below(used.len() as u64) as usize;
            used[at] = if at % 32 == 0 { used[at] ^ 1 } else { used[at] ^ (1 << random.below(8)) };
        }
        if used == &scenario().blobs()[0].1 || used.ends_with(&[0; 32]) {
            return;
        }
        // Whatever blocks those are, they are some; with the touched accounts of neither, nodes are
        // missing or superfluous.
        let (mut input, _) = scenario().whole();
        input.blobs = blobs.clone();
        let as_batch = words(&input);
        let fallback = scenario().fallback();
        let (input, expected) = fallback.range(0, 1, false, blobs);
        let as_fallback = words(&input);
        assert!(as_batch.is_err() || as_fallback.is_err());
        if let Ok(words) = as_fallback {
            assert_eq!(words, expected);
        }
    });
}
