//! ECDSA on secp256k1 (SEC 1, 4.1.4 and 4.1.6; SEC 2, 2.4.1).
//!
//! Points are held in Jacobian coordinates: (X, Y, Z) is (X/Z², Y/Z³), and Z = 0 the point at
//! infinity. Formulas are written for an accelerator that multiplies and adds in one call, so an
//! addition costs as much as a multiplication and is folded into one wherever that works.

use crate::field::Field;
use crate::u256::{self, from_be_bytes, is_less, to_be_bytes, U256, ONE, ZERO};

/// The field of coordinates, p = 2^256 − 2^32 − 977.
static P: Field =
    Field::new([0xffff_fffe_ffff_fc2f, u64::MAX, u64::MAX, u64::MAX]);

/// The field of scalars; its prime is the order of the group.
static N: Field =
    Field::new([0xbfd2_5e8c_d036_4141, 0xbaae_dce6_af48_a03b, 0xffff_ffff_ffff_fffe, u64::MAX]);

/// (p + 1)/4, the exponent of square roots.
const SQUARE_ROOT: U256 =
    [0xffff_ffff_bfff_ff0c, u64::MAX, u64::MAX, 0x3fff_ffff_ffff_ffff];

const SEVEN: U256 = [7, 0, 0, 0];
const TWO: U256 = [2, 0, 0, 0];
const THREE: U256 = [3, 0, 0, 0];
const FOUR: U256 = [4, 0, 0, 0];

/// −2
const MINUS_TWO: U256 = [0xffff_fffe_ffff_fc2d, u64::MAX, u64::MAX, u64::MAX];

/// −1/2 = (p − 1)/2
const MINUS_HALF: U256 = [0xffff_ffff_7fff_fe17, u64::MAX, u64::MAX, 0x7fff_ffff_ffff_ffff];

const GENERATOR: Affine = Affine {
    x: [0x59f2_815b_16f8_1798, 0x029b_fcdb_2dce_28d9, 0x55a0_6295_ce87_0b07, 0x79be_667e_f9dc_bbac],
    y: [0x9c47_d08f_fb10_d4b8, 0xfd17_b448_a685_5419, 0x5da4_fbfc_0e11_08a8, 0x483a_da77_26a3_c465],
};

/// A point other than infinity.
#[derive(Clone, Copy)]
struct Affine {
    x: U256,
    y: U256,
}

#[derive(Clone, Copy)]
struct Jacobian {
    x: U256,
    y: U256,
    z: U256,
}

const INFINITY: Jacobian = Jacobian { x: ONE, y: ONE, z: ZERO };

impl Affine {
    fn to_jacobian(self) -> Jacobian {
        Jacobian { x: self.x, y: self.y, z: ONE }
    }

    /// Whether the coordinates are below the prime and satisfy y² = x³ + 7.
    fn is_on_curve(&self) -> bool {
        is_less(&self.x, &P.modulus)
            && is_less(&self.y, &P.modulus)
            && P.mul(&self.y, &self.y) == right_side(&self.x)
    }
}

impl Jacobian {
    fn is_infinity(&self) -> bool {
        self.z == ZERO
    }

    /// 2·P. With D = 4XY² and M = 3X²: X' = M² − 2D, Y' = M(D − X') − 8Y⁴, Z' = 2YZ. No point has
    /// order two, so Y ≠ 0.
    fn double(&self) -> Self {
        let four_y2 = P.mul(&P.mul(&self.y, &FOUR), &self.y);
        let d = P.mul(&self.x, &four_y2);
        let m = P.mul(&P.mul(&self.x, &THREE), &self.x);
        let x = P.mul_add(&m, &m, &P.mul(&d, &MINUS_TWO));
        let minus_8_y4 = P.mul(&P.mul(&four_y2, &MINUS_HALF), &four_y2);
        let y = P.mul_add(&m, &P.sub(&d, &x), &minus_8_y4);
        let z = P.mul(&P.mul(&self.y, &TWO), &self.z);
        Self { x, y, z }
    }

    /// P + Q for any two points. With U = X₁Z₂², H = X₂Z₁² − U, S = Y₁Z₂³, R = Y₂Z₁³ − S:
    /// X' = R² − H³ − 2UH², Y' = R(UH² − X') − SH³, Z' = HZ₁Z₂.
    fn add(&self, other: &Self) -> Self {
        if self.is_infinity() {
            return *other;
        }
        if other.is_infinity() {
            return *self;
        }
        let z2_squared = P.mul(&other.z, &other.z);
        let u = P.mul(&self.x, &z2_squared);
        let s = P.mul(&P.mul(&self.y, &other.z), &z2_squared);
        self.add_scaled(&other.x, &other.y, &u, &s, &P.mul(&self.z, &other.z))
            .unwrap_or_else(|| self.double())
    }

    /// P + Q for a Q with Z = 1, at a lower price.
    fn add_affine(&self, other: &Affine) -> Self {
        if self.is_infinity() {
            return other.to_jacobian();
        }
        self.add_scaled(&other.x, &other.y, &self.x, &self.y, &self.z)
            .unwrap_or_else(|| self.double())
    }

    /// The common part of both additions; `None` if the points are equal.
    #[inline(always)]
    fn add_scaled(&self, x2: &U256, y2: &U256, u: &U256, s: &U256, z: &U256) -> Option<Self> {
        let z1_squared = P.mul(&self.z, &self.z);
        let minus_u = P.neg(u);
        let h = P.mul_add(x2, &z1_squared, &minus_u);
        let minus_s = P.neg(s);
        let r = P.mul_add(&P.mul(y2, &self.z), &z1_squared, &minus_s);
        if h == ZERO {
            return if r == ZERO { None } else { Some(INFINITY) };
        }
        let h2 = P.mul(&h, &h);
        let minus_u_h2 = P.mul(&minus_u, &h2);
        let h3 = P.mul(&h2, &h);
        // X' = R² − H³ + 2·(−UH²)
        let x = P.mul_add(&r, &r, &P.mul_add(&minus_u_h2, &TWO, &P.neg(&h3)));
        // Y' = −R(X' − UH²) − SH³
        let y = P.mul_add(&P.neg(&r), &P.add(&x, &minus_u_h2), &P.mul(&minus_s, &h3));
        Some(Self { x, y, z: P.mul(z, &h) })
    }

    fn to_affine(self) -> Option<Affine> {
        if self.is_infinity() {
            return None;
        }
        let inverse = P.invert(&self.z);
        let squared = P.mul(&inverse, &inverse);
        Some(Affine {
            x: P.mul(&self.x, &squared),
            y: P.mul(&P.mul(&self.y, &inverse), &squared),
        })
    }
}

/// x³ + 7
fn right_side(x: &U256) -> U256 {
    P.mul_add(&P.mul(x, x), x, &SEVEN)
}

/// `a·G + b·Q`, both scalars four bits at a time (Straus).
fn multiply(a: &U256, b: &U256, q: &Affine) -> Jacobian {
    let mut of_q = [INFINITY; 16];
    let mut of_g = [INFINITY; 16];
    for i in 1..16 {
        of_q[i] = of_q[i - 1].add_affine(q);
        of_g[i] = of_g[i - 1].add_affine(&GENERATOR);
    }
    let mut sum = INFINITY;
    for word in (0..4).rev() {
        for shift in (0..64).step_by(4).rev() {
            if !sum.is_infinity() {
                sum = sum.double().double().double().double();
            }
            let digit = |scalar: &U256| (scalar[word] >> shift & 15) as usize;
            sum = sum.add(&of_g[digit(a)]).add(&of_q[digit(b)]);
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
