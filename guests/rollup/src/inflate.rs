//! zlib streams (RFC 1950, RFC 1951), strictly: what different decoders read differently is refused
//! (docs/rollup.md, "Strict zlib").

use crate::memory::{load, store};
use alloc::vec::Vec;

/// A stream that is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Corrupt;

const MAX_BITS: usize = 15;
const LITERALS: usize = 286;
const FIXED_LITERALS: usize = 288;
const DISTANCES: usize = 30;
const END_OF_BLOCK: usize = 256;

/// In which order the lengths of the code for lengths come.
const LENGTH_ORDER: [usize; 19] =
    [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/// Least length and extra bits of symbols 257 to 285.
const LENGTHS: [(u16, u8); 29] = [
    (3, 0), (4, 0), (5, 0), (6, 0), (7, 0), (8, 0), (9, 0), (10, 0), (11, 1), (13, 1), (15, 1),
    (17, 1), (19, 2), (23, 2), (27, 2), (31, 2), (35, 3), (43, 3), (51, 3), (59, 3), (67, 4),
    (83, 4), (99, 4), (115, 4), (131, 5), (163, 5), (195, 5), (227, 5), (258, 0),
];

/// Inflates a stream to at most `limit` bytes.
pub fn inflate(stream: &[u8], limit: usize) -> Result<Vec<u8>, Corrupt> {
    let [method, flags, ..] = *stream else {
        return Err(Corrupt);
    };
    let check = u16::from_be_bytes([method, flags]);
    let preset_dictionary = flags & 0x20 != 0;
    if method & 15 != 8 || method >> 4 > 7 || check % 31 != 0 || preset_dictionary {
        return Err(Corrupt);
    }
    let mut bits = Bits { bytes: stream, at: 2, held: 0, count: 0 };
    let mut out = Output { bytes: Vec::with_capacity(limit + 8), limit };
    loop {
        let last = bits.take(1)? == 1;
        match bits.take(2)? {
            0 => stored(&mut bits, &mut out)?,
            1 => {
                let (literals, distances) = fixed_codes()?;
                compressed(&mut bits, &mut out, &literals, &distances)?;
            }
            2 => {
                let (literals, distances) = dynamic_codes(&mut bits)?;
                compressed(&mut bits, &mut out, &literals, &distances)?;
            }
            _ => return Err(Corrupt),
        }
        if last {
            break;
        }
    }
    let rest = bits.align()?;
    if rest == adler32(&out.bytes).to_be_bytes() { Ok(out.bytes) } else { Err(Corrupt) }
}

/// Bits of bytes, from the low end of each.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
    held: u64,
    count: u32,
}

impl<'a> Bits<'a> {
    /// Holds more than 56 bits, or all there are.
    #[inline]
    fn fill(&mut self) {
        if self.at + 8 <= self.bytes.len() {
            // what does not become whole bytes is there already when it comes again
            self.held |= load(self.bytes, self.at) << self.count;
            let whole = (63 - self.count) / 8;
            self.at += whole as usize;
            self.count += 8 * whole;
            return;
        }
        while self.count <= 56 {
            let Some(byte) = self.bytes.get(self.at) else {
                break;
            };
            self.held |= u64::from(*byte) << self.count;
            self.count += 8;
            self.at += 1;
        }
    }

    #[inline]
    fn skip(&mut self, count: u32) -> Result<(), Corrupt> {
        self.count = self.count.checked_sub(count).ok_or(Corrupt)?;
        self.held >>= count;
        Ok(())
    }

    #[inline]
    fn take(&mut self, count: u32) -> Result<usize, Corrupt> {
        if self.count < count {
            self.fill();
        }
        let value = self.held & ((1 << count) - 1);
        self.skip(count)?;
        Ok(value as usize)
    }

    /// Drops what is left of the byte at hand, and gives the bytes after it.
    fn align(&mut self) -> Result<&'a [u8], Corrupt> {
        let whole = self.count / 8;
        self.at -= whole as usize;
        self.held = 0;
        self.count = 0;
        self.bytes.get(self.at..).ok_or(Corrupt)
    }
}

struct Output {
    bytes: Vec<u8>,
    limit: usize,
}

