//! Public vectors: RLP, tries, transactions, signatures, blobs, and a real block's.

mod common;

use akashi_guest::secp256k1;
use akashi_guest::u256::{from_be_bytes, is_less, mul_add_mod, U256};
use akashi_rollup::hash::Address;
use akashi_rollup::inflate::inflate;
use akashi_rollup::rlp::{self, Item, Items, Malformed};
use akashi_rollup::transaction::Transaction;
use akashi_rollup::{binding, blob, ordered};
use common::json::Json;
use common::naive::{self, Trie};
use common::testdata;
use common::{hex, hex_array, keccak256};
use std::collections::BTreeMap;

/// The order of BLS12-381's scalar field.
const R: U256 = [
    0xffff_ffff_0000_0001,
    0x53bd_a402_fffe_5bfe,
    0x3339_d808_09a1_d805,
    0x73ed_a753_299d_7d48,
];

#[test]
fn rlp_encodes_as_ethereum_tests_say() {
    let Some(suite) = testdata::json("ethereum-tests/RLPTests/rlptest.json") else { return };
    for (name, case) in suite.entries() {
        let expected = hex(case.at("out").text());
        let mut out = Vec::new();
        encode(case.at("in"), &mut out);
        assert_eq!(out, expected, "{name}");
        let mut items = Items::new(&expected);
        decode_all(&mut items).unwrap_or_else(|_| panic!("{name}: is canonical"));
        items.end().unwrap_or_else(|_| panic!("{name}: is one item"));
    }
    assert_eq!(suite.entries().len(), 28);
}

fn encode(value: &Json, out: &mut Vec<u8>) {
    match value {
        Json::String(text) => match text.strip_prefix('#') {
            Some(digits) => out.extend(naive::big_integer(&decimal(digits))),
            None => rlp::write_string(out, text.as_bytes()),
        },
        Json::Number(_) => rlp::write_u64(out, value.number().try_into().expect("64 bits")),
        Json::Array(items) => {
            let mut body = Vec::new();
            items.iter().for_each(|item| encode(item, &mut body));
            rlp::write_list_header(out, body.len());
            rlp::append(out, &body);
        }
        other => panic!("no item: {other:?}"),
    }
}

/// The bytes of a decimal number, the highest first.
fn decimal(digits: &str) -> Vec<u8> {
    let mut bytes = vec![0u8; 64];
    for digit in digits.bytes() {
        let mut carry = u32::from(digit - b'0');
        for byte in bytes.iter_mut().rev() {
            let sum = u32::from(*byte) * 10 + carry;
            *byte = sum as u8;
            carry = sum >> 8;
        }
        assert_eq!(carry, 0, "the number has more than 512 bits");
    }
    bytes
}

fn decode_all(items: &mut Items) -> Result<(), Malformed> {
    match items.item()? {
        Item::String(_) => Ok(()),
        Item::List(bytes) => {
            let mut inner = Items::new(bytes);
            while !inner.is_empty() {
                decode_all(&mut inner)?;
            }
            Ok(())
        }
    }
}

#[test]
fn rlp_refuses_what_ethereum_tests_call_invalid() {
    let Some(suite) = testdata::json("ethereum-tests/RLPTests/invalidRLPTest.json") else { return };
    for (name, case) in suite.entries() {
        let bytes = hex(case.at("out").text());
        let mut items = Items::new(&bytes);
        let read = decode_all(&mut items).and_then(|()| items.end());
        assert_eq!(read, Err(Malformed), "{name}");
    }
    assert_eq!(suite.entries().len(), 26);
}

/// The trie that others are compared with in these tests is Ethereum's.
#[test]
fn tries_have_the_roots_of_ethereum_tests() {
    let Some(folder) = testdata::path("ethereum-tests/TrieTests") else { return };
    let mut cases = 0;
    for file in testdata::files(folder) {
        let name = file.file_name().expect("a name").to_string_lossy().to_lowercase();
        if name.contains("nextprev") {
            continue; // about an interface that nothing here has
        }
        let suite = Json::parse(&std::fs::read_to_string(&file).expect("a readable file"));
        for (case, body) in suite.entries() {
            let mut items = BTreeMap::new();
            for (key, value) in pairs(body.at("in")) {
                let key = if name.contains("secure") { keccak256(&key).to_vec() } else { key };
                match value {
                    Some(value) => items.insert(key, value),
                    None => items.remove(&key),
                };
            }
            let root = Trie::new(items).root();
            assert_eq!(root.to_vec(), hex(body.at("root").text()), "{name}: {case}");
            cases += 1;
        }
    }
    assert_eq!(cases, 25);
}

