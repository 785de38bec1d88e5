//! Each rule that makes a transaction valid, by a transaction that breaks it and nothing else; and
//! each bound, from its good side.

mod common;

use common::model::{
    accounts, address_of, block, signed, signing_hash, with_signature, Posted, Scenario, Transfer,
    CHAIN_ID,
};
use common::naive::{big_integer, integer, list, string};
use common::signing::{malleated, Key, Signature};
use common::{words, Hash};

/// What the parent's base fee of 10^9 becomes.
const BASE_FEE: u128 = 875_000_000;

const KEY: Key = Key(1);
const TO: [u8; 20] = [7; 20];

fn good() -> Transfer {
    Transfer::new(KEY, 0, TO, 12_345)
}

/// The guest does what the model does with it, which is to skip what is no transfer; another transfer
/// after it goes well.
fn check(posted: Posted) {
    check_in(Scenario::new(accounts(2, 5), Vec::new()), posted);
}

fn check_in(mut scenario: Scenario, posted: Posted) {
    let after = Posted::Transfer(Transfer::new(Key(2), 0, [8; 20], 1));
    scenario.blocks = vec![block(vec![posted.clone(), after])];
    let (input, expected) = scenario.whole();
    assert_eq!(words(&input), Ok(expected), "{posted:?}");
    // forced ones are judged alike
    scenario.forced = vec![posted];
    scenario.blocks[0].transactions.remove(0);
    scenario.blocks[0].forced = 1;
    let (input, expected) = scenario.whole();
    assert_eq!(words(&input), Ok(expected));
}

fn skipped(bytes: Vec<u8>) {
    check(Posted::Rubbish(bytes));
}

/// One of the nine signed fields is other bytes, and signed like that.
fn skipped_with(place: usize, field: Vec<u8>) {
    let mut fields = good().fields();
    fields[place] = field;
    skipped(signed(KEY, &fields));
}

/// The model counts the transfer as valid or not; here it must be that.
fn transfer(change: impl FnOnce(&mut Transfer), valid: bool) {
    let mut transfer = good();
    change(&mut transfer);
    let scenario = Scenario::new(accounts(2, 5), Vec::new());
    let mut probe = scenario.clone();
    probe.blocks = vec![block(vec![Posted::Transfer(transfer.clone())])];
    let (_, with) = probe.whole();
    probe.blocks = vec![block(vec![])];
    let (_, without) = probe.whole();
    assert_eq!(with[6] != without[6], valid, "what the model thinks of {transfer:?}");
    check_in(scenario, Posted::Transfer(transfer));
}

#[test]
fn a_good_one_is_valid() {
    transfer(|_| {}, true);
}

#[test]
fn type_two_and_nothing_else() {
    let bytes = good().encode();
    for kind in [0, 1, 3, 4, 0x7f] {
        skipped([vec![kind], bytes[1..].to_vec()].concat());
    }
    skipped(bytes[1..].to_vec());
    skipped(vec![2]);
    skipped(Vec::new());
    skipped([vec![2], bytes].concat());
}

#[test]
fn canonical_rlp_and_nothing_after_it() {
    let bytes = good().encode();
    skipped([bytes.clone(), vec![0]].concat());
    skipped([bytes.clone(), vec![0x80]].concat());
    skipped(bytes[..bytes.len() - 1].to_vec());
    // the list's header with a leading zero in its length
    assert_eq!(bytes[1], 0xf8);
    skipped([vec![2, 0xf9, 0], bytes[2..].to_vec()].concat());
    // gas limit as a long string
    skipped_with(4, [vec![0xb8, 2], 21_000u16.to_be_bytes().to_vec()].concat());
}

#[test]
fn exactly_twelve_fields() {
    let bytes = good().encode();
    let fields: Vec<Vec<u8>> = {
        let signature = KEY.sign(&signing_hash(&good().fields()));
        let mut fields = good().fields();
        fields.extend([
            integer(signature.odd.into()),
            big_integer(&signature.r),
            big_integer(&signature.s),
        ]);
        fields
    };
    assert_eq!([vec![2], list(&fields)].concat(), bytes);
    skipped([vec![2], list(&fields[..11])].concat());
    let more = [fields.clone(), vec![integer(0)]].concat();
    skipped([vec![2], list(&more)].concat());
    let more = [fields, vec![list(&[])]].concat();
    skipped([vec![2], list(&more)].concat());
}

