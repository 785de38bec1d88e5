//! Writes an input for transfer-rollup to standard output: one block of transfers between strangers.
//!
//!     cargo run --release --example rollup-input -- ACCOUNTS TRANSFERS >input
//!
//! ACCOUNTS is how many there are, TRANSFERS how many of them send something to somebody new each.

#[path = "../tests/common/mod.rs"]
mod common;

use common::model::{accounts, block, Posted, Scenario, Transfer};
use common::signing::Key;
use std::io::Write;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let usage = "rollup-input ACCOUNTS TRANSFERS";
    let mut arguments = std::env::args().skip(1);
    let mut number = || -> Result<u64, Box<dyn std::error::Error>> {
        Ok(arguments.next().ok_or(usage)?.parse().map_err(|_| usage)?)
    };
    let (all, transfers) = (number()?, number()?);
    let state = accounts(transfers, all.saturating_sub(transfers));
    let others: Vec<_> = state.keys().copied().collect();
    let transactions = (0..transfers)
        .map(|i| {
            // every other one goes to somebody who is there
            let to = match i % 2 {
                0 => others[(i * 7919) as usize % others.len()],
                _ => common::keccak256(&i.to_le_bytes())[12..].try_into().expect("20 bytes"),
            };
            Posted::Transfer(Transfer::new(Key(i + 1), 0, to, 10u128.pow(15) + u128::from(i)))
        })
        .collect();
    let (input, _) = Scenario::new(state, vec![block(transactions)]).whole();
    std::io::stdout().write_all(&input.encode())?;
    Ok(())
}