fn pairs(value: &Json) -> Vec<(Vec<u8>, Option<Vec<u8>>)> {
    let bytes = |text: &str| {
        if text.starts_with("0x") { hex(text) } else { text.as_bytes().to_vec() }
    };
    match value {
        Json::Object(entries) => entries
            .iter()
            .map(|(key, value)| (bytes(key), Some(bytes(value.text()))))
            .collect(),
        list => list
            .items()
            .iter()
            .map(|pair| {
                let value = match &pair.items()[1] {
                    Json::Null => None,
                    value => Some(bytes(value.text())),
                };
                (bytes(pair.items()[0].text()), value)
            })
            .collect(),
    }
}

/// What is accepted here is accepted by Ethereum, from the same sender; and of its type-2
/// transactions the only ones refused that Ethereum accepts are those that the chain leaves out.
#[test]
fn transactions_are_judged_as_ethereum_tests_say() {
    let Some(folder) = testdata::path("ethereum-tests/TransactionTests") else { return };
    let (mut files, mut accepted) = (0, Vec::new());
    for file in testdata::files(folder) {
        files += 1;
        let suite = Json::parse(&std::fs::read_to_string(&file).expect("a readable file"));
        for (name, case) in suite.entries() {
            let bytes = hex(case.at("txbytes").text());
            let forks = case.at("result");
            let result = forks.get("Shanghai").unwrap_or_else(|| forks.at("London"));
            let sender = result.get("sender").map(|sender| hex_array::<20>(sender.text()));
            let ours = Transaction::decode(&bytes)
                .ok()
                .filter(|t| t.is_admissible(t.chain_id, &[0; 4]))
                .filter(|t| t.is_covered_by(&[u64::MAX; 4]))
                .and_then(|t| t.sender());
            if let Some(ours) = ours {
                assert_eq!(Some(ours.to_bytes()), sender, "{name}");
                accepted.push(name.clone());
            } else if bytes.first() == Some(&2) {
                assert_eq!(sender, None, "{name}");
            }
        }
    }
    assert!(files > 200, "{files} files");
    assert_eq!(accepted, ["GasLimitPriceProductOverflowtMinusOne"]);
}

#[test]
fn signatures_are_judged_as_wycheproof_says() {
    let name = "wycheproof/ecdsa_secp256k1_sha256_p1363_test.json";
    let Some(suite) = testdata::json(name) else { return };
    let (mut valid, mut invalid) = (0, 0);
    for group in suite.at("testGroups").items() {
        let point = hex(group.at("publicKey").at("uncompressed").text());
        let key: [u8; 64] = point[1..].try_into().expect("64 bytes");
        for test in group.at("tests").items() {
            let id = test.at("tcId").number();
            let hash = akashi_guest::sha256::digest(&hex(test.at("msg").text()));
            let expected = test.at("result").text() == "valid";
            let signature = hex(test.at("sig").text());
            // other lengths are no signatures here
            let Ok(signature) = <[u8; 64]>::try_from(signature) else {
                assert!(!expected, "{id}");
                continue;
            };
            assert_eq!(secp256k1::verify(&hash, &signature, &key), expected, "{id}");
            // whoever is recovered from it signed it
            let recovered: Vec<_> =
                (0..4).filter_map(|which| secp256k1::recover(&hash, &signature, which)).collect();
            assert_eq!(recovered.contains(&key), expected, "{id}");
            for key in recovered {
                assert!(secp256k1::verify(&hash, &signature, &key), "{id}");
            }
            if expected { valid += 1 } else { invalid += 1 }
        }
    }
    assert!(valid > 100 && invalid > 50, "{valid} valid, {invalid} invalid");
}

