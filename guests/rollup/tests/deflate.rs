//! Strict zlib: streams of another implementation, and streams that are wrong in one point.

mod common;

use akashi_rollup::inflate::{inflate, Corrupt};
use common::model::zlib_stored;
use common::random::for_seeds;

const LIMIT: usize = 1 << 20;

fn data(kind: &str, seed: u64, length: usize) -> Vec<u8> {
    let noise = |seed: u64| {
        let mut state = seed;
        (0..length).map(move |_| {
            state = (state * 1_103_515_245 + 12_345) & 0x7fff_ffff;
            (state >> 16) as u8
        })
    };
    match kind {
        "zeros" => vec![0; length],
        "noise" => noise(seed).collect(),
        "skew" => noise(seed).map(|byte| byte & byte >> 3 & 0x1f).collect(),
        "text" => {
            let line = b"The quick brown fox jumps over the lazy dog. ";
            line.iter().copied().cycle().take(length).collect()
        }
        "fibonacci" => {
            let (mut count, mut next, mut out) = (1, 1, Vec::new());
            for symbol in 0..length {
                out.extend(std::iter::repeat_n(symbol as u8, count));
                (count, next) = (next, count + next);
            }
            out
        }
        other => panic!("no data {other}"),
    }
}

fn vectors() -> Vec<(String, Vec<u8>, Vec<u8>)> {
    include_str!("data/deflate.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            let parts: Vec<_> = line.split("; ").collect();
            let what: Vec<_> = parts[1].split(", ").collect();
            let number = |text: &str| text.parse::<u64>().expect("a number");
            let data = data(what[0], number(what[1]), number(what[2]) as usize);
            (parts[0].to_owned(), data, common::hex(parts[2]))
        })
        .collect()
}

#[test]
fn inflates_what_zlib_deflated() {
    for (name, data, stream) in vectors() {
        assert_eq!(inflate(&stream, LIMIT).as_ref(), Ok(&data), "{name}");
        assert_eq!(inflate(&stream, data.len()).as_ref(), Ok(&data), "{name}");
        if let Some(limit) = data.len().checked_sub(1) {
            assert_eq!(inflate(&stream, limit), Err(Corrupt), "{name}");
        }
    }
    for length in [0, 1, 65_535, 65_536, 200_000] {
        let data = data("noise", 4, length);
        assert_eq!(inflate(&zlib_stored(&data), LIMIT), Ok(data));
    }
}

#[test]
fn refuses_what_is_cut_off_or_goes_on() {
    for (name, _, stream) in vectors() {
        for length in 0..stream.len() {
            assert_eq!(inflate(&stream[..length], LIMIT), Err(Corrupt), "{name}: {length}");
        }
        assert_eq!(inflate(&[&stream[..], &[0]].concat(), LIMIT), Err(Corrupt), "{name}");
    }
}

#[test]
fn one_bit_never_gives_other_data_and_never_panics() {
    for (name, data, stream) in vectors() {
        for_seeds(300, |random| {
            let mut other = stream.clone();
            let at = random.below(other.len() as u64) as usize;
            other[at] ^= 1 << random.below(8);
            // an Adler-32 that still fits would be a coincidence
            if let Ok(same) = inflate(&other, LIMIT) {
                assert_eq!(same, data, "{name}: byte {at}");
            }
        });
    }
}

#[test]
fn headers() {
    let stream = |method: u8, flags: u8| {
        let mut stream = zlib_stored(b"abc");
        stream[0] = method;
        stream[1] = flags - flags % 32;
        let rest = u16::from_be_bytes([stream[0], stream[1]]) % 31;
        stream[1] += (31 - rest as u8) % 31;
        inflate(&stream, LIMIT).is_ok()
    };
    assert!(stream(0x78, 0) && stream(0x08, 0) && stream(0x78, 0xc0));
    assert!(!stream(0x88, 0), "window");
    assert!(!stream(0x79, 0) && !stream(0x70, 0), "method");
    assert!(!stream(0x78, 0x20), "dictionary");
    let mut check = zlib_stored(b"abc");
    check[1] += 1;
    assert_eq!(inflate(&check, LIMIT), Err(Corrupt));
    for at in [3, 4, 5, 6, 10, 11, 12, 13] {
        let mut other = zlib_stored(b"abc");
        other[at] ^= 1;
        assert_eq!(inflate(&other, LIMIT), Err(Corrupt), "{at}");
    }
}

/// Bits of a stream, and what they are the data of.
struct Bits {
    bits: Vec<bool>,
}

