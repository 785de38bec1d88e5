//! What guests of the Akashi zkVM are written with.
//!
//! ```ignore
//! #![no_std]
//! #![no_main]
//!
//! akashi_guest::entry!(main);
//!
//! fn main() {
//!     let input = akashi_guest::io::read_input();
//!     akashi_guest::io::write_output(&akashi_guest::sha256::digest(input));
//! }
//! ```
//!
//! A guest that returns from its main function halts with exit code 0; one that panics tells its
//! developer why and halts with [`PANIC_EXIT_CODE`]. [`alloc`] works: memory is handed out and
//! never taken back.
//!
//! Each accelerator of the machine has a portable software path here (`software` in its module),
//! which is what runs when a guest is built for another machine, and what the accelerator is
//! tested against.

#![cfg_attr(target_os = "none", no_std)]
#![deny(missing_docs, unsafe_op_in_unsafe_fn)]

pub extern crate alloc;

mod ecall;
pub mod field;
pub mod io;
pub mod keccak;
pub mod poseidon2;
pub mod profile;
pub mod secp256k1;
pub mod sha256;
pub mod u256;

#[cfg(all(target_os = "none", feature = "runtime"))]
mod runtime;

pub use ecall::halt;

/// The exit code of a guest that panicked.
pub const PANIC_EXIT_CODE: i32 = 101;

/// Names the function that a guest begins with: `entry!(main);`.
#[macro_export]
macro_rules! entry {
    ($main:path) => {
        const _: () = {
            const MAIN: fn() = $main;

            #[export_name = "main"]
            extern "C" fn entry() -> i32 {
                MAIN();
                0
            }
        };
    };
}
