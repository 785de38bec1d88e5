use crate::batch::{self, Payload, Plan, Post};
use crate::binding;
use crate::block::Chain;
use crate::hash::{keccak256, Hash};
use crate::header::Header;
use crate::input::{Input, Reader};
use crate::queue::roll_forced;
use crate::refusal::Refusal;
use crate::state::State;
use crate::statement::{Shard, Statement, Transition};
use crate::trie::Trie;
use crate::withdrawals::Withdrawals;
use akashi_guest::mark;
use alloc::vec::Vec;

/// Executes the blocks that the input names, and says what that states.
pub fn run(input: &[u8]) -> Result<Statement, Refusal> {
    mark!("input");
    let mut reader = Reader::new(input);
    let input = Input::read(&mut reader)?;
    let (parent, batch_parent) = parents(&input)?;
    let parent_hash = keccak256(input.parent);
    let batch_parent_hash = match input.batch_parent {
        Some(bytes) if input.first != 0 => keccak256(bytes),
        _ => parent_hash,
    };

    mark!("trie");
    let trie = Trie::read(&mut reader, parent.state_root)?;
    reader.end()?;

    mark!("binding");
    let openings = input.blobs.iter().map(|blob| blob.open()).collect::<Result<Vec<_>, _>>()?;
    let da_commitment = binding::commitment(&input.blobs, &openings);

    mark!("blob");
    let payload = Payload::unpack(&input.blobs);
    mark!("rlp");
    let plans = batch::derive(
        payload.as_ref(),
        &Post {
            parent_hash: batch_parent_hash,
            parent_timestamp: batch_parent.timestamp,
            deposits: input.deposits.in_batch,
            forced: input.forced.in_batch,
        },
    );
    let plans_of_run = range(&input, &plans)?;
    let total = plans.len() as u64;
    let is_last = input.first + input.count == total;

    mark!("queues");
    check_queues(&input, plans_of_run)?;
    if !input.withdrawals.is_empty() && input.first == 0 {
        return Err(Refusal::UnexpectedWithdrawals);
    }
    let deposits_after =
        input.deposits.items.iter().fold(input.deposits.hash, |hash, deposit| deposit.roll(&hash));
    let forced_after = (input.forced.index..)
        .zip(&input.forced.items)
        .fold(input.forced.hash, |hash, (index, item)| roll_forced(&hash, index, item));

    let mut chain = Chain {
        id: input.chain_id,
        state: State::new(trie),
        withdrawals: Withdrawals::new(input.withdrawals),
    };
    let withdrawals_before = chain.withdrawals.count();
    let (head, head_hash) = execute(
        &mut chain,
        plans_of_run,
        &input.forced.items,
        &input.deposits.items,
        parent,
        parent_hash,
    )?;
    if !chain.state.is_exhausted() {
        return Err(Refusal::SuperfluousNode);
    }

    mark!("statement");
    let shard = input.batch_parent.map(|_| Shard {
        batch_prev_block_hash: batch_parent_hash,
        range: [input.first, input.count, total],
        withdrawals: [
            chain.withdrawals.rolling_hash(withdrawals_before),
            chain.withdrawals.rolling_hash(chain.withdrawals.count()),
        ],
    });
    let transition = Transition {
        chain_id: input.chain_id,
        config_hash: input.config_hash,
        prev_block_hash: parent_hash,
        new_block_hash: head_hash,
        new_block_number: head.number,
        new_state_root: head.state_root,
        da_commitment,
        deposits: [input.deposits.hash, deposits_after],
        forced: [input.forced.hash, forced_after],
        withdrawals_root: if is_last { chain.withdrawals.root() } else { Hash::ZERO },
        payee: input.payee,
    };
    Ok(Statement { transition, shard })
}

/// The headers that the run and the batch build on.
fn parents(input: &Input) -> Result<(Header, Header), Refusal> {
    let decode = |bytes| Header::decode(bytes).map_err(|_| Refusal::WrongParent);
    let parent = decode(input.parent)?;
    let batch_parent = match input.batch_parent {
        None => parent.clone(),
        Some(bytes) => {
            let batch_parent = decode(bytes)?;
            let expected = batch_parent.number.checked_add(input.first);
            let same_block = input.first == 0;
            if expected != Some(parent.number) || same_block && bytes != input.parent {
                return Err(Refusal::WrongParent);
            }
            batch_parent
        }
    };
    // no batch has 2^32 blocks
    if parent.number >> 63 != 0 {
        return Err(Refusal::WrongParent);
    }
    Ok((parent, batch_parent))
}

/// The plans of the blocks that the run executes.
fn range<'a, 'b>(input: &Input, plans: &'b [Plan<'a>]) -> Result<&'b [Plan<'a>], Refusal> {
    let total = plans.len() as u64;
    let within = input.first < total && (1..=total - input.first).contains(&input.count);
    let whole = input.first == 0 && input.count == total;
    if !within || input.batch_parent.is_none() && !whole {
        return Err(Refusal::WrongRange);
    }
    let first = input.first as usize;
    Ok(&plans[first..first + input.count as usize])
}

fn check_queues(input: &Input, plans: &[Plan]) -> Result<(), Refusal> {
    let fits = |index: u64, count: usize, taken: u64| {
        count as u64 == taken && index.checked_add(taken).is_some()
    };
    let deposits = plans.iter().map(|plan| plan.deposits).sum();
    let forced = plans.iter().map(|plan| plan.forced).sum();
    if fits(input.deposits.index, input.deposits.items.len(), deposits)
        && fits(input.forced.index, input.forced.items.len(), forced)
    {
        Ok(())
    } else {
        Err(Refusal::WrongQueue)
    }
}

/// Executes blocks; gives the last one's header and hash.
fn execute(
    chain: &mut Chain,
    plans: &[Plan],
    mut forced: &[&[u8]],
    mut deposits: &[crate::queue::Deposit],
    parent: Header,
    parent_hash: Hash,
) -> Result<(Header, Hash), Refusal> {
    let (mut head, mut head_hash) = (parent, parent_hash);
    for plan in plans {
        let (own_forced, other_forced) = forced.split_at(plan.forced as usize);
        let (own_deposits, other_deposits) = deposits.split_at(plan.deposits as usize);
        (forced, deposits) = (other_forced, other_deposits);
        head = chain.execute(&head, head_hash, plan, own_forced, own_deposits)?;
        head_hash = head.hash();
    }
    Ok((head, head_hash))
}