impl Bits {
    /// The header of the last block of a kind.
    fn block(kind: u32) -> Self {
        let mut bits = Self { bits: Vec::new() };
        bits.number(1, 1).number(kind, 2);
        bits
    }

    /// A number, lowest bit first.
    fn number(&mut self, number: u32, count: u32) -> &mut Self {
        self.bits.extend((0..count).map(|bit| number >> bit & 1 == 1));
        self
    }

    /// A code word, highest bit first.
    fn word(&mut self, word: u32, count: u32) -> &mut Self {
        self.bits.extend((0..count).rev().map(|bit| word >> bit & 1 == 1));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        self.bits
            .chunks(8)
            .map(|bits| bits.iter().rev().fold(0, |byte, bit| byte << 1 | u8::from(*bit)))
            .collect()
    }

    /// With header and the right Adler-32, is it inflated to this?
    fn gives(&self, data: &[u8]) -> bool {
        let stored = zlib_stored(data);
        let stream = [&stored[..2], &self.bytes(), &stored[stored.len() - 4..]].concat();
        let inflated = inflate(&stream, LIMIT);
        assert!(inflated.is_err() || inflated.as_deref() == Ok(data));
        inflated.is_ok()
    }
}

/// A block with these codes, given as lengths of literals and distances, each sent as it is.
fn dynamic(literals: &[u8], distances: &[u8]) -> Bits {
    let mut bits = Bits::block(2);
    bits.number(literals.len() as u32 - 257, 5).number(distances.len() as u32 - 1, 5);
    // sixteen lengths of code lengths of four bits each, 0 to 15; a complete code
    bits.number(15, 4);
    for symbol in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15] {
        bits.number(if symbol < 16 { 4 } else { 0 }, 3);
    }
    for length in literals.iter().chain(distances) {
        bits.word(u32::from(*length), 4);
    }
    bits
}

/// Lengths with these set.
fn lengths(count: usize, set: &[(usize, u8)]) -> Vec<u8> {
    let mut lengths = vec![0; count];
    for (symbol, length) in set {
        lengths[*symbol] = *length;
    }
    lengths
}

#[test]
fn codes_are_complete() {
    // 'a': 0, end: 10, length 3: 11
    let literals = lengths(258, &[(97, 1), (256, 2), (257, 2)]);
    let block = |literals: &[u8], distances: &[u8]| {
        let mut bits = dynamic(literals, distances);
        bits.word(0, 1).word(2, 2);
        bits
    };
    assert!(block(&literals, &[0]).gives(b"a"), "no distance code");
    assert!(block(&literals, &[1]).gives(b"a"), "one of length 1");
    assert!(block(&literals, &[0, 1]).gives(b"a"), "one of length 1 for another symbol");
    assert!(block(&literals, &[1, 1]).gives(b"a"), "two");
    assert!(!block(&literals, &[2]).gives(b"a"), "one of length 2");
    assert!(!block(&literals, &[1, 2]).gives(b"a"), "an incomplete one");
    assert!(!block(&literals, &[1, 1, 1]).gives(b"a"), "too many");
    let incomplete = lengths(258, &[(97, 1), (256, 2)]);
    assert!(!block(&incomplete, &[0]).gives(b"a"));
    let crowded = lengths(258, &[(97, 1), (256, 2), (257, 2), (98, 15)]);
    assert!(!block(&crowded, &[0]).gives(b"a"));
    // only the end of the block, with one code of length 1
    let mut only_end = dynamic(&lengths(257, &[(256, 1)]), &[0]);
    only_end.word(0, 1);
    assert!(!only_end.gives(b""));
    // codes without the end of a block never end
    let mut endless = dynamic(&lengths(257, &[(97, 1), (98, 1)]), &[0]);
    endless.word(0, 1).word(0, 1);
    assert!(!endless.gives(b"aa"));
}

#[test]
fn distance_codes_that_are_used_are_assigned() {
    let literals = lengths(258, &[(97, 1), (256, 2), (257, 2)]);
    // a, then three bytes from one before
    let block = |distances: &[u8], bit: u32| {
        let mut bits = dynamic(&literals, distances);
        bits.word(0, 1).word(3, 2).word(bit, 1).word(2, 2);
        bits
    };
    assert!(block(&[1], 0).gives(b"aaaa"));
    assert!(!block(&[1], 1).gives(b"aaaa"), "the word that is not assigned");
    assert!(!block(&[0], 0).gives(b"aaaa"), "none is");
    assert!(!block(&[0, 1], 0).gives(b"aaaa"), "two before the beginning");
    assert!(block(&[1, 1], 0).gives(b"aaaa"));
    assert!(!block(&[1, 1], 1).gives(b"aaaa"));
}

