//! Keccak-256, and what is addressed by it, as words: what lies in words is copied and compared
//! eight bytes at a time.

use crate::memory::{load, store};
use akashi_guest::keccak;
use akashi_guest::u256::U256;

const RATE: usize = 136;

/// 32 bytes, the first ones in the low end of the first word.
#[derive(Clone, Copy, Debug, Default, Eq)]
pub struct Hash(pub [u64; 4]);

impl PartialEq for Hash {
    /// Word by word; what the compiler makes of arrays goes byte by byte.
    #[inline(always)]
    fn eq(&self, other: &Self) -> bool {
        let ([a, b, c, d], [e, f, g, h]) = (self.0, other.0);
        (a ^ e) | (b ^ f) | (c ^ g) | (d ^ h) == 0
    }
}

impl Hash {
    /// Thirty-two zeros.
    pub const ZERO: Self = Self([0; 4]);

    /// What the 32 bytes from `at` on say.
    #[inline(always)]
    pub fn read(bytes: &[u8], at: usize) -> Self {
        let bytes = &bytes[at..at + 32];
        Self([load(bytes, 0), load(bytes, 8), load(bytes, 16), load(bytes, 24)])
    }

    /// Writes the 32 bytes from `at` on.
    #[inline(always)]
    pub fn write(&self, bytes: &mut [u8], at: usize) {
        let bytes = &mut bytes[at..at + 32];
        for (i, word) in self.0.iter().enumerate() {
            store(bytes, 8 * i, *word);
        }
    }

    /// The 32 bytes.
    pub const fn to_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        let mut i = 0;
        while i < 32 {
            bytes[i] = (self.0[i / 8] >> (8 * (i % 8))) as u8;
            i += 1;
        }
        bytes
    }

    /// The hash with these bytes.
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        let mut words = [0; 4];
        let mut i = 0;
        while i < 32 {
            words[i / 8] |= (bytes[i] as u64) << (8 * (i % 8));
            i += 1;
        }
        Self(words)
    }

    /// The number that the bytes are, the highest first.
    pub fn to_number(self) -> U256 {
        let [a, b, c, d] = self.0;
        [d.swap_bytes(), c.swap_bytes(), b.swap_bytes(), a.swap_bytes()]
    }

    /// The bytes of a number, the highest first.
    pub fn from_number(number: &U256) -> Self {
        let [a, b, c, d] = *number;
        Self([d.swap_bytes(), c.swap_bytes(), b.swap_bytes(), a.swap_bytes()])
    }

    /// One of the 64 half bytes, the first one being the high half of the first byte.
    #[inline(always)]
    pub fn nibble(&self, at: usize) -> usize {
        (self.0[at / 16] >> shift(at)) as usize & 15
    }

    /// Sets a half byte that is zero.
    #[inline(always)]
    pub fn set_nibble(&mut self, at: usize, nibble: usize) {
        self.0[at / 16] |= (nibble as u64) << shift(at);
    }

    /// How many half bytes the two begin with in common.
    pub fn common_nibbles(&self, other: &Self) -> usize {
        for i in 0..4 {
            let difference = self.0[i] ^ other.0[i];
            if difference != 0 {
                let mut nibble = 16 * i;
                let mut rest = difference;
                while rest & 0xff == 0 {
                    rest >>= 8;
                    nibble += 2;
                }
                return if rest & 0xf0 == 0 { nibble + 1 } else { nibble };
            }
        }
        64
    }
}

/// The high half of a byte comes first.
#[inline(always)]
fn shift(nibble: usize) -> u32 {
    ((nibble ^ 1) as u32 & 15) * 4
}

/// Twenty bytes, in words of 4, 8 and 8.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address(u64, u64, u32);

impl Address {
    /// Twenty zeros.
    pub const ZERO: Self = Self(0, 0, 0);

    /// What the 20 bytes from `at` on say.
    #[inline(always)]
    pub fn read(bytes: &[u8], at: usize) -> Self {
        let bytes = &bytes[at..at + 20];
        Self(load(bytes, 4), load(bytes, 12), load(bytes, 0) as u32)
    }

    /// The address with these bytes.
    pub const fn from_bytes(bytes: [u8; 20]) -> Self {
        let mut words = [0; 3];
        let mut i = 0;
        while i < 20 {
            words[(i + 4) / 8] |= (bytes[i] as u64) << (8 * ((i + 4) % 8));
            i += 1;
        }
        Self(words[1], words[2], (words[0] >> 32) as u32)
    }

    /// The 20 bytes.
    pub fn to_bytes(self) -> [u8; 20] {
        let mut bytes = [0; 20];
        store(&mut bytes, 4, self.0);
        store(&mut bytes, 12, self.1);
        bytes[..4].copy_from_slice(&self.2.to_le_bytes());
        bytes
    }

    /// The address of a public key, x then y: the last twenty bytes of its hash.
    pub fn of_key(key: &[u8; 64]) -> Self {
        let hash = keccak256(key);
        Self(hash.0[2], hash.0[3], (hash.0[1] >> 32) as u32)
    }

    /// Where the account lies in the state's trie: the hash of the twenty bytes.
    pub fn trie_key(&self) -> Hash {
        let (low, high) = (u64::from(self.2) | self.0 << 32, self.0 >> 32 | self.1 << 32);
        let mut state = [0; 25];
        state[0] = low;
        state[1] = high;
        state[2] = self.1 >> 32 | 1 << 32;
        state[RATE / 8 - 1] = 1 << 63;
        keccak::permute(&mut state);
        Hash([state[0], state[1], state[2], state[3]])
    }

