//! Keccak-f[1600] (FIPS 202) and Keccak-256 as Ethereum has it, with padding byte 1.

const RATE: usize = 136;

/// Applies Keccak-f[1600]; lane (x, y) is word `x + 5·y`.
#[inline(always)]
pub fn permute(state: &mut [u64; 25]) {
    #[cfg(target_os = "none")]
    crate::ecall::keccak_f(state);
    #[cfg(not(target_os = "none"))]
    software::permute(state);
}

/// Keccak-256.
pub fn keccak256(message: &[u8]) -> [u8; 32] {
    let mut state = [0u64; 25];
    let mut blocks = message.chunks_exact(RATE);
    for block in &mut blocks {
        absorb(&mut state, block);
    }
    let rest = blocks.remainder();
    let mut last = [0; RATE];
    last[..rest.len()].copy_from_slice(rest);
    last[rest.len()] ^= 0x01;
    last[RATE - 1] ^= 0x80;
    absorb(&mut state, &last);
    let mut digest = [0; 32];
    for (bytes, word) in digest.chunks_exact_mut(8).zip(state) {
        bytes.copy_from_slice(&word.to_le_bytes());
    }
    digest
}

fn absorb(state: &mut [u64; 25], block: &[u8]) {
    for (word, bytes) in state.iter_mut().zip(block.chunks_exact(8)) {
        *word ^= u64::from_le_bytes(bytes.try_into().expect("chunks have 8 bytes"));
    }
    permute(state);
}

/// The path without accelerator.
pub mod software {
    const ROUND_CONSTANTS: [u64; 24] = round_constants();

    /// Bits 2^j − 1 of the constants come from an LFSR with x^8 + x^6 + x^5 + x^4 + 1.
    const fn round_constants() -> [u64; 24] {
        let mut constants = [0; 24];
        let mut lfsr: u32 = 1;
        let mut round = 0;
        while round < 24 {
            let mut j = 0;
            while j <= 6 {
                if lfsr & 1 != 0 {
                    constants[round] |= 1 << ((1u32 << j) - 1);
                }
                lfsr = (lfsr << 1) ^ ((lfsr >> 7) * 0x171);
                j += 1;
            }
            round += 1;
        }
        constants
    }

    /// Applies Keccak-f[1600] (FIPS 202, 3.3).
    pub fn permute(a: &mut [u64; 25]) {
        for constant in ROUND_CONSTANTS {
            theta(a);
            let b = rho_and_pi(a);
            for y in (0..25).step_by(5) {
                for x in 0..5 {
                    a[y + x] = b[y + x] ^ (!b[y + (x + 1) % 5] & b[y + (x + 2) % 5]);
                }
            }
            a[0] ^= constant;
        }
    }

    fn theta(a: &mut [u64; 25]) {
        let mut c = [0; 5];
        for x in 0..5 {
            c[x] = a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20];
        }
        for x in 0..5 {
            let d = c[(x + 4) % 5] ^ c[(x + 1) % 5].rotate_left(1);
            for y in (0..25).step_by(5) {
                a[x + y] ^= d;
            }
        }
    }

    fn rho_and_pi(a: &[u64; 25]) -> [u64; 25] {
        let mut b = [0; 25];
        b[0] = a[0];
        let (mut x, mut y) = (1, 0);
        for t in 1..25u32 {
            let (next_x, next_y) = (y, (2 * x + 3 * y) % 5);
            b[next_x + 5 * next_y] = a[x + 5 * y].rotate_left(t * (t + 1) / 2 % 64);
            (x, y) = (next_x, next_y);
        }
        b
    }
}