/// The values at a point of the blobs of consensus-specs, whose proofs c-kzg-4844 verifies.
#[test]
fn blobs_have_the_values_of_the_kzg_vectors() {
    let Some(folder) = testdata::path("kzg/verify_kzg_proof/kzg-mainnet") else { return };
    let blobs: Vec<_> = (0..7).map(known_blob).collect();
    let mut cases = 0;
    for file in testdata::files(folder) {
        let name = file.parent().and_then(|p| p.file_name()).expect("a folder").to_string_lossy();
        let Some(numbers) = name.strip_prefix("verify_kzg_proof_case_correct_proof_") else {
            continue;
        };
        let Some((which, "0" | "1" | "2" | "3" | "4" | "5")) = numbers.split_once('_') else {
            continue;
        };
        let text = std::fs::read_to_string(&file).expect("a readable file");
        let field = |name: &str| {
            let (_, rest) = text.split_once(&format!("{name}: '")).expect("a field");
            from_be_bytes(&hex_array(rest.split_once('\'').expect("a quote").0))
        };
        let which: usize = which.parse().expect("a number");
        assert_eq!(binding::evaluate(&blobs[which], &field("z")), field("y"), "{name}");
        cases += 1;
    }
    assert_eq!(cases, 42);
}

/// The blobs of consensus-specs' generator: zero, two, powers of 2, 3 and 5, −1, and one 1.
fn known_blob(which: usize) -> Vec<U256> {
    let all = |value: U256| vec![value; blob::ELEMENTS];
    let powers = |base: u64| {
        let times = |value: &U256| mul_add_mod(value, &[base, 0, 0, 0], &[0; 4], &R);
        let first = (0..256).fold([1, 0, 0, 0], |value, _| times(&value));
        std::iter::successors(Some(first), |value| Some(times(value)))
            .take(blob::ELEMENTS)
            .collect()
    };
    match which {
        0 => Vec::new(),
        1 => all([2, 0, 0, 0]),
        2 => powers(2),
        3 => powers(3),
        4 => powers(5),
        5 => all([R[0] - 1, R[1], R[2], R[3]]),
        _ => {
            let mut elements = all([0; 4]);
            elements[3211] = [1, 0, 0, 0];
            elements
        }
    }
}

/// The blob of Taiko's block 192317: its data are the block's transactions after the first one, with
/// one among them that derivation drops.
#[test]
fn a_real_blob_holds_its_blocks_transactions() {
    let name = "ethereum-blocks/taiko-mainnet-192317-with-blob.json";
    let Some(document) = testdata::json(name) else { return };
    let taiko = document.at("taiko");
    let mut used: Vec<u8> =
        taiko.at("tx_data").items().iter().map(|byte| byte.number() as u8).collect();
    assert_eq!(used.len(), blob::ELEMENTS * blob::ELEMENT);
    while used.ends_with(&[0; blob::ELEMENT]) {
        used.truncate(used.len() - blob::ELEMENT);
    }
    assert!(binding::elements(&used).is_ok());
    let mut data = Vec::new();
    assert_eq!(blob::unpack(&used, &mut data), Some(10_291));
    assert_eq!(blob::pack(&data), used);
    let inflated = inflate(&data, 1 << 20).expect("strict zlib");
    assert_eq!(inflated.len(), 21_444);
    assert_eq!(inflate(&data, 21_443), Err(akashi_rollup::inflate::Corrupt));

    let mut transactions = Vec::new();
    let mut items = Items::of_list(&inflated).expect("a list");
    while !items.is_empty() {
        let before = items.rest();
        transactions.push(match items.item().expect("canonical RLP") {
            Item::String(bytes) => bytes.to_vec(),
            // of the first type, which is no string
            Item::List(_) => before[..before.len() - items.rest().len()].to_vec(),
        });
    }
    assert_eq!(transactions.len(), 102);

    let block = document.at("block");
    let body = block.at("body").items();
    let in_block: Vec<_> = body.iter().map(|t| hex(t.at("hash").text())).collect();
    let kept: Vec<_> = transactions
        .iter()
        .filter(|bytes| in_block.contains(&keccak256(bytes).to_vec()))
        .cloned()
        .collect();
    let hashes: Vec<_> = kept.iter().map(|bytes| keccak256(bytes).to_vec()).collect();
    assert_eq!(hashes, in_block[1..]);

    let mut all = vec![anchor(taiko.at("anchor_tx"))];
    all.extend(kept);
    assert_eq!(keccak256(&all[0]).to_vec(), in_block[0]);
    let root = ordered::root(all.len(), |i, out| rlp::append(out, &all[i]));
    let header = block.at("header");
    assert_eq!(root.to_bytes().to_vec(), hex(header.at("transactions_root").text()));

    senders_of_transfers(&all, body);
}

