//! ECDSA on secp256k1 (SEC 1, 4.1.4 and 4.1.6; SEC 2, 2.4.1).
//!
//! Points are held as (X, W, Z) with W = 2Y in Jacobian coordinates: (X/Z², W/2Z³) in affine ones,
//! and Z = 0 is the point at infinity. Formulas are written for an accelerator that multiplies and
//! adds in one call: what counts is the number of calls, an addition costs as much as a product,
//! and doubling W saves two calls in each doubling of a point.

use crate::field::Field;
use crate::u256::{self, from_be_bytes, is_less, to_be_bytes, U256, ONE, ZERO};
use core::mem::MaybeUninit;

mod generator;

/// The field of coordinates, p = 2^256 − 2^32 − 977.
static P: Field = Field::new([0xffff_fffe_ffff_fc2f, u64::MAX, u64::MAX, u64::MAX]);

/// The field of scalars; its prime is the order of the group.
static N: Field =
    Field::new([0xbfd2_5e8c_d036_4141, 0xbaae_dce6_af48_a03b, 0xffff_ffff_ffff_fffe, u64::MAX]);

/// (p + 1)/4, the exponent of square roots.
const SQUARE_ROOT: U256 =
    [0xffff_ffff_bfff_ff0c, u64::MAX, u64::MAX, 0x3fff_ffff_ffff_ffff];

static SEVEN: U256 = [7, 0, 0, 0];
static TWO: U256 = [2, 0, 0, 0];

/// −3
static MINUS_THREE: U256 = [0xffff_fffe_ffff_fc2c, u64::MAX, u64::MAX, u64::MAX];

/// 1/2 = (p + 1)/2
static HALF: U256 = [0xffff_ffff_7fff_fe18, u64::MAX, u64::MAX, 0x7fff_ffff_ffff_ffff];

/// A point other than infinity.
#[derive(Clone, Copy)]
struct Affine {
    x: U256,
    y: U256,
}

#[derive(Clone, Copy)]
struct Point {
    x: U256,
    w: U256,
    z: U256,
}

const INFINITY: Point = Point { x: ONE, w: TWO_VALUE, z: ZERO };
const TWO_VALUE: U256 = [2, 0, 0, 0];

/// `let name = a·b + c` modulo p, as a reference to a place of its own: nothing is copied.
macro_rules! set {
    ($name:ident = $a:expr, $b:expr) => {
        set!($name = $a, $b, &u256::ZERO_PLACE);
    };
    ($name:ident = $a:expr, $b:expr, $c:expr) => {
        let mut place = MaybeUninit::uninit();
        u256::mul_add_mod_into(&mut place, $a, $b, $c, &P.modulus);
        // SAFETY: the call has filled it.
        let $name: &U256 = unsafe { place.assume_init_ref() };
    };
}

impl Affine {
    fn to_point(self) -> Point {
        Point { x: self.x, w: P.mul(&self.y, &TWO), z: ONE }
    }

    fn neg(&self) -> Self {
        Self { x: self.x, y: P.neg(&self.y) }
    }

    /// Whether the coordinates are below the prime and satisfy y² = x³ + 7.
    fn is_on_curve(&self) -> bool {
        is_less(&self.x, &P.modulus)
            && is_less(&self.y, &P.modulus)
            && P.mul(&self.y, &self.y) == right_side(&self.x)
    }
}

impl Point {
    fn is_infinity(&self) -> bool {
        self.z == ZERO
    }

    fn neg(&self) -> Self {
        Self { x: self.x, w: P.neg(&self.w), z: self.z }
    }

    /// P ← 2P. With D = XW² = 4XY² and M = 3X²: X' = M² − 2D, W' = 2M(D − X') − W⁴, Z' = WZ. No
    /// point has order two, so W ≠ 0.
    #[inline(always)]
    fn double(&mut self) {
        set!(w2 = &self.w, &self.w);
        set!(minus_w2 = w2, &P.minus_one);
        set!(minus_w4 = w2, minus_w2);
        set!(two_x = &self.x, &TWO);
        set!(minus_2d = two_x, minus_w2);
        set!(minus_3x = &self.x, &MINUS_THREE);
        set!(minus_m = minus_3x, &self.x);
        P.mul_assign(&mut self.z, &self.w);
        P.mul_add_to(&mut self.x, minus_m, minus_m, minus_2d);
        set!(turn = &self.x, &TWO, minus_2d);
        P.mul_add_to(&mut self.w, minus_m, turn, minus_w4);
    }

