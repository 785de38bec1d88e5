//! Execution of a block.

use crate::batch::Plan;
use crate::hash::{Address, Hash};
use crate::header::Header;
use crate::number;
use crate::ordered;
use crate::queue::Deposit;
use crate::receipts;
use crate::refusal::Refusal;
use crate::state::State;
use crate::transaction::{Transaction, GAS};
use crate::withdrawals::{Withdrawals, L1};
use akashi_guest::mark;
use akashi_guest::u256::U256;
use alloc::vec::Vec;

/// What a run executes blocks on.
pub struct Chain {
    /// The chain's id.
    pub id: u64,
    /// The state after the last block.
    pub state: State,
    /// What has left.
    pub withdrawals: Withdrawals,
}

impl Chain {
    /// The block after `parent`, whose hash is `parent_hash`.
    pub fn execute(
        &mut self,
        parent: &Header,
        parent_hash: Hash,
        plan: &Plan,
        forced: &[&[u8]],
        deposits: &[Deposit],
    ) -> Result<Header, Refusal> {
        let base_fee = parent.next_base_fee();
        let mut included = Vec::new();
        for transaction in forced {
            self.include(transaction, &base_fee, &plan.beneficiary, &mut included)?;
        }
        let mut transactions = plan.transactions;
        while let Ok(transaction) = transactions.string() {
            self.include(transaction, &base_fee, &plan.beneficiary, &mut included)?;
        }
        mark!("trie");
        for deposit in deposits {
            let to = self.state.touch(&deposit.to)?;
            self.state.credit(to, &deposit.wei());
        }
        let state_root = self.state.root()?;
        mark!("block");
        let count = included.len();
        Ok(Header {
            parent_hash,
            beneficiary: plan.beneficiary,
            state_root,
            transactions_root: ordered::root(count, |i, out| crate::rlp::append(out, included[i])),
            receipts_root: receipts::root(count),
            number: parent.number + 1,
            gas_used: count as u64 * GAS,
            timestamp: plan.timestamp,
            prev_randao: plan.prev_randao,
            base_fee,
            withdrawals_root: ordered::root(deposits.len(), |i, out| deposits[i].write(out)),
        })
    }

    /// Executes a transaction and adds it to those included, if it is valid in its place.
    fn include<'a>(
        &mut self,
        bytes: &'a [u8],
        base_fee: &U256,
        beneficiary: &Address,
        included: &mut Vec<&'a [u8]>,
    ) -> Result<(), Refusal> {
        mark!("rlp");
        let Ok(transaction) = Transaction::decode(bytes) else {
            return Ok(());
        };
        if !Header::has_room_after(included.len()) || !transaction.is_admissible(self.id, base_fee) {
            return Ok(());
        }
        mark!("signature");
        let Some(sender) = transaction.sender() else {
            return Ok(());
        };
        mark!("trie");
        let from = self.state.touch(&sender)?;
        let account = self.state.account(from);
        if account.nonce != transaction.nonce || !transaction.is_covered_by(&account.balance) {
            return Ok(());
        }
        let to = self.state.touch(&transaction.to)?;
        let beneficiary = self.state.touch(beneficiary)?;
        let (fee, tip) = transaction.fees(base_fee);
        let (paid, _) = number::add(&transaction.value, &fee);
        self.state.debit(from, &paid);
        self.state.credit(to, &transaction.value);
        self.state.credit(beneficiary, &tip);
        if transaction.to.small() == Some(L1) && transaction.moves_value() {
            self.withdrawals.add(&sender, &transaction.value);
        }
        included.push(bytes);
        Ok(())
    }
}
