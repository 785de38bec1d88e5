//! Random numbers that a seed repeats.

/// SplitMix64 (Steele, Lea, Flood 2014).
pub struct Random(u64);

/// Runs a property for some seeds, or for the one in AKASHI_SEED; names the seed that fails.
pub fn for_seeds(count: u64, property: impl Fn(&mut Random)) {
    let seeds: Vec<u64> = match std::env::var("AKASHI_SEED") {
        Ok(seed) => vec![seed.parse().expect("AKASHI_SEED is a number")],
        Err(_) => (0..count).collect(),
    };
    for seed in seeds {
        let guard = Guard(seed);
        property(&mut Random(seed));
        std::mem::forget(guard);
    }
}

struct Guard(u64);

impl Drop for Guard {
    fn drop(&mut self) {
        eprintln!("repeat with AKASHI_SEED={}", self.0);
    }
}

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Below `bound`.
    pub fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    /// True once in `n` times.
    pub fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len() as u64) as usize]
    }

    pub fn bytes<const N: usize>(&mut self) -> [u8; N] {
        std::array::from_fn(|_| self.next() as u8)
    }
}