    /// The number that the bytes are, if it is below 2^32.
    pub fn small(&self) -> Option<u32> {
        let last = (self.1 >> 32) as u32;
        (self.2 == 0 && self.0 == 0 && self.1 as u32 == 0).then(|| last.swap_bytes())
    }
}

/// Keccak-256 of the message.
pub fn keccak256(message: &[u8]) -> Hash {
    let mut state = [0u64; 25];
    let mut blocks = message.chunks_exact(RATE);
    for block in &mut blocks {
        for i in 0..RATE / 8 {
            state[i] ^= load(block, 8 * i);
        }
        keccak::permute(&mut state);
    }
    let rest = blocks.remainder();
    let (words, bytes) = (rest.len() / 8, rest.len() % 8);
    for (i, word) in state.iter_mut().enumerate().take(words) {
        *word ^= load(rest, 8 * i);
    }
    let end = 1u64 << (8 * bytes);
    let tail = match bytes {
        0 => 0,
        // the last bytes are the high end of the message's last word
        _ if message.len() >= 8 => load(message, message.len() - 8) >> (64 - 8 * bytes),
        _ => rest.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte)),
    };
    state[words] ^= tail | end;
    state[RATE / 8 - 1] ^= 1 << 63;
    keccak::permute(&mut state);
    Hash([state[0], state[1], state[2], state[3]])
}

/// Keccak-256 of a message of whole words and one word after it.
pub fn keccak256_with(message: &[u8], last: u64) -> Hash {
    debug_assert!(message.len() % 8 == 0);
    let mut state = [0u64; 25];
    let mut blocks = message.chunks_exact(RATE);
    for block in &mut blocks {
        for i in 0..RATE / 8 {
            state[i] ^= load(block, 8 * i);
        }
        keccak::permute(&mut state);
    }
    let rest = blocks.remainder();
    let words = rest.len() / 8;
    for (i, word) in state.iter_mut().enumerate().take(words) {
        *word ^= load(rest, 8 * i);
    }
    state[words] ^= last;
    if words + 1 == RATE / 8 {
        keccak::permute(&mut state);
        state[0] ^= 1;
    } else {
        state[words + 1] ^= 1;
    }
    state[RATE / 8 - 1] ^= 1 << 63;
    keccak::permute(&mut state);
    Hash([state[0], state[1], state[2], state[3]])
}

/// Keccak-256 of two hashes, one after the other.
pub fn keccak_pair(left: &Hash, right: &Hash) -> Hash {
    let mut state = [0u64; 25];
    state[..4].copy_from_slice(&left.0);
    state[4..8].copy_from_slice(&right.0);
    state[8] = 1;
    state[RATE / 8 - 1] = 1 << 63;
    keccak::permute(&mut state);
    Hash([state[0], state[1], state[2], state[3]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_like_the_library_at_every_length() {
        let message: [u8; 600] = core::array::from_fn(|i| (i * 7 + i / 256) as u8);
        for length in 0..message.len() {
            for start in [0, 1.min(length)] {
                let part = &message[start..length];
                assert_eq!(keccak256(part).to_bytes(), keccak::keccak256(part), "{length}");
            }
        }
    }

    #[test]
    fn hashes_a_word_more() {
        let message: [u8; 608] = core::array::from_fn(|i| (i * 7 + i / 256) as u8);
        for length in (8..=message.len()).step_by(8) {
            let (head, last) = message[..length].split_at(length - 8);
            let last = u64::from_le_bytes(last.try_into().unwrap());
            assert_eq!(keccak256_with(head, last), keccak256(&message[..length]), "{length}");
        }
    }

    #[test]
    fn hashes_addresses_and_pairs_like_their_bytes() {
        let bytes: [u8; 64] = core::array::from_fn(|i| 3 * i as u8 + 1);
        let address = Address::read(&bytes, 5);
        assert_eq!(address.to_bytes(), bytes[5..25]);
        assert_eq!(address, Address::from_bytes(bytes[5..25].try_into().unwrap()));
        assert_eq!(address.trie_key(), keccak256(&bytes[5..25]));
        assert_eq!(Address::of_key(&bytes).to_bytes(), keccak256(&bytes).to_bytes()[12..]);
        assert_eq!(
            keccak_pair(&Hash::read(&bytes, 0), &Hash::read(&bytes, 32)),
            keccak256(&bytes)
        );
    }

    #[test]
    fn knows_small_addresses() {
        let mut bytes = [0; 20];
        bytes[18..].copy_from_slice(&[0x4c, 0x31]);
        assert_eq!(Address::from_bytes(bytes).small(), Some(0x4c31));
        for i in 0..16 {
            let mut other = bytes;
            other[i] = 1;
            assert_eq!(Address::from_bytes(other).small(), None);
        }
    }

    #[test]
    fn takes_half_bytes_high_first() {
        let bytes: [u8; 32] = core::array::from_fn(|i| (i * 37 + 11) as u8);
        let hash = Hash::from_bytes(bytes);
        assert_eq!(hash.to_bytes(), bytes);
        let mut copy = Hash::ZERO;
        for i in 0..64 {
            let expected = if i % 2 == 0 { bytes[i / 2] >> 4 } else { bytes[i / 2] & 15 };
            assert_eq!(hash.nibble(i), usize::from(expected));
            copy.set_nibble(i, hash.nibble(i));
            let mut other = hash;
            other.0[i / 16] ^= 1 << shift(i);
            assert_eq!(hash.common_nibbles(&other), i);
        }
        assert_eq!(copy, hash);
        assert_eq!(hash.common_nibbles(&copy), 64);
        assert_eq!(Hash::from_number(&hash.to_number()), hash);
    }
}