    /// P ← P + Q for any two points.
    fn add(&mut self, other: &Self) {
        if other.is_infinity() {
            return;
        }
        if self.is_infinity() {
            *self = *other;
            return;
        }
        set!(z2_squared = &other.z, &other.z);
        set!(u = &self.x, z2_squared);
        set!(wz = &self.w, &other.z);
        set!(s = wz, z2_squared);
        set!(z = &self.z, &other.z);
        let (u, s, z) = (*u, *s, *z);
        self.add_scaled(&other.x, &other.w, &u, &s, &z);
    }

    /// P ← P + Q for a Q with Z = 1 and W = 2Y, at a lower price.
    fn add_affine(&mut self, other: &Affine) {
        set!(w = &other.y, &TWO);
        if self.is_infinity() {
            *self = Self { x: other.x, w: *w, z: ONE };
            return;
        }
        let Self { x, w: own, z } = *self;
        self.add_scaled(&other.x, w, &x, &own, &z);
    }

    /// What both additions share. With Z₁² and Z₂² brought in, U = X₁Z₂², H = X₂Z₁² − U,
    /// S = Y₁Z₂³, R = Y₂Z₁³ − S: X' = R² − H³ − 2UH², Y' = R(UH² − X') − SH³, Z' = HZ₁Z₂. The
    /// arguments `s` and `w2` are twice as large, as W is.
    #[inline(always)]
    fn add_scaled(&mut self, x2: &U256, w2: &U256, u: &U256, s: &U256, z: &U256) {
        set!(z1_squared = &self.z, &self.z);
        set!(minus_u = u, &P.minus_one);
        set!(h = x2, z1_squared, minus_u);
        set!(minus_s = s, &P.minus_one);
        set!(wz = w2, &self.z);
        set!(two_r = wz, z1_squared, minus_s);
        if *h == ZERO {
            if *two_r == ZERO {
                self.double();
            } else {
                *self = INFINITY;
            }
            return;
        }
        set!(r = two_r, &HALF);
        set!(h2 = h, h);
        set!(minus_v = minus_u, h2);
        set!(minus_h = h, &P.minus_one);
        set!(minus_h3 = h2, minus_h);
        set!(rest = minus_v, &TWO, minus_h3);
        P.mul_add_to(&mut self.x, r, r, rest);
        // W' = −2R(X' − V) + 2S·(−H³)
        set!(minus_2r = two_r, &P.minus_one);
        set!(turn = &self.x, &u256::ONE_PLACE, minus_v);
        set!(last = s, minus_h3);
        P.mul_add_to(&mut self.w, minus_2r, turn, last);
        P.mul_add_to(&mut self.z, z, h, &u256::ZERO_PLACE);
    }

    fn to_affine(self) -> Option<Affine> {
        if self.is_infinity() {
            return None;
        }
        let inverse = P.invert(&self.z);
        let squared = P.mul(&inverse, &inverse);
        let y = P.mul(&self.w, &HALF);
        Some(Affine {
            x: P.mul(&self.x, &squared),
            y: P.mul(&P.mul(&y, &inverse), &squared),
        })
    }
}

/// x³ + 7
fn right_side(x: &U256) -> U256 {
    P.mul_add(&P.mul(x, x), x, &SEVEN)
}

/// The signed digits of a scalar, lowest first: each zero or odd and below 2^(width−1) in absolute
/// value, and of `width` neighbours at most one not zero.
fn digits(scalar: &U256, width: u32) -> [i8; 257] {
    let mut digits = [0i8; 257];
    let mut carry = 0;
    let mut bit = 0u32;
    while bit < 257 {
        let window = |count: u32| {
            let (word, shift) = ((bit / 64) as usize, bit % 64);
            let low = if word < 4 { scalar[word] >> shift } else { 0 };
            let high = if shift != 0 && word < 3 { scalar[word + 1] << (64 - shift) } else { 0 };
            (low | high) & ((1 << count) - 1)
        };
        if window(1) == carry {
            bit += 1;
            continue;
        }
        let value = (window(width) + carry) as i64;
        carry = (value >> (width - 1)) as u64;
        digits[bit as usize] = (value - ((carry as i64) << width)) as i8;
        bit += width;
    }
    digits
}

