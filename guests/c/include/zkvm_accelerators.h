/*
 * The functions of the C interface for accelerators of eth-act/zkvm-standards, with its names, types
 * and meaning. libakashi.a has the first four, for which the machine has chips: a guest that links it
 * and uses another one does not link. libakashi_all.a has all of them, the rest in software.
 *
 * All pointers must be valid; a null pointer ends the guest. Integers and coordinates are big-endian,
 * except in blake2f. What is encoded and refused is what the Ethereum precompile of that number encodes
 * and refuses: ZKVM_EFAIL, with no result written, for a coordinate that is not below the prime, a point
 * off its curve, and, in msm and pairings, one outside of the subgroup. All zeros are the point at
 * infinity. A result may lie where an operand lies.
 */
#ifndef ZKVM_ACCELERATORS_H
#define ZKVM_ACCELERATORS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#define ZKVM_ALIGN8 alignas(8)
#else
#define ZKVM_ALIGN8 _Alignas(8)
#endif

typedef enum { ZKVM_EOK = 0, ZKVM_EFAIL = -1 } zkvm_status;

typedef struct { ZKVM_ALIGN8 uint8_t data[16]; } zkvm_bytes_16;
typedef struct { ZKVM_ALIGN8 uint8_t data[32]; } zkvm_bytes_32;
typedef struct { ZKVM_ALIGN8 uint8_t data[48]; } zkvm_bytes_48;
typedef struct { ZKVM_ALIGN8 uint8_t data[64]; } zkvm_bytes_64;
typedef struct { ZKVM_ALIGN8 uint8_t data[96]; } zkvm_bytes_96;
typedef struct { ZKVM_ALIGN8 uint8_t data[128]; } zkvm_bytes_128;
typedef struct { ZKVM_ALIGN8 uint8_t data[192]; } zkvm_bytes_192;

typedef zkvm_bytes_32 zkvm_keccak256_hash;
typedef zkvm_bytes_32 zkvm_sha256_hash;
typedef zkvm_bytes_32 zkvm_ripemd160_hash; /* 12 zeros, then the 20 bytes */

typedef zkvm_bytes_32 zkvm_secp256k1_hash;
typedef zkvm_bytes_64 zkvm_secp256k1_signature; /* r, s */
typedef zkvm_bytes_64 zkvm_secp256k1_pubkey;    /* x, y */

typedef zkvm_bytes_32 zkvm_secp256r1_hash;
typedef zkvm_bytes_64 zkvm_secp256r1_signature; /* r, s */
typedef zkvm_bytes_64 zkvm_secp256r1_pubkey;    /* x, y */

typedef zkvm_bytes_64 zkvm_bn254_g1_point;  /* x, y */
typedef zkvm_bytes_128 zkvm_bn254_g2_point; /* x, y; of each the imaginary part first (EIP-197) */
typedef zkvm_bytes_32 zkvm_bn254_scalar;

typedef struct {
  zkvm_bn254_g1_point g1;
  zkvm_bn254_g2_point g2;
} zkvm_bn254_pairing_pair;

typedef zkvm_bytes_96 zkvm_bls12_381_g1_point;  /* x, y; without the padding of EIP-2537 */
typedef zkvm_bytes_192 zkvm_bls12_381_g2_point; /* x, y; of each the real part first (EIP-2537) */
typedef zkvm_bytes_32 zkvm_bls12_381_scalar;
typedef zkvm_bytes_48 zkvm_bls12_381_fp;
typedef zkvm_bytes_96 zkvm_bls12_381_fp2; /* the real part first */

typedef struct {
  zkvm_bls12_381_g1_point point;
  zkvm_bls12_381_scalar scalar;
} zkvm_bls12_381_g1_msm_pair;

typedef struct {
  zkvm_bls12_381_g2_point point;
  zkvm_bls12_381_scalar scalar;
} zkvm_bls12_381_g2_msm_pair;

typedef struct {
  zkvm_bls12_381_g1_point g1;
  zkvm_bls12_381_g2_point g2;
} zkvm_bls12_381_pairing_pair;

typedef zkvm_bytes_64 zkvm_blake2f_state;    /* 8 words, little-endian */
typedef zkvm_bytes_128 zkvm_blake2f_message; /* 16 words, little-endian */
typedef zkvm_bytes_16 zkvm_blake2f_offset;   /* 2 words, little-endian */

typedef zkvm_bytes_48 zkvm_kzg_commitment; /* a compressed point */
typedef zkvm_bytes_48 zkvm_kzg_proof;      /* a compressed point */
typedef zkvm_bytes_32 zkvm_kzg_field_element;

/* In libakashi.a and libakashi_all.a. */