impl Output {
    #[inline]
    fn push(&mut self, byte: u8) -> Result<(), Corrupt> {
        if self.bytes.len() == self.limit {
            return Err(Corrupt);
        }
        self.bytes.push(byte);
        Ok(())
    }

    fn room_for(&self, count: usize) -> Result<(), Corrupt> {
        if count > self.limit - self.bytes.len() { Err(Corrupt) } else { Ok(()) }
    }

    fn repeat(&mut self, distance: usize, length: usize) -> Result<(), Corrupt> {
        self.room_for(length)?;
        let start = self.bytes.len();
        let from = start.checked_sub(distance).ok_or(Corrupt)?;
        // copied in words if the bytes to repeat are as many, with room for the last word
        self.bytes.resize(start + length + 7, 0);
        if distance >= 8 {
            for at in (0..length).step_by(8) {
                let word = load(&self.bytes, from + at);
                store(&mut self.bytes, start + at, word);
            }
        } else {
            for at in 0..length {
                self.bytes[start + at] = self.bytes[from + at];
            }
        }
        self.bytes.truncate(start + length);
        Ok(())
    }
}

fn stored(bits: &mut Bits, out: &mut Output) -> Result<(), Corrupt> {
    let rest = bits.align()?;
    let (header, body) = rest.split_first_chunk::<4>().ok_or(Corrupt)?;
    let length = u16::from_le_bytes([header[0], header[1]]);
    if length != !u16::from_le_bytes([header[2], header[3]]) {
        return Err(Corrupt);
    }
    let length = usize::from(length);
    out.room_for(length)?;
    crate::rlp::append(&mut out.bytes, body.get(..length).ok_or(Corrupt)?);
    bits.at += 4 + length;
    Ok(())
}

fn compressed(
    bits: &mut Bits,
    out: &mut Output,
    literals: &Code<FIXED_LITERALS>,
    distances: &Code<32>,
) -> Result<(), Corrupt> {
    loop {
        let symbol = literals.decode(bits)?;
        if symbol < END_OF_BLOCK {
            out.push(symbol as u8)?;
            continue;
        }
        if symbol == END_OF_BLOCK {
            return Ok(());
        }
        let (base, extra) = *LENGTHS.get(symbol - END_OF_BLOCK - 1).ok_or(Corrupt)?;
        let length = usize::from(base) + bits.take(u32::from(extra))?;
        let symbol = distances.decode(bits)?;
        if symbol >= DISTANCES {
            return Err(Corrupt);
        }
        let extra = (symbol / 2).saturating_sub(1) as u32;
        let base = if symbol < 4 { symbol } else { (2 + symbol % 2) << extra };
        let distance = 1 + base + bits.take(extra)?;
        out.repeat(distance, length)?;
    }
}

fn fixed_codes() -> Result<(Code<FIXED_LITERALS>, Code<32>), Corrupt> {
    let mut lengths = [8; FIXED_LITERALS];
    lengths[144..256].fill(9);
    lengths[256..280].fill(7);
    Ok((Code::new(&lengths, false)?, Code::new(&[5; 32], false)?))
}

fn dynamic_codes(bits: &mut Bits) -> Result<(Code<FIXED_LITERALS>, Code<32>), Corrupt> {
    let literals = bits.take(5)? + 257;
    let distances = bits.take(5)? + 1;
    let count = bits.take(4)? + 4;
    if literals > LITERALS || distances > DISTANCES {
        return Err(Corrupt);
    }
    let mut lengths = [0; 19];
    for place in &LENGTH_ORDER[..count] {
        lengths[*place] = bits.take(3)? as u8;
    }
    let code = Code::<19>::new(&lengths, false)?;
    let mut lengths = [0u8; LITERALS + DISTANCES];
    let all = literals + distances;
    let mut at = 0;
    while at < all {
        let (length, times) = match code.decode(bits)? {
            16 => {
                let before = at.checked_sub(1).ok_or(Corrupt)?;
                (lengths[before], 3 + bits.take(2)?)
            }
            17 => (0, 3 + bits.take(3)?),
            18 => (0, 11 + bits.take(7)?),
            length => (length as u8, 1),
        };
        if times > all - at {
            return Err(Corrupt);
        }
        lengths[at..at + times].fill(length);
        at += times;
    }
    let (literals, distances) = lengths[..all].split_at(literals);
    Ok((Code::new(literals, false)?, Code::new(distances, true)?))
}