/// `a·G + b·Q` by signed windows of both scalars (Straus; Möller 2001).
fn multiply(a: &U256, b: &U256, q: &Affine) -> Point {
    const WIDTH: u32 = 5;
    let first = q.to_point();
    let mut twice = first;
    twice.double();
    let mut of_q = [first; 1 << (WIDTH - 2)];
    for i in 1..of_q.len() {
        of_q[i] = of_q[i - 1];
        of_q[i].add(&twice);
    }
    let of_g = &generator::ODD_MULTIPLES;
    let (a, b) = (digits(a, generator::WIDTH), digits(b, WIDTH));
    let mut sum = INFINITY;
    for (&a, &b) in a.iter().zip(&b).rev() {
        if !sum.is_infinity() {
            sum.double();
        }
        match a {
            0 => {}
            1.. => sum.add_affine(&of_g[a as usize / 2]),
            _ => sum.add_affine(&of_g[-a as usize / 2].neg()),
        }
        match b {
            0 => {}
            1.. => sum.add(&of_q[b as usize / 2]),
            _ => sum.add(&of_q[-b as usize / 2].neg()),
        }
    }
    sum
}

/// r and s, if both lie between 0 and the group's order.
fn scalars(signature: &[u8; 64]) -> Option<(U256, U256)> {
    let half = |at: usize| {
        let bytes = signature[at..at + 32].try_into().expect("half a signature");
        Some(from_be_bytes(bytes)).filter(|s| *s != ZERO && is_less(s, &N.modulus))
    };
    Some((half(0)?, half(32)?))
}

/// The public key, x then y, that made `signature` (r then s) of the message with hash `hash`.
/// `None` if there is none.
///
/// `recovery_id` says which of up to four points R is: bit 0 is the parity of its y, bit 1 whether
/// its x is r plus the group's order.
pub fn recover(hash: &[u8; 32], signature: &[u8; 64], recovery_id: u8) -> Option<[u8; 64]> {
    let (r, s) = scalars(signature)?;
    let x = match recovery_id {
        0 | 1 => r,
        2 | 3 => add_order(&r)?,
        _ => return None,
    };
    let square = right_side(&x);
    let root = P.pow(&square, &SQUARE_ROOT);
    if P.mul(&root, &root) != square {
        return None;
    }
    let y = if root[0] & 1 == u64::from(recovery_id & 1) { root } else { P.neg(&root) };
    let inverse = N.invert(&r);
    let u1 = N.mul(&N.neg(&from_be_bytes(hash)), &inverse);
    let u2 = N.mul(&s, &inverse);
    let key = multiply(&u1, &u2, &Affine { x, y }).to_affine()?;
    let mut bytes = [0; 64];
    bytes[..32].copy_from_slice(&to_be_bytes(&key.x));
    bytes[32..].copy_from_slice(&to_be_bytes(&key.y));
    Some(bytes)
}

/// Whether `signature` (r then s) of the message with hash `hash` was made by `key` (x then y).
/// High s is accepted.
pub fn verify(hash: &[u8; 32], signature: &[u8; 64], key: &[u8; 64]) -> bool {
    let Some((r, s)) = scalars(signature) else {
        return false;
    };
    let coordinate = |at: usize| from_be_bytes(key[at..at + 32].try_into().expect("half a key"));
    let key = Affine { x: coordinate(0), y: coordinate(32) };
    if !key.is_on_curve() {
        return false;
    }
    let inverse = N.invert(&s);
    let u1 = N.mul(&from_be_bytes(hash), &inverse);
    let u2 = N.mul(&r, &inverse);
    match multiply(&u1, &u2, &key).to_affine() {
        Some(point) => N.add(&point.x, &ZERO) == r,
        None => false,
    }
}

/// `r + n`, if that is below p.
fn add_order(r: &U256) -> Option<U256> {
    let mut sum = ZERO;
    let mut carry = false;
    for i in 0..4 {
        let (partial, first) = r[i].overflowing_add(N.modulus[i]);
        let (total, second) = partial.overflowing_add(u64::from(carry));
        sum[i] = total;
        carry = first || second;
    }
    (!carry && u256::is_less(&sum, &P.modulus)).then_some(sum)
}