zkvm_status zkvm_keccak256(const uint8_t *data, size_t len, zkvm_keccak256_hash *output);

zkvm_status zkvm_sha256(const uint8_t *data, size_t len, zkvm_sha256_hash *output);

/* Always succeeds; the verdict is in *verified. High s is accepted. */
zkvm_status zkvm_secp256k1_verify(const zkvm_secp256k1_hash *msg,
                                  const zkvm_secp256k1_signature *sig,
                                  const zkvm_secp256k1_pubkey *pubkey, bool *verified);

/* recid: 0 to 3. Fails if there is no such key. */
zkvm_status zkvm_secp256k1_ecrecover(const zkvm_secp256k1_hash *msg,
                                     const zkvm_secp256k1_signature *sig, uint8_t recid,
                                     zkvm_secp256k1_pubkey *output);

/* In libakashi_all.a only. */

/* 0x03 */
zkvm_status zkvm_ripemd160(const uint8_t *data, size_t len, zkvm_ripemd160_hash *output);

/* 0x05: base^exp mod modulus, into as many bytes as the modulus has; zeros if the modulus is zero. */
zkvm_status zkvm_modexp(const uint8_t *base, size_t base_len, const uint8_t *exp, size_t exp_len,
                        const uint8_t *modulus, size_t mod_len, uint8_t *output);

/* 0x06 */
zkvm_status zkvm_bn254_g1_add(const zkvm_bn254_g1_point *p1, const zkvm_bn254_g1_point *p2,
                              zkvm_bn254_g1_point *result);

/* 0x07: any scalar of 256 bits. */
zkvm_status zkvm_bn254_g1_mul(const zkvm_bn254_g1_point *point, const zkvm_bn254_scalar *scalar,
                              zkvm_bn254_g1_point *result);

/* 0x08: whether the product is one; that of no pairs is. */
zkvm_status zkvm_bn254_pairing(const zkvm_bn254_pairing_pair *pairs, size_t num_pairs,
                               bool *verified);

/* 0x09: h in place. rounds is a number, in the order of bytes that numbers have. Fails if f is neither
 * 0 nor 1. */
zkvm_status zkvm_blake2f(uint32_t rounds, zkvm_blake2f_state *h, const zkvm_blake2f_message *m,
                         const zkvm_blake2f_offset *t, uint8_t f);

/* 0x0a: fails if an operand is malformed; a proof that does not hold is a verdict. */
zkvm_status zkvm_kzg_point_eval(const zkvm_kzg_commitment *commitment,
                                const zkvm_kzg_field_element *z, const zkvm_kzg_field_element *y,
                                const zkvm_kzg_proof *proof, bool *verified);

/* 0x0b: points in the subgroup or not. */
zkvm_status zkvm_bls12_g1_add(const zkvm_bls12_381_g1_point *p1, const zkvm_bls12_381_g1_point *p2,
                              zkvm_bls12_381_g1_point *result);

/* 0x0c: any scalars of 256 bits; fails if there are no pairs. */
zkvm_status zkvm_bls12_g1_msm(const zkvm_bls12_381_g1_msm_pair *pairs, size_t num_pairs,
                              zkvm_bls12_381_g1_point *result);

/* 0x0d: points in the subgroup or not. */
zkvm_status zkvm_bls12_g2_add(const zkvm_bls12_381_g2_point *p1, const zkvm_bls12_381_g2_point *p2,
                              zkvm_bls12_381_g2_point *result);

/* 0x0e: any scalars of 256 bits; fails if there are no pairs. */
zkvm_status zkvm_bls12_g2_msm(const zkvm_bls12_381_g2_msm_pair *pairs, size_t num_pairs,
                              zkvm_bls12_381_g2_point *result);

/* 0x0f: whether the product is one; fails if there are no pairs. */
zkvm_status zkvm_bls12_pairing(const zkvm_bls12_381_pairing_pair *pairs, size_t num_pairs,
                               bool *verified);

/* 0x10 */
zkvm_status zkvm_bls12_map_fp_to_g1(const zkvm_bls12_381_fp *field_element,
                                    zkvm_bls12_381_g1_point *result);

/* 0x11 */
zkvm_status zkvm_bls12_map_fp2_to_g2(const zkvm_bls12_381_fp2 *field_element,
                                     zkvm_bls12_381_g2_point *result);

/* 0x100: always succeeds; the verdict is in *verified. High s is accepted. */
zkvm_status zkvm_secp256r1_verify(const zkvm_secp256r1_hash *msg,
                                  const zkvm_secp256r1_signature *sig,
                                  const zkvm_secp256r1_pubkey *pubkey, bool *verified);

#ifdef __cplusplus
}
#endif

#endif
