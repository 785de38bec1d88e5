//! ECDSA on P-256, as EIP-7951 has it: a high s is as good as a low one.

use p256::ecdsa::signature::hazmat::PrehashVerifier;
use p256::ecdsa::{Signature, VerifyingKey};

/// The tag of SEC 1 before the two coordinates of a point.
const UNCOMPRESSED: u8 = 4;

/// Whether a signature (r, s) of a hash is that of a key (x, y).
pub fn verify(hash: &[u8; 32], signature: &[u8; 64], key: &[u8; 64]) -> bool {
    let mut point = [UNCOMPRESSED; 65];
    point[1..].copy_from_slice(key);
    match (VerifyingKey::from_sec1_bytes(&point), Signature::from_slice(signature)) {
        (Ok(key), Ok(signature)) => key.verify_prehash(hash, &signature).is_ok(),
        _ => false,
    }
}