#[test]
fn integers_without_leading_zeros() {
    for place in [0, 1, 2, 3, 4, 6] {
        let plain = good().fields()[place].clone();
        let digits = if plain.len() == 1 { plain } else { plain[1..].to_vec() };
        let digits = if digits == [0x80] { Vec::new() } else { digits };
        skipped_with(place, string(&[vec![0], digits].concat()));
    }
    let fields = good().fields();
    let Signature { r, s, odd } = KEY.sign(&signing_hash(&fields));
    let with = |y: Vec<u8>, r: Vec<u8>, s: Vec<u8>| {
        [vec![2], list(&[fields.clone(), vec![y, r, s]].concat())].concat()
    };
    let (r, s) = (string(&r), string(&s));
    assert_eq!(with(integer(odd.into()), r.clone(), s.clone()), good().encode());
    let zero_first = |number: &[u8]| string(&[&[0], &number[1..]].concat());
    skipped(with(string(&[0, odd.into()]), r.clone(), s.clone()));
    skipped(with(string(&[0]), r.clone(), s.clone()));
    skipped(with(integer(odd.into()), zero_first(&r), s.clone()));
    skipped(with(integer(odd.into()), r, zero_first(&s)));
}

#[test]
fn numbers_within_their_ranges() {
    let bits = |bits: usize| {
        let mut bytes = vec![0; bits / 8];
        bytes.insert(0, 1);
        string(&bytes)
    };
    skipped_with(1, bits(64));
    skipped_with(4, bits(64));
    for place in [2, 3, 6] {
        skipped_with(place, bits(256));
    }
    // as a list
    for place in 0..8 {
        skipped_with(place, list(&[]));
    }
}

#[test]
fn the_last_nonce_is_never_used() {
    let mut scenario = Scenario::new(accounts(2, 5), Vec::new());
    let mut accounts = scenario.before.accounts.clone();
    accounts.insert(KEY.address(), (u64::MAX, 10u128.pow(18)));
    scenario = Scenario::new(accounts.clone(), Vec::new());
    let last = Transfer::new(KEY, u64::MAX, TO, 1);
    check_in(scenario, Posted::Rubbish(last.encode()));
    accounts.insert(KEY.address(), (u64::MAX - 1, 10u128.pow(18)));
    let last = Transfer::new(KEY, u64::MAX - 1, TO, 1);
    check_in(Scenario::new(accounts, Vec::new()), Posted::Transfer(last));
}

#[test]
fn a_recipient_of_twenty_bytes_no_data_no_access_list() {
    for length in [0, 19, 21, 32] {
        skipped_with(5, string(&vec![7; length]));
    }
    skipped_with(7, string(&[1]));
    skipped_with(7, string(&[0; 40]));
    skipped_with(8, list(&[list(&[string(&TO), list(&[])])]));
    skipped_with(8, list(&[string(&[])]));
    skipped_with(8, string(&[]));
}

#[test]
fn for_this_chain() {
    for chain_id in [0, CHAIN_ID - 1, CHAIN_ID + 1, CHAIN_ID + (1 << 32)] {
        transfer(|t| t.chain_id = chain_id, false);
    }
    // beyond 64 bits, with this chain's in the low ones
    skipped_with(0, integer(u128::from(CHAIN_ID) + (1 << 64)));
}

#[test]
fn exactly_21000_gas() {
    transfer(|t| t.gas -= 1, false);
    transfer(|t| t.gas += 1, false);
    transfer(|t| t.gas = 0, false);
}

#[test]
fn priority_fee_up_to_the_whole_fee() {
    transfer(|t| t.tip = t.fee, true);
    transfer(|t| t.tip = t.fee + 1, false);
}

#[test]
fn fee_from_the_base_fee_on() {
    let at = |fee: u128, valid| {
        transfer(
            |t| {
                t.fee = fee;
                t.tip = 0;
            },
            valid,
        )
    };
    at(BASE_FEE, true);
    at(BASE_FEE - 1, false);
    // the tip is what is left above the base fee
    transfer(
        |t| {
            t.fee = BASE_FEE + 3;
            t.tip = 5;
        },
        true,
    );
}

#[test]
fn a_signature_of_low_s_by_somebody() {
    let fields = good().fields();
    let signature = KEY.sign(&signing_hash(&fields));
    let with = |change: &dyn Fn(&mut Signature)| {
        let mut other = signature;
        change(&mut other);
        with_signature(&fields, other)
    };
    assert_eq!(with(&|_| {}), good().encode());
    skipped(with_signature(&fields, malleated(signature)));
    skipped(with(&|other| other.r = [0; 32]));
    skipped(with(&|other| other.s = [0; 32]));
    skipped(with(&|other| other.r = [0xff; 32]));
    skipped(with(&|other| other.s = [0xff; 32]));
    // the group's order, and an x of no point
    let order: Hash = common::hex_array(
        "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141",
    );
    skipped(with(&|other| other.r = order));
    skipped(with(&|other| other.r = common::model::word(5)));
    // half the order is the last s; whoever it makes the sender has nothing
    let half: Hash = common::hex_array(
        "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a1",
    );
    skipped(with(&|other| other.s = half));
    let y = |parity: Vec<u8>| {
        let fields = [fields.clone(), vec![parity, string(&signature.r), string(&signature.s)]];
        [vec![2], list(&fields.concat())].concat()
    };
    for parity in [2, 3, 27, 28, 37, 256] {
        skipped(y(integer(parity)));
    }
}

