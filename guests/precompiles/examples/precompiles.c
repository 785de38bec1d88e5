/*
 * One call of one accelerator.
 *
 * Input: the number of the function (u64), which is the address of the Ethereum precompile of that
 * name (0x100 for secp256r1_verify), and its operands, one after the other in the types of the header:
 *   modexp:    lengths of base, exponent and modulus (u64 each), and their bytes
 *   blake2f:   rounds (u64), f (u64), h, m, t
 *   ripemd160: the bytes; pairings and msm: the pairs; kzg: commitment, z, y, proof
 *   secp256r1: hash, signature, key
 * Output: a byte, 0 for success or 1 for failure, and after success the result; a verdict is one byte.
 * Exit code 1: there is no such function, or the operands have another size.
 */
#include "zkvm_accelerators.h"
#include "zkvm_io.h"

enum { MALFORMED = 1 };

static const uint8_t *input;
static size_t size;

/* The next bytes of the input; every operand but modexp's begins at a multiple of 8. */
static const void *take(size_t bytes) {
  if (bytes > size) {
    exit(MALFORMED);
  }
  const uint8_t *taken = input;
  input += bytes;
  size -= bytes;
  return taken;
}

static uint64_t number(void) { return *(const uint64_t *)take(8); }

/* How many elements the rest of the input is. */
static size_t count(size_t element) {
  if (size % element != 0) {
    exit(MALFORMED);
  }
  return size / element;
}

static void answer(zkvm_status status, const void *result, size_t bytes) {
  const uint8_t failed = status != ZKVM_EOK;
  write_output(&failed, 1);
  if (!failed) {
    write_output(result, bytes);
  }
}

#define TAKE(type) ((const type *)take(sizeof(type)))
#define REST(type, n) ((const type *)take((n) * sizeof(type)))
#define ANSWER(call, result) answer(call, &(result), sizeof(result))

static uint8_t power[4096];

static void modexp(void) {
  const size_t base = number(), exponent = number(), modulus = number();
  if (modulus > sizeof power) {
    exit(MALFORMED);
  }
  const uint8_t *b = take(base), *e = take(exponent), *m = take(modulus);
  answer(zkvm_modexp(b, base, e, exponent, m, modulus, power), power, modulus);
}

static void blake2f(void) {
  const uint64_t rounds = number(), last = number();
  zkvm_blake2f_state state = *TAKE(zkvm_blake2f_state);
  const zkvm_blake2f_message *message = TAKE(zkvm_blake2f_message);
  const zkvm_blake2f_offset *offset = TAKE(zkvm_blake2f_offset);
  ANSWER(zkvm_blake2f((uint32_t)rounds, &state, message, offset, (uint8_t)last), state);
}

static void bn254(uint64_t function) {
  zkvm_bn254_g1_point sum;
  if (function == 0x08) {
    bool verified;
    const size_t pairs = count(sizeof(zkvm_bn254_pairing_pair));
    ANSWER(zkvm_bn254_pairing(REST(zkvm_bn254_pairing_pair, pairs), pairs, &verified), verified);
    return;
  }
  const zkvm_bn254_g1_point *p = TAKE(zkvm_bn254_g1_point);
  if (function == 0x06) {
    ANSWER(zkvm_bn254_g1_add(p, TAKE(zkvm_bn254_g1_point), &sum), sum);
  } else {
    ANSWER(zkvm_bn254_g1_mul(p, TAKE(zkvm_bn254_scalar), &sum), sum);
  }
}

static void bls12(uint64_t function) {
  zkvm_bls12_381_g1_point g1;
  zkvm_bls12_381_g2_point g2;
  bool verified;
  size_t pairs;
  switch (function) {
    case 0x0b: {
      const zkvm_bls12_381_g1_point *p = TAKE(zkvm_bls12_381_g1_point);
      ANSWER(zkvm_bls12_g1_add(p, TAKE(zkvm_bls12_381_g1_point), &g1), g1);
      return;
    }
    case 0x0c:
      pairs = count(sizeof(zkvm_bls12_381_g1_msm_pair));
      ANSWER(zkvm_bls12_g1_msm(REST(zkvm_bls12_381_g1_msm_pair, pairs), pairs, &g1), g1);
      return;
    case 0x0d: {
      const zkvm_bls12_381_g2_point *p = TAKE(zkvm_bls12_381_g2_point);
      ANSWER(zkvm_bls12_g2_add(p, TAKE(zkvm_bls12_381_g2_point), &g2), g2);
      return;
    }
    case 0x0e:
      pairs = count(sizeof(zkvm_bls12_381_g2_msm_pair));
      ANSWER(zkvm_bls12_g2_msm(REST(zkvm_bls12_381_g2_msm_pair, pairs), pairs, &g2), g2);
      return;
    case 0x0f:
      pairs = count(sizeof(zkvm_bls12_381_pairing_pair));
      ANSWER(zkvm_bls12_pairing(REST(zkvm_bls12_381_pairing_pair, pairs), pairs, &verified), verified);
      return;
    case 0x10:
      ANSWER(zkvm_bls12_map_fp_to_g1(TAKE(zkvm_bls12_381_fp), &g1), g1);
      return;
    default:
      ANSWER(zkvm_bls12_map_fp2_to_g2(TAKE(zkvm_bls12_381_fp2), &g2), g2);
  }
}

static void ripemd160(void) {
  zkvm_ripemd160_hash hash;
  const size_t bytes = size;
  ANSWER(zkvm_ripemd160(take(bytes), bytes, &hash), hash);
}

static void kzg_point_eval(void) {
  bool verified;
  const zkvm_kzg_commitment *commitment = TAKE(zkvm_kzg_commitment);
  const zkvm_kzg_field_element *z = TAKE(zkvm_kzg_field_element), *y = TAKE(zkvm_kzg_field_element);
  ANSWER(zkvm_kzg_point_eval(commitment, z, y, TAKE(zkvm_kzg_proof), &verified), verified);
}

static void secp256r1_verify(void) {
  bool verified;
  const zkvm_secp256r1_hash *hash = TAKE(zkvm_secp256r1_hash);
  const zkvm_secp256r1_signature *signature = TAKE(zkvm_secp256r1_signature);
  ANSWER(zkvm_secp256r1_verify(hash, signature, TAKE(zkvm_secp256r1_pubkey), &verified), verified);
}

int main(void) {
  read_input(&input, &size);
  const uint64_t function = number();
  switch (function) {
    case 0x03:
      ripemd160();
      break;
    case 0x05:
      modexp();
      break;
    case 0x06:
    case 0x07:
    case 0x08:
      bn254(function);
      break;
    case 0x09:
      blake2f();
      break;
    case 0x0a:
      kzg_point_eval();
      break;
    case 0x0b:
    case 0x0c:
    case 0x0d:
    case 0x0e:
    case 0x0f:
    case 0x10:
    case 0x11:
      bls12(function);
      break;
    case 0x100:
      secp256r1_verify();
      break;
    default:
      return MALFORMED;
  }
  return size == 0 ? 0 : MALFORMED;
}