#[test]
fn counts_of_codes() {
    let block = |literals: usize, distances: usize| {
        let mut bits = dynamic(
            &lengths(literals, &[(97, 1), (256, 1)]),
            &lengths(distances, &[(0, 1)]),
        );
        bits.word(0, 1).word(1, 1);
        bits.gives(b"a")
    };
    assert!(block(286, 30));
    assert!(!block(287, 1) && !block(288, 1));
    assert!(!block(257, 31) && !block(257, 32));
}

#[test]
fn repeated_lengths() {
    // code lengths: symbols 0, 1, 16, 18 of two bits: words 00, 01, 10, 11
    let start = || {
        let mut bits = Bits::block(2);
        bits.number(0, 5).number(0, 5).number(14, 4);
        for symbol in [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1] {
            bits.number(if [0, 1, 16, 18].contains(&symbol) { 2 } else { 0 }, 3);
        }
        bits
    };
    let zeros = |bits: &mut Bits, mut count: u32| {
        while count > 0 {
            let now = if count > 138 && count < 149 { 100 } else { count.min(138) };
            bits.word(3, 2).number(now - 11, 7);
            count -= now;
        }
    };
    // 97 zeros, 1, 158 zeros, 1, and the distance's
    let mut good = start();
    zeros(&mut good, 97);
    good.word(1, 2);
    zeros(&mut good, 158);
    good.word(1, 2).word(0, 2);
    good.word(0, 1).word(1, 1);
    assert!(good.gives(b"a"));
    // nothing to repeat
    let mut first = start();
    first.word(2, 2).number(0, 2);
    zeros(&mut first, 94);
    first.word(1, 2);
    zeros(&mut first, 158);
    first.word(1, 2).word(0, 2).word(0, 1).word(1, 1);
    assert!(!first.gives(b"a"));
    // beyond the last length
    let mut beyond = start();
    zeros(&mut beyond, 97);
    beyond.word(1, 2);
    zeros(&mut beyond, 158);
    beyond.word(1, 2).word(2, 2).number(0, 2);
    beyond.word(0, 1).word(1, 1);
    assert!(!beyond.gives(b"a"));
}

#[test]
fn fixed_codes_have_symbols_that_stand_for_nothing() {
    // 'a' is 0x30 + 97 of 8 bits; 285 to 287 are 0xc5 to 0xc7; the end is 0 of 7 bits
    let block = |bits: &dyn Fn(&mut Bits)| {
        let mut block = Bits::block(1);
        block.word(0x30 + 97, 8);
        bits(&mut block);
        block.word(0, 7);
        block
    };
    assert!(block(&|_| {}).gives(b"a"));
    assert!(block(&|bits| { bits.word(0xc5, 8).word(0, 5); }).gives(&[b'a'; 259]));
    assert!(!block(&|bits| { bits.word(0xc6, 8).word(0, 5); }).gives(&[b'a'; 259]));
    assert!(!block(&|bits| { bits.word(0xc7, 8).word(0, 5); }).gives(&[b'a'; 259]));
    for distance in [30, 31] {
        assert!(!block(&|bits| { bits.word(1, 7).word(distance, 5); }).gives(b"aaaa"));
    }
    assert!(block(&|bits| { bits.word(1, 7).word(0, 5); }).gives(b"aaaa"));
    // even where they would not be too far: 51,601 bytes, and three from 32,769 before
    for (distance, extra, good) in [(29, 13, true), (30, 14, false), (31, 14, false)] {
        let far = block(&|bits| {
            for _ in 0..200 {
                bits.word(0xc5, 8).word(0, 5);
            }
            bits.word(1, 7).word(distance, 5).number(0, extra);
        });
        assert_eq!(far.gives(&[b'a'; 51_604]), good, "{distance}");
    }
    assert!(!block(&|bits| { bits.word(1, 7).word(1, 5); }).gives(b"aaaa"), "too far");
    assert!(!Bits::block(3).gives(b""));
}

#[test]
fn bits_that_fill_up_a_byte_may_be_anything() {
    let mut last = Bits::block(1);
    last.word(0, 7);
    assert_eq!(last.bits.len(), 10);
    last.number(0x2a, 6);
    assert!(last.gives(b""));
    let mut stored = zlib_stored(b"abc");
    stored[2] |= 0xf8;
    assert_eq!(inflate(&stored, LIMIT).as_deref(), Ok(&b"abc"[..]));
}
