//! The check of a KZG proof for the value of a polynomial at a point, with the setup of Ethereum's
//! ceremony (EIP-4844, `verify_kzg_proof`).

use crate::curve::element;
use ark_bls12_381::{Bls12_381, Fq, Fq2, Fr, G1Affine, G1Projective, G2Affine};
use ark_ec::pairing::Pairing;
use ark_ec::{AffineRepr, CurveGroup};
use ark_ff::{MontFp, One};

/// The ceremony's secret times the generator of G2.
const SECRET_G2: G2Affine = G2Affine::new_unchecked(
    Fq2::new(
        MontFp!("3749701713850085193403383609513386037494151572263731328608276629425322978272408394373143740944003571525027436289778"),
        MontFp!("3347537128081568434923729147580015899756771550835613107520576615563260658656019591232316627827007503930666726825842"),
    ),
    Fq2::new(
        MontFp!("194392958648403190675529552496435226424111592982833162118538452666741235889530674000225873281133418439621742897817"),
        MontFp!("3447898402727835650716129438012169492682148398295533958400255525306573911008434577489634554212211450783070687991119"),
    ),
);

const COMPRESSED: u8 = 0x80;
const INFINITY: u8 = 0x40;
const GREATEST: u8 = 0x20;

/// The point of G1 with these bytes: x, big-endian, and in its three highest bits whether they are
/// compressed (always), infinity, and the y that is the greater one.
fn decompress(bytes: &[u8; 48]) -> Option<G1Affine> {
    let flags = bytes[0];
    let mut x = *bytes;
    x[0] &= !(COMPRESSED | INFINITY | GREATEST);
    if flags & COMPRESSED == 0 {
        return None;
    }
    if flags & INFINITY != 0 {
        let canonical = flags == COMPRESSED | INFINITY && x.iter().all(|byte| *byte == 0);
        return canonical.then(G1Affine::identity);
    }
    G1Affine::get_point_from_x_unchecked(element::<Fq>(&x)?, flags & GREATEST != 0)
        .filter(G1Affine::is_in_correct_subgroup_assuming_on_curve)
}

/// Whether e(C − y·G1, G2) = e(proof, (s − z)·G2), in the form e(y·G1 − C − z·proof, G2) ·
/// e(proof, s·G2) = 1, which needs no arithmetic in G2.
pub fn verify(
    commitment: &[u8; 48],
    z: &[u8; 32],
    y: &[u8; 32],
    proof: &[u8; 48],
) -> Option<bool> {
    let (z, y) = (element::<Fr>(z)?, element::<Fr>(y)?);
    let (commitment, proof) = (decompress(commitment)?, decompress(proof)?);
    let generator = G1Projective::from(G1Affine::generator());
    let left = generator * y - commitment - G1Projective::from(proof) * z;
    let product =
        Bls12_381::multi_pairing([left.into_affine(), proof], [G2Affine::generator(), SECRET_G2]);
    Some(product.0.is_one())
}
