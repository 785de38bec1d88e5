/*
 * The accelerated functions of libakashi.a, with names, types and meaning of the C interface for
 * accelerators of eth-act/zkvm-standards. Of its functions these are provided; a guest that uses
 * another one does not link.
 *
 * All pointers must be valid; a null pointer ends the guest. Byte strings are big-endian integers.
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

typedef struct { ZKVM_ALIGN8 uint8_t data[32]; } zkvm_bytes_32;
typedef struct { ZKVM_ALIGN8 uint8_t data[64]; } zkvm_bytes_64;

typedef zkvm_bytes_32 zkvm_keccak256_hash;
typedef zkvm_bytes_32 zkvm_sha256_hash;
typedef zkvm_bytes_32 zkvm_secp256k1_hash;
typedef zkvm_bytes_64 zkvm_secp256k1_signature; /* r, s */
typedef zkvm_bytes_64 zkvm_secp256k1_pubkey;    /* x, y */

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

#ifdef __cplusplus
}
#endif

#endif
