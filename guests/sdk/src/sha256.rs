//! SHA-256 (FIPS 180-4).

/// The chaining value, eight words. Aligned as the accelerator wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C, align(8))]
pub struct State(pub [u32; 8]);

/// A block of the message. Aligned as the accelerator wants it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(C, align(8))]
pub struct Block(pub [u8; 64]);

/// Where every message starts.
pub const INITIAL: State = State([
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);

/// Compresses one block into the state.
#[inline(always)]
pub fn compress(state: &mut State, block: &Block) {
    #[cfg(target_os = "none")]
    crate::ecall::sha256_compress(state, block);
    #[cfg(not(target_os = "none"))]
    software::compress(state, block);
}

/// The digest of a whole message.
pub fn digest(message: &[u8]) -> [u8; 32] {
    let mut hasher = Sha256::new();
    hasher.update(message);
    hasher.finish()
}

/// A message that comes in pieces.
#[derive(Clone)]
pub struct Sha256 {
    state: State,
    block: Block,
    length: u64,
}

impl Sha256 {
    /// An empty message.
    pub const fn new() -> Self {
        Self { state: INITIAL, block: Block([0; 64]), length: 0 }
    }

    /// Appends to the message.
    pub fn update(&mut self, mut bytes: &[u8]) {
        while !bytes.is_empty() {
            let filled = (self.length % 64) as usize;
            let taken = bytes.len().min(64 - filled);
            self.block.0[filled..filled + taken].copy_from_slice(&bytes[..taken]);
            self.length += taken as u64;
            bytes = &bytes[taken..];
            if filled + taken == 64 {
                compress(&mut self.state, &self.block);
            }
        }
    }

    /// Ends the message.
    pub fn finish(mut self) -> [u8; 32] {
        let bits = self.length * 8;
        let filled = (self.length % 64) as usize;
        self.block.0[filled] = 0x80;
        self.block.0[filled + 1..].fill(0);
        if filled >= 56 {
            compress(&mut self.state, &self.block);
            self.block.0.fill(0);
        }
        self.block.0[56..].copy_from_slice(&bits.to_be_bytes());
        compress(&mut self.state, &self.block);
        let mut digest = [0; 32];
        for (bytes, word) in digest.chunks_exact_mut(4).zip(self.state.0) {
            bytes.copy_from_slice(&word.to_be_bytes());
        }
        digest
    }
}

impl Default for Sha256 {
    fn default() -> Self {
        Self::new()
    }
}

/// The path without accelerator.
pub mod software {
    use super::{Block, State};

    const K: [u32; 64] = [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4,
        0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe,
        0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f,
        0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7,
        0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc,
        0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b,
        0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116,
        0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
        0xc67178f2,
    ];

    /// Compresses one block into the state (FIPS 180-4, 6.2.2).
    pub fn compress(state: &mut State, block: &Block) {
        let mut w = [0u32; 64];
        for (word, bytes) in w.iter_mut().zip(block.0.chunks_exact(4)) {
            *word = u32::from_be_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]);
        }
        for t in 16..64 {
            let (x, y) = (w[t - 15], w[t - 2]);
            let s0 = x.rotate_right(7) ^ x.rotate_right(18) ^ (x >> 3);
            let s1 = y.rotate_right(17) ^ y.rotate_right(19) ^ (y >> 10);
            w[t] = w[t - 16].wrapping_add(s0).wrapping_add(w[t - 7]).wrapping_add(s1);
        }
        let [mut a, mut b, mut c, mut d, mut e, mut f, mut g, mut h] = state.0;
        for t in 0..64 {
            let s1 = e.rotate_right(6) ^ e.rotate_right(11) ^ e.rotate_right(25);
            let t1 = h
                .wrapping_add(s1)
                .wrapping_add((e & f) ^ (!e & g))
                .wrapping_add(K[t])
                .wrapping_add(w[t]);
            let s0 = a.rotate_right(2) ^ a.rotate_right(13) ^ a.rotate_right(22);
            let t2 = s0.wrapping_add((a & b) ^ (a & c) ^ (b & c));
            (h, g, f, e) = (g, f, e, d.wrapping_add(t1));
            (d, c, b, a) = (c, b, a, t1.wrapping_add(t2));
        }
        for (word, change) in state.0.iter_mut().zip([a, b, c, d, e, f, g, h]) {
            *word = word.wrapping_add(change);
        }
    }
}
