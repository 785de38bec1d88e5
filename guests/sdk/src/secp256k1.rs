//! ECDSA on secp256k1 (SEC 1, 4.1.4 and 4.1.6; SEC 2, 2.4.1).
//!
//! Points are held as (X, W, Z) with W = 2Y in Jacobian coordinates: (X/Z², W/2Z³) in affine ones,
//! and Z = 0 is the point at infinity. Formulas are written for an accelerator that multiplies and
//! adds in one call: what counts is the number of calls, an addition costs as much as a product,
//! and doubling W saves two calls in each doubling of a point.
//!
//! A product a·G + b·Q takes 129 doublings: a is cut in half, for multiples of G and of 2^128·G are
//! known, and b is split in two by the curve's endomorphism (`endomorphism`).

use crate::field::Field;
use crate::u256::{self, from_be_bytes, is_less, to_be_bytes, U256, ONE, ZERO};
use core::mem::MaybeUninit;

mod endomorphism;
mod generator;

use endomorphism::split;
use generator::Multiple;

/// The field of coordinates, p = 2^256 − 2^32 − 977.
static P: Field = Field::new([0xffff_fffe_ffff_fc2f, u64::MAX, u64::MAX, u64::MAX]);

/// The field of scalars; its prime is the order of the group.
static N: Field =
    Field::new([0xbfd2_5e8c_d036_4141, 0xbaae_dce6_af48_a03b, 0xffff_ffff_ffff_fffe, u64::MAX]);

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

    /// Whether the coordinates are below the prime and satisfy y² = x³ + 7.
    fn is_on_curve(&self) -> bool {
        is_less(&self.x, &P.modulus)
            && is_less(&self.y, &P.modulus)
            && P.mul(&self.y, &self.y) == right_side(&self.x)
    }
}

impl Point {
    fn is_infinity(&self) -> bool {
        u256::is_zero(&self.z)
    }

    /// P ← 2P. With D = XW² = 4XY² and M = 3X²: X' = M² − 2D, W' = 2M(D − X') − W⁴, Z' = WZ. No
    /// point has order two, so W ≠ 0.
    ///
    /// Never inlined, as the other formulas: in a small frame each place is one instruction away.
    #[inline(never)]
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

    /// P ← P + Q for the point (x, w, z) other than infinity, with −z² and −z³ after z.
    #[inline(never)]
    fn add(&mut self, x: &U256, w: &U256, z: &[U256; 3]) {
        if self.is_infinity() {
            *self = Self { x: *x, w: *w, z: z[0] };
            return;
        }
        set!(minus_u = &self.x, &z[1]);
        set!(minus_s = &self.w, &z[2]);
        if self.add_scaled(x, w, minus_u, minus_s) {
            P.mul_assign(&mut self.z, &z[0]);
        }
    }

    /// P ← P + Q for a Q with Z = 1, at a lower price.
    #[inline(never)]
    fn add_affine(&mut self, x: &U256, w: &U256) {
        if self.is_infinity() {
            *self = Self { x: *x, w: *w, z: ONE };
            return;
        }
        set!(minus_u = &self.x, &P.minus_one);
        set!(minus_s = &self.w, &P.minus_one);
        self.add_scaled(x, w, minus_u, minus_s);
    }

    /// What both additions share. With U = X₁Z₂², H = X₂Z₁² − U, S = Y₁Z₂³, R = Y₂Z₁³ − S:
    /// X' = R² − H³ − 2UH², Y' = R(UH² − X') − SH³, Z' = HZ₁Z₂, of which Z₂ is left to the caller if
    /// this is true. The arguments are −U, and −S and Y₂ twice as large, as W is.
    #[inline(always)]
    fn add_scaled(&mut self, x2: &U256, w2: &U256, minus_u: &U256, minus_s: &U256) -> bool {
        set!(z1_squared = &self.z, &self.z);
        set!(h = x2, z1_squared, minus_u);
        set!(wz = w2, &self.z);
        set!(two_r = wz, z1_squared, minus_s);
        if u256::is_zero(h) {
            if u256::is_zero(two_r) {
                self.double();
            } else {
                *self = INFINITY;
            }
            return false;
        }
        set!(r = two_r, &HALF);
        set!(h2 = h, h);
        set!(minus_v = minus_u, h2);
        set!(h3 = h2, h);
        set!(minus_h3 = h3, &P.minus_one);
        set!(rest = minus_v, &TWO, minus_h3);
        P.mul_add_to(&mut self.x, r, r, rest);
        // W' = −2R(X' − V) − 2S·H³
        set!(minus_2r = two_r, &P.minus_one);
        set!(turn = &self.x, &u256::ONE_PLACE, minus_v);
        set!(last = minus_s, h3);
        P.mul_add_to(&mut self.w, minus_2r, turn, last);
        P.mul_assign(&mut self.z, h);
        true
    }

