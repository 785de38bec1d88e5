//! Signatures of secp256k1, for test keys only: the nonce is the same each time.

use super::{keccak256, Address, Hash};
use akashi_guest::field::Field;
use akashi_guest::secp256k1;
use akashi_guest::u256::{from_be_bytes, is_less, to_be_bytes, U256, ZERO};
use std::sync::OnceLock;

static N: Field =
    Field::new([0xbfd2_5e8c_d036_4141, 0xbaae_dce6_af48_a03b, 0xffff_ffff_ffff_fffe, u64::MAX]);

const HALF: U256 =
    [0xdfe9_2f46_681b_20a0, 0x5d57_6e73_57a4_501d, u64::MAX, 0x7fff_ffff_ffff_ffff];

/// x of the generator; its y is even.
const GENERATOR_X: [u8; 32] = [
    0x79, 0xbe, 0x66, 0x7e, 0xf9, 0xdc, 0xbb, 0xac, 0x55, 0xa0, 0x62, 0x95, 0xce, 0x87, 0x0b, 0x07,
    0x02, 0x9b, 0xfc, 0xdb, 0x2d, 0xce, 0x28, 0xd9, 0x59, 0xf2, 0x81, 0x5b, 0x16, 0xf8, 0x17, 0x98,
];

const NONCE: U256 = [0x1234_5678_9abc_def1, 77, 3, 9];

/// A private key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key(pub u64);

/// r, s and the parity of R's y.
#[derive(Clone, Copy, Debug)]
pub struct Signature {
    pub r: Hash,
    pub s: Hash,
    pub odd: bool,
}

/// `k·G`: the key that signed zero with r = G.x and s = k·r.
fn times_generator(k: &U256) -> [u8; 64] {
    let mut signature = [0; 64];
    signature[..32].copy_from_slice(&GENERATOR_X);
    signature[32..].copy_from_slice(&to_be_bytes(&N.mul(k, &from_be_bytes(&GENERATOR_X))));
    secp256k1::recover(&[0; 32], &signature, 0).expect("a key")
}

impl Key {
    pub fn address(self) -> Address {
        let key = times_generator(&[self.0, 0, 0, 0]);
        keccak256(&key)[12..].try_into().expect("20 bytes")
    }

    pub fn sign(self, hash: &Hash) -> Signature {
        static POINT: OnceLock<[u8; 64]> = OnceLock::new();
        let point = POINT.get_or_init(|| times_generator(&NONCE));
        let r = N.add(&from_be_bytes(point[..32].try_into().expect("32 bytes")), &ZERO);
        let mut odd = point[63] & 1 == 1;
        let sum = N.mul_add(&r, &[self.0, 0, 0, 0], &from_be_bytes(hash));
        let mut s = N.mul(&N.invert(&NONCE), &sum);
        if is_less(&HALF, &s) {
            s = N.neg(&s);
            odd = !odd;
        }
        Signature { r: to_be_bytes(&r), s: to_be_bytes(&s), odd }
    }
}

/// The same signature with the other s.
pub fn malleated(signature: Signature) -> Signature {
    let s = to_be_bytes(&N.neg(&from_be_bytes(&signature.s)));
    Signature { s, odd: !signature.odd, ..signature }
}