/// The largest s that is low is accepted: whoever then is the sender has his account looked at.
#[test]
fn half_of_the_order_is_low() {
    let fields = good().fields();
    let mut signature = KEY.sign(&signing_hash(&fields));
    signature.s = common::hex_array(
        "7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0",
    );
    let bytes = with_signature(&fields, signature);
    let transaction = akashi_rollup::transaction::Transaction::decode(&bytes).expect("low s");
    assert!(transaction.sender().is_some());
}

#[test]
fn no_precompiled_contract() {
    for number in 1..=9 {
        transfer(|t| t.to = address_of(number), false);
    }
    for number in [0, 10, 0x100, 0x101] {
        transfer(|t| t.to = address_of(number), true);
    }
    let mut one_and_more = address_of(1);
    one_and_more[0] = 1;
    transfer(|t| t.to = one_and_more, true);
}

#[test]
fn the_senders_nonce() {
    let mut accounts = accounts(2, 5);
    accounts.insert(KEY.address(), (300, 10u128.pow(18)));
    for (nonce, next) in [(299, 300), (300, 301), (301, 300), (0, 300), (300 + (1 << 32), 300)] {
        let mut scenario = Scenario::new(accounts.clone(), Vec::new());
        check_in(scenario.clone(), Posted::Transfer(Transfer::new(KEY, nonce, TO, 1)));
        scenario.blocks = vec![block(vec![
            Posted::Transfer(Transfer::new(KEY, nonce, TO, 1)),
            Posted::Transfer(Transfer::new(KEY, next, TO, 2)),
        ])];
        let (input, expected) = scenario.whole();
        assert_eq!(words(&input), Ok(expected));
    }
}

#[test]
fn a_balance_for_the_value_and_the_most_the_gas_can_cost() {
    let mut accounts = accounts(2, 5);
    let exact = good().value + 21_000 * good().fee;
    for balance in [exact, exact - 1, exact + 1, 1] {
        accounts.insert(KEY.address(), (0, balance));
        check_in(Scenario::new(accounts.clone(), Vec::new()), Posted::Transfer(good()));
    }
    accounts.remove(&KEY.address());
    check_in(Scenario::new(accounts, Vec::new()), Posted::Transfer(good()));
}

/// 2^256 and more are not taken for what is left of them.
#[test]
fn costs_do_not_wrap_around() {
    let untimely = |changes: &[(usize, Vec<u8>)]| {
        let mut fields = good().fields();
        for (place, field) in changes {
            fields[*place] = field.clone();
        }
        check(Posted::Untimely(KEY, signed(KEY, &fields)));
    };
    let minus = |number: u8| {
        let mut bytes = vec![0xff; 32];
        bytes[31] -= number - 1;
        string(&bytes)
    };
    // the value, and with the gas's cost exactly 2^256
    untimely(&[(6, minus(1))]);
    let cost = 21_000 * good().fee;
    let mut value = [0xff; 32];
    value[16..].copy_from_slice(&(u128::MAX - cost + 1).to_be_bytes());
    untimely(&[(6, string(&value))]);
    // a fee that 21000 takes beyond 2^256: 2^253 · 21000 = 2^256 · 2625
    let mut fee = vec![0; 32];
    fee[0] = 0x20;
    untimely(&[(3, string(&fee))]);
    untimely(&[(3, minus(1)), (2, minus(1))]);
}

#[test]
fn sums_of_large_accounts_are_exact() {
    let mut accounts = accounts(2, 0);
    accounts.insert(KEY.address(), (0, u128::MAX - 10));
    accounts.insert(TO, (5, (1 << 64) - 1));
    let scenario = Scenario::new(accounts, Vec::new());
    for value in [1, 1 << 64, (1 << 127) + 1] {
        check_in(scenario.clone(), Posted::Transfer(Transfer { value, ..good() }));
    }
}

/// Sender, recipient and beneficiary may be one.
#[test]
fn everybody_may_be_everybody() {
    for (to, beneficiary) in [
        (KEY.address(), [0xbe; 20]),
        (TO, KEY.address()),
        (TO, TO),
        (KEY.address(), KEY.address()),
        ([0xbe; 20], [0xbe; 20]),
    ] {
        for (tip, value) in [(0, 0), (0, 9), (5, 0), (5, 9)] {
            let transfer = Transfer { to, tip, value, ..good() };
            let mut only = block(vec![Posted::Transfer(transfer)]);
            only.beneficiary = beneficiary;
            let (input, expected) = Scenario::new(accounts(1, 3), vec![only]).whole();
            assert_eq!(words(&input), Ok(expected), "{to:x?} {beneficiary:x?} {tip} {value}");
        }
    }
}
