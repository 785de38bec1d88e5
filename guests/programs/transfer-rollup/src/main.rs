//! Executes blocks of the reference rollup (docs/rollup.md). Input and exit codes are described
//! there. Output: the public words, fourteen of a whole batch or eighteen of a shard, 32 bytes each.
//!
//! Built for another machine than the zkVM it does the same, with the input on standard input and
//! the words on standard output.
#![no_std]
#![no_main]

use akashi_guest::{halt, io};

akashi_guest::entry!(main);

fn main() {
    match akashi_rollup::run(io::read_input()) {
        Ok(statement) => io::write_output(&statement.to_bytes()),
        Err(refusal) => {
            io::log(b"transfer-rollup: ");
            io::log(refusal.message().as_bytes());
            io::log(b"\n");
            halt(refusal.exit_code());
        }
    }
}
