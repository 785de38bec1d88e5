/* Input: any bytes. Output: their SHA-256, then their Keccak-256. */
#include "zkvm_accelerators.h"
#include "zkvm_io.h"

int main(void) {
  const uint8_t *input;
  size_t size;
  read_input(&input, &size);

  zkvm_sha256_hash sha256;
  zkvm_keccak256_hash keccak256;
  if (zkvm_sha256(input, size, &sha256) != ZKVM_EOK ||
      zkvm_keccak256(input, size, &keccak256) != ZKVM_EOK) {
    return 1;
  }
  write_output(sha256.data, sizeof sha256.data);
  write_output(keccak256.data, sizeof keccak256.data);
  return 0;
}
