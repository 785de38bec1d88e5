//! The reference rollup's state transition (docs/rollup.md), from blobs to public values.
//!
//! [`run`] takes the guest's input and gives the statement that a proof of the run makes, or says why
//! there is none. It is the same code in the zkVM and natively; the accelerators of the guest library
//! have software paths. Nothing here panics, whatever the input: what is wrong with it is one of the
//! [`Refusal`]s.
//!
//! What comes from blobs is never refused: a batch that is not in order stands for its fallback
//! ([`batch`]), a transaction that is not valid is skipped ([`block`]).

#![cfg_attr(target_os = "none", no_std)]
#![deny(missing_docs, unsafe_op_in_unsafe_fn)]

extern crate alloc;

pub mod account;
pub mod batch;
pub mod binding;
pub mod blob;
pub mod block;
pub mod hash;
pub mod header;
pub mod inflate;
pub mod input;
mod memory;
pub mod number;
pub mod ordered;
pub mod queue;
pub mod receipts;
mod refusal;
pub mod rlp;
mod run;
pub mod state;
pub mod statement;
pub mod transaction;
pub mod trie;
pub mod withdrawals;

pub use refusal::Refusal;
pub use run::run;
pub use statement::Statement;