/// A canonical Huffman code of up to `N` symbols.
///
/// Codes of up to [`FAST_BITS`] bits are looked up; longer ones are compared with the first code of
/// each length.
struct Code<const N: usize> {
    /// By the next bits: symbol·16 + length; 0 where the code is longer or there is none.
    fast: [u16; 1 << FAST_BITS],
    /// How many codes there are of each length.
    counts: [u16; MAX_BITS + 1],
    /// The symbols by length, then by value.
    symbols: [u16; N],
}

const FAST_BITS: u32 = 8;

impl<const N: usize> Code<N> {
    /// The code with these lengths, 0 for symbols without one. It must be complete; with
    /// `may_be_trivial` it may also have one code of length 1 or none.
    fn new(lengths: &[u8], may_be_trivial: bool) -> Result<Self, Corrupt> {
        let mut code =
            Self { fast: [0; 1 << FAST_BITS], counts: [0; MAX_BITS + 1], symbols: [0; N] };
        for length in lengths {
            code.counts[usize::from(*length)] += 1;
        }
        let used = lengths.len() as u16 - code.counts[0];
        code.counts[0] = 0;
        let mut free = 1i32;
        let mut first = [0u32; MAX_BITS + 2];
        let mut offset = [0u16; MAX_BITS + 2];
        for bits in 1..=MAX_BITS {
            free = 2 * free - i32::from(code.counts[bits]);
            if free < 0 {
                return Err(Corrupt);
            }
            first[bits + 1] = (first[bits] + u32::from(code.counts[bits])) << 1;
            offset[bits + 1] = offset[bits] + code.counts[bits];
        }
        let trivial = used == 0 || used == 1 && code.counts[1] == 1;
        if free != 0 && !(may_be_trivial && trivial) {
            return Err(Corrupt);
        }
        for (symbol, length) in lengths.iter().enumerate().filter(|(_, length)| **length != 0) {
            let bits = usize::from(*length);
            let word = first[bits];
            first[bits] += 1;
            code.symbols[usize::from(offset[bits])] = symbol as u16;
            offset[bits] += 1;
            code.enter(symbol as u16, word as u16, u32::from(*length));
        }
        Ok(code)
    }

    /// Fills in all places whose low bits are the code word, first bit lowest.
    fn enter(&mut self, symbol: u16, word: u16, length: u32) {
        if length <= FAST_BITS {
            let start = usize::from(word.reverse_bits() >> (16 - length));
            for place in self.fast[start..].iter_mut().step_by(1 << length) {
                *place = symbol << 4 | length as u16;
            }
        }
    }

    #[inline]
    fn decode(&self, bits: &mut Bits) -> Result<usize, Corrupt> {
        if bits.count < MAX_BITS as u32 {
            bits.fill();
        }
        let entry = self.fast[bits.held as usize & ((1 << FAST_BITS) - 1)];
        if entry != 0 {
            bits.skip(u32::from(entry & 15))?;
            return Ok(usize::from(entry >> 4));
        }
        self.decode_long(bits)
    }

    fn decode_long(&self, bits: &mut Bits) -> Result<usize, Corrupt> {
        let (mut word, mut first, mut index) = (0u32, 0u32, 0u32);
        for length in 1..=MAX_BITS {
            word |= (bits.held >> (length - 1)) as u32 & 1;
            let count = u32::from(self.counts[length]);
            if word < first + count {
                bits.skip(length as u32)?;
                return Ok(usize::from(self.symbols[(index + word - first) as usize]));
            }
            index += count;
            first = (first + count) << 1;
            word <<= 1;
        }
        Err(Corrupt)
    }
}

/// Adler-32 (RFC 1950, 8.2).
fn adler32(bytes: &[u8]) -> u32 {
    const PRIME: u32 = 65_521;
    // as many as keep the sums below 2^32
    const CHUNK: usize = 5552;
    let (mut a, mut b) = (1u32, 0u32);
    for chunk in bytes.chunks(CHUNK) {
        for byte in chunk {
            a += u32::from(*byte);
            b += a;
        }
        a %= PRIME;
        b %= PRIME;
    }
    b << 16 | a
}
