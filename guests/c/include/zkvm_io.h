/*
 * Input, output and termination of guests, as the I/O and termination standards of
 * eth-act/zkvm-standards define them. Link with libakashi.a and akashi.ld; see ../README.md.
 *
 * A guest begins with `int main(void)`. What it returns is its exit code: 0 is success.
 */
#ifndef ZKVM_IO_H
#define ZKVM_IO_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The private input: a pointer into read-only memory, nothing is copied. May be called often. */
void read_input(const uint8_t **buf_ptr, size_t *buf_size);

/* Appends to the public output. */
void write_output(const uint8_t *output, size_t size);

/* Ends the guest with an exit code; no default verifier accepts another than 0. */
void exit(int code) __attribute__((noreturn));

/* Ends the guest with exit code 134. */
void abort(void) __attribute__((noreturn));

#ifdef __cplusplus
}
#endif

#endif