    fn to_affine(self) -> Option<Affine> {
        if self.is_infinity() {
            return None;
        }
        let inverse = invert(&self.z);
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

/// `a^(2^n)·b`
fn shift(a: &U256, n: u32, b: &U256) -> U256 {
    let mut power = *a;
    for _ in 0..n {
        P.square_assign(&mut power);
    }
    P.mul_assign(&mut power, b);
    power
}

/// a to the powers 2^2 − 1, 2^22 − 1 and 2^223 − 1: what the exponents below begin with.
fn powers_of_ones(a: &U256) -> [U256; 3] {
    let two = shift(a, 1, a);
    let three = shift(&two, 1, a);
    let six = shift(&three, 3, &three);
    let eleven = shift(&shift(&six, 3, &three), 2, &two);
    let twenty_two = shift(&eleven, 11, &eleven);
    let forty_four = shift(&twenty_two, 22, &twenty_two);
    let eighty_eight = shift(&forty_four, 44, &forty_four);
    let twice = shift(&eighty_eight, 88, &eighty_eight);
    let all = shift(&shift(&twice, 44, &forty_four), 3, &three);
    [two, twenty_two, all]
}

/// 1/a modulo p, and 0 for 0: a^(p − 2); p − 2 is 223 ones, a zero, 22 ones, and 0000101101.
fn invert(a: &U256) -> U256 {
    let [two, twenty_two, all] = powers_of_ones(a);
    let power = shift(&shift(&all, 23, &twenty_two), 5, a);
    shift(&shift(&power, 3, &two), 2, a)
}

/// A square root modulo p, if there is one: a^((p + 1)/4), whose exponent is 223 ones, a zero, 22
/// ones, and 00001100.
fn square_root(a: &U256) -> Option<U256> {
    let [two, twenty_two, all] = powers_of_ones(a);
    let mut root = shift(&shift(&all, 23, &twenty_two), 6, &two);
    P.square_assign(&mut root);
    P.square_assign(&mut root);
    (P.mul(&root, &root) == *a).then_some(root)
}

/// One more than the bits of a half scalar.
const DIGITS: usize = 129;

/// The signed digits of a scalar below 2^128, lowest first: each zero or odd and below 2^(width−1) in
/// absolute value, and of `width` neighbours at most one not zero.
fn digits(scalar: &[u64; 2], width: u32) -> [i8; DIGITS] {
    let mut digits = [0i8; DIGITS];
    let mut carry = 0;
    let mut bit = 0u32;
    while bit < DIGITS as u32 {
        let (word, shift) = ((bit / 64) as usize, bit % 64);
        let low = if word < 2 { scalar[word] >> shift } else { 0 };
        if low & 1 == carry {
            bit += 1;
            continue;
        }
        let high = if shift != 0 && word < 1 { scalar[1] << (64 - shift) } else { 0 };
        let value = (((low | high) & ((1 << width) - 1)) + carry) as i64;
        carry = (value >> (width - 1)) as u64;
        digits[bit as usize] = (value - ((carry as i64) << width)) as i8;
        bit += width;
    }
    digits
}

/// An odd multiple of a point: what additions want of it, and of its image.
struct OddMultiple {
    x: U256,
    /// x of the image.
    image_x: U256,
    /// w and −w, which the image has too.
    w: [U256; 2],
    /// z, −z² and −z³.
    z: [U256; 3],
}

const WIDTH: u32 = 5;

impl OddMultiple {
    const NOTHING: Self = Self { x: ZERO, image_x: ZERO, w: [ZERO; 2], z: [ZERO; 3] };

    /// Becomes that point.
    #[inline(never)]
    fn set(&mut self, point: &Point) {
        self.x = point.x;
        self.image_x = endomorphism::image_x(&point.x);
        let [w, minus_w] = &mut self.w;
        *w = point.w;
        P.mul_add_to(minus_w, w, &P.minus_one, &u256::ZERO_PLACE);
        let [z, minus_z2, minus_z3] = &mut self.z;
        *z = point.z;
        set!(minus_z = z, &P.minus_one);
        P.mul_add_to(minus_z2, z, minus_z, &u256::ZERO_PLACE);
        P.mul_add_to(minus_z3, z, minus_z2, &u256::ZERO_PLACE);
    }

    /// Q, 3Q, 5Q, …
    fn fill(table: &mut [Self; 1 << (WIDTH - 2)], q: &Affine) {
        let mut point = q.to_point();
        table[0].set(&point);
        let mut twice = Self::NOTHING;
        let mut double = point;
        double.double();
        twice.set(&double);
        for entry in &mut table[1..] {
            point.add(&twice.x, &twice.w[0], &twice.z);
            entry.set(&point);
        }
    }
}

/// `a·G + b·Q` by signed windows of four half scalars (Straus; Möller 2001; Gallant, Lambert and
/// Vanstone 2001).
fn multiply(a: &U256, b: &U256, q: &Affine) -> Point {
    let mut of_q = [OddMultiple::NOTHING; 1 << (WIDTH - 2)];
    OddMultiple::fill(&mut of_q, q);
    let low = digits(&[a[0], a[1]], generator::WIDTH);
    let high = digits(&[a[2], a[3]], generator::WIDTH);
    let halves = split(b);
    let direct = digits(&halves[0].magnitude, WIDTH);
    let image = digits(&halves[1].magnitude, WIDTH);
    let mut sum = INFINITY;
    for i in (0..DIGITS).rev() {
        if !sum.is_infinity() {
            sum.double();
        }
        add_multiple(&mut sum, &generator::OF_LOW, low[i]);
        add_multiple(&mut sum, &generator::OF_HIGH, high[i]);
        if let Some((entry, negative)) = pick(&of_q, direct[i]) {
            let w = &entry.w[usize::from(negative != halves[0].negative)];
            sum.add(&entry.x, w, &entry.z);
        }
        if let Some((entry, negative)) = pick(&of_q, image[i]) {
            let w = &entry.w[usize::from(negative != halves[1].negative)];
            sum.add(&entry.image_x, w, &entry.z);
        }
    }
    sum
}

/// The entry of a table of odd multiples that a digit stands for, and whether its sign is another.
#[inline(always)]
fn pick<T>(table: &[T], digit: i8) -> Option<(&T, bool)> {
    (digit != 0).then(|| (&table[usize::from(digit.unsigned_abs()) / 2], digit < 0))
}

#[inline(always)]
fn add_multiple(sum: &mut Point, table: &[Multiple], digit: i8) {
    if let Some((Multiple { x, w, minus_w }, negative)) = pick(table, digit) {
        sum.add_affine(x, if negative { minus_w } else { w });
    }
}

/// r and s, if both lie between 0 and the group's order.
fn scalars(signature: &[u8; 64]) -> Option<(U256, U256)> {
    let half = |at: usize| {
        let bytes = signature[at..at + 32].try_into().expect("half a signature");
        Some(from_be_bytes(bytes)).filter(|s| !u256::is_zero(s) && is_less(s, &N.modulus))
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
    let root = square_root(&right_side(&x))?;
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

#[cfg(test)]
mod tests {
    use super::*;

    const G: Affine = Affine {
        x: [0x59f2_815b_16f8_1798, 0x029b_fcdb_2dce_28d9, 0x55a0_6295_ce87_0b07, 0x79be_667e_f9dc_bbac],
        y: [0x9c47_d08f_fb10_d4b8, 0xfd17_b448_a685_5419, 0x5da4_fbfc_0e11_08a8, 0x483a_da77_26a3_c465],
    };

    /// The affine sum, by the chord or the tangent.
    fn plain_sum(a: Option<Affine>, b: Option<Affine>) -> Option<Affine> {
        let (Some(a), Some(b)) = (a, b) else { return a.or(b) };
        let slope = if a.x != b.x {
            P.mul(&P.sub(&b.y, &a.y), &P.invert(&P.sub(&b.x, &a.x)))
        } else if a.y == b.y {
            let square = P.mul(&a.x, &a.x);
            P.mul(&P.mul(&square, &[3, 0, 0, 0]), &P.invert(&P.mul(&a.y, &TWO)))
        } else {
            return None;
        };
        let x = P.sub(&P.sub(&P.mul(&slope, &slope), &a.x), &b.x);
        let y = P.sub(&P.mul(&slope, &P.sub(&a.x, &x)), &a.y);
        Some(Affine { x, y })
    }

    fn plain_product(scalar: &U256, point: Affine) -> Option<Affine> {
        let mut sum = None;
        for bit in (0..256).rev() {
            sum = plain_sum(sum, sum);
            if scalar[bit / 64] >> (bit % 64) & 1 == 1 {
                sum = plain_sum(sum, Some(point));
            }
        }
        sum
    }

    fn coordinates(point: Option<Affine>) -> Option<(U256, U256)> {
        point.map(|point| (point.x, point.y))
    }

    /// Scalars at which halves, signs and carries change, and others.
    fn scalars() -> std::vec::Vec<U256> {
        let minus = |k: u64| N.sub(&ZERO, &[k, 0, 0, 0]);
        let half = [0xdfe9_2f46_681b_20a0, 0x5d57_6e73_57a4_501d, u64::MAX, u64::MAX >> 1];
        let mut scalars = std::vec![
            ZERO,
            ONE,
            [2, 0, 0, 0],
            minus(1),
            minus(2),
            half,
            N.add(&half, &ONE),
            [u64::MAX, u64::MAX, 0, 0],
            [0, 0, 1, 0],
            [0, 0, u64::MAX, u64::MAX >> 1],
            [u64::MAX, u64::MAX, u64::MAX, u64::MAX >> 1],
            endomorphism::LAMBDA,
            N.neg(&endomorphism::LAMBDA),
            N.add(&endomorphism::LAMBDA, &ONE),
        ];
        let mut random = [3, 1, 4, 1];
        for _ in 0..40 {
            random = N.mul_add(&random, &random, &[7, u64::MAX, 5, 1 << 60]);
            scalars.push(random);
        }
        scalars
    }

    #[test]
    fn products_are_those_of_doubling_and_adding() {
        let all = scalars();
        let q = plain_product(&[0x1234_5678, 9, 9, 9], G).expect("a point");
        for (i, a) in all.iter().enumerate() {
            let b = &all[(7 * i + 3) % all.len()];
            for q in [q, G] {
                let expected = plain_sum(plain_product(a, G), plain_product(b, q));
                let product = multiply(a, b, &q).to_affine();
                assert_eq!(coordinates(product), coordinates(expected), "{a:x?} {b:x?}");
            }
            // sums that meet equal and opposite points
            let opposite = multiply(a, &N.neg(a), &G).to_affine();
            assert_eq!(coordinates(opposite), None);
            let expected = plain_product(&N.add(a, a), G);
            let double = multiply(a, a, &G).to_affine();
            assert_eq!(coordinates(double), coordinates(expected));
        }
    }

    #[test]
    fn roots_and_inverses() {
        for a in scalars() {
            let a = P.add(&a, &ZERO);
            assert_eq!(invert(&a), P.invert(&a));
            let root = square_root(&P.mul(&a, &a)).expect("a square");
            assert!(root == a || root == P.neg(&a));
            if a != ZERO {
                // −1 is none
                assert_eq!(square_root(&P.neg(&P.mul(&a, &a))), None);
            }
        }
    }

    #[test]
    fn tables_hold_odd_multiples() {
        let high = plain_product(&[0, 0, 1, 0], G).expect("a point");
        for (table, point) in [(&generator::OF_LOW, G), (&generator::OF_HIGH, high)] {
            let twice = plain_sum(Some(point), Some(point));
            let mut multiple = Some(point);
            for entry in table {
                let Affine { x, y } = multiple.expect("a point");
                let w = P.mul(&y, &TWO);
                assert_eq!((entry.x, entry.w, entry.minus_w), (x, w, P.neg(&w)));
                multiple = plain_sum(multiple, twice);
            }
        }
    }
}