/// Whoever signed with a known key is recovered; of what is not a plain transfer only the signature
/// is looked at.
fn senders_of_transfers(all: &[Vec<u8>], body: &[Json]) {
    let (mut type_two, mut plain) = (0, 0);
    for (bytes, json) in all.iter().zip(body) {
        if bytes[0] != 2 {
            continue;
        }
        type_two += 1;
        let mut fields = Items::of_list(&bytes[1..]).expect("a list");
        let start = fields.rest();
        for _ in 0..9 {
            fields.item().expect("a field");
        }
        let signed = &start[..start.len() - fields.rest().len()];
        let odd = fields.u64().expect("parity");
        let mut signature = [0; 64];
        for half in signature.chunks_mut(32) {
            let number = fields.u256().expect("a number");
            half.copy_from_slice(&akashi_guest::u256::to_be_bytes(&number));
        }
        let stated = json.at("signature");
        let number = |name: &str| {
            let digits = stated.at(name).text().trim_start_matches("0x").to_owned();
            hex_array::<32>(&format!("{digits:0>64}"))
        };
        assert_eq!(signature[..32], number("r"));
        assert_eq!(signature[32..], number("s"));
        let hash = keccak256(&[vec![2], naive::list(&[signed.to_vec()])].concat());
        let key = secp256k1::recover(&hash, &signature, odd as u8).expect("a signer");
        assert!(secp256k1::verify(&hash, &signature, &key));
        if let Ok(transfer) = Transaction::decode(bytes) {
            plain += 1;
            assert_eq!(transfer.sender(), Some(Address::of_key(&key)));
        }
    }
    println!("{type_two} of type 2, {plain} of them transfers");
    assert!(type_two > 10 && plain > 0, "{type_two} of type 2, {plain} transfers");
}

fn anchor(json: &Json) -> Vec<u8> {
    let t = json.at("transaction").at("Eip1559");
    let number = |name: &str| match t.at(name) {
        Json::String(text) => {
            let digits = text.trim_start_matches("0x");
            naive::big_integer(&hex(&format!("{digits:0>64}")))
        }
        value => naive::integer(value.number()),
    };
    let to = match t.get("to").or(t.get("kind")).expect("a recipient") {
        Json::Object(entries) => entries[0].1.text().to_owned(),
        value => value.text().to_owned(),
    };
    let signature = json.at("signature");
    let half = |name: &str| {
        let digits = signature.at(name).text().trim_start_matches("0x");
        naive::big_integer(&hex(&format!("{digits:0>64}")))
    };
    let odd = *signature.at("odd_y_parity") == Json::Bool(true);
    let fields = [
        number("chain_id"),
        number("nonce"),
        number("max_priority_fee_per_gas"),
        number("max_fee_per_gas"),
        number("gas_limit"),
        naive::string(&hex(&to)),
        number("value"),
        naive::string(&hex(t.at("input").text())),
        naive::list(&[]),
        naive::integer(odd.into()),
        half("r"),
        half("s"),
    ];
    [vec![2], naive::list(&fields)].concat()
}

#[test]
fn the_field_of_the_vectors_is_the_one_that_blobs_are_checked_against() {
    let minus_one = [R[0] - 1, R[1], R[2], R[3]];
    assert!(is_less(&minus_one, &R));
    let bytes = |number: &U256| akashi_guest::u256::to_be_bytes(number);
    assert!(binding::elements(&bytes(&minus_one)).is_ok());
    assert!(binding::elements(&bytes(&R)).is_err());
}
