//! The rollup as docs/rollup.md tells it, in the plainest way: maps of accounts, tries made anew for
//! each block, amounts of up to 128 bits, and senders that are known because the tests signed.

use super::input::Input;
use super::naive::{integer, list, string, Trie};
use super::random::Random;
use super::signing::{Key, Signature};
use super::{keccak256, Address, Hash};
use akashi_rollup::{binding, blob};
use std::collections::{BTreeMap, BTreeSet};

pub const CHAIN_ID: u64 = 420_777;
pub const GAS: u64 = 21_000;
pub const GAS_LIMIT: u64 = 30_000_000;
pub const L1: Address = address_of(0x4c31);

/// An address that is a small number.
pub const fn address_of(number: u16) -> Address {
    let mut address = [0; 20];
    address[18] = (number >> 8) as u8;
    address[19] = number as u8;
    address
}

/// A transaction before it is signed.
#[derive(Clone, Debug)]
pub struct Transfer {
    pub key: Key,
    pub chain_id: u64,
    pub nonce: u64,
    pub tip: u128,
    pub fee: u128,
    pub gas: u64,
    pub to: Address,
    pub value: u128,
}

impl Transfer {
    pub fn new(key: Key, nonce: u64, to: Address, value: u128) -> Self {
        let (tip, fee) = (1_000_000_000, 100_000_000_000);
        Self { key, chain_id: CHAIN_ID, nonce, tip, fee, gas: GAS, to, value }
    }

    pub fn fields(&self) -> Vec<Vec<u8>> {
        vec![
            integer(self.chain_id.into()),
            integer(self.nonce.into()),
            integer(self.tip),
            integer(self.fee),
            integer(self.gas.into()),
            string(&self.to),
            integer(self.value),
            string(&[]),
            list(&[]),
        ]
    }

    pub fn encode(&self) -> Vec<u8> {
        signed(self.key, &self.fields())
    }
}

/// Type 2, the fields, and a signature of them.
pub fn signed(key: Key, fields: &[Vec<u8>]) -> Vec<u8> {
    with_signature(fields, key.sign(&signing_hash(fields)))
}

pub fn signing_hash(fields: &[Vec<u8>]) -> Hash {
    keccak256(&[vec![2], list(fields)].concat())
}

pub fn with_signature(fields: &[Vec<u8>], signature: Signature) -> Vec<u8> {
    let mut all = fields.to_vec();
    all.push(integer(signature.odd.into()));
    all.push(super::naive::big_integer(&signature.r));
    all.push(super::naive::big_integer(&signature.s));
    [vec![2], list(&all)].concat()
}

/// What stands in a block or is forced: a transfer, or bytes that are no transaction, or none that is
/// valid.
#[derive(Clone, Debug)]
pub enum Posted {
    Transfer(Transfer),
    Rubbish(Vec<u8>),
    /// A transaction whose sender has another nonce or too little.
    Untimely(Key, Vec<u8>),
}

impl Posted {
    pub fn bytes(&self) -> Vec<u8> {
        match self {
            Self::Transfer(transfer) => transfer.encode(),
            Self::Rubbish(bytes) | Self::Untimely(_, bytes) => bytes.clone(),
        }
    }
}

#[derive(Clone, Debug)]
pub struct Block {
    pub timestamp: u64,
    pub beneficiary: Address,
    pub prev_randao: Hash,
    pub deposits: usize,
    pub forced: usize,
    pub transactions: Vec<Posted>,
}

pub type Accounts = BTreeMap<Address, (u64, u128)>;

#[derive(Clone, Debug)]
pub struct Head {
    pub parent: Hash,
    pub beneficiary: Address,
    pub state_root: Hash,
    pub transactions_root: Hash,
    pub receipts_root: Hash,
    pub number: u64,
    pub gas_used: u64,
    pub timestamp: u64,
    pub prev_randao: Hash,
    pub base_fee: u128,
    pub withdrawals_root: Hash,
}

impl Head {
    pub fn encode(&self) -> Vec<u8> {
        list(&[
            string(&self.parent),
            string(&keccak256(&[0xc0])),
            string(&self.beneficiary),
            string(&self.state_root),
            string(&self.transactions_root),
            string(&self.receipts_root),
            string(&[0; 256]),
            integer(0),
            integer(self.number.into()),
            integer(GAS_LIMIT.into()),
            integer(self.gas_used.into()),
            integer(self.timestamp.into()),
            string(&[]),
            string(&self.prev_randao),
            string(&[0; 8]),
            integer(self.base_fee),
            string(&self.withdrawals_root),
        ])
    }

    pub fn hash(&self) -> Hash {
        keccak256(&self.encode())
    }

    /// EIP-1559, as its Python says.
    fn next_base_fee(&self) -> u128 {
        let (target, used) = (u128::from(GAS_LIMIT) / 2, u128::from(self.gas_used));
        if used == target {
            self.base_fee
        } else if used > target {
            self.base_fee + (self.base_fee * (used - target) / target / 8).max(1)
        } else {
            self.base_fee - self.base_fee * (target - used) / target / 8
        }
    }
}

pub fn state_trie(accounts: &Accounts) -> Trie {
    Trie::new(accounts.iter().map(|(address, (nonce, balance))| {
        let account = list(&[
            integer((*nonce).into()),
            integer(*balance),
            string(&keccak256(&[0x80])),
            string(&keccak256(&[])),
        ]);
        (keccak256(address).to_vec(), account)
    }))
}

fn ordered_root(values: &[Vec<u8>]) -> Hash {
    Trie::new(values.iter().enumerate().map(|(i, value)| (integer(i as u128), value.clone())))
        .root()
}

/// A chain's head and state, and what of a batch has left.
#[derive(Clone)]
pub struct Model {
    pub accounts: Accounts,
    pub head: Head,
    pub leaves: Vec<Hash>,
}

impl Model {
    pub fn genesis(accounts: Accounts) -> Self {
        let empty = keccak256(&[0x80]);
        let head = Head {
            parent: [0; 32],
            beneficiary: [0; 20],
            state_root: state_trie(&accounts).root(),
            transactions_root: empty,
            receipts_root: empty,
            number: 0,
            gas_used: 0,
            timestamp: 1_700_000_000,
            prev_randao: [0; 32],
            base_fee: 1_000_000_000,
            withdrawals_root: empty,
        };
        Self { accounts, head, leaves: Vec::new() }
    }

    /// Executes a block; tells which accounts it touches.
    fn execute(
        &mut self,
        block: &Block,
        forced: &[Posted],
        deposits: &[(Address, u64)],
        deposit_index: u64,
    ) -> BTreeSet<Address> {
        let base_fee = self.head.next_base_fee();
        let mut touched = BTreeSet::new();
        let mut included = Vec::new();
        for posted in forced.iter().chain(&block.transactions) {
            match posted {
                Posted::Transfer(transfer) => {
                    if self.transfer(transfer, block, base_fee, included.len(), &mut touched) {
                        included.push(transfer.encode());
                    }
                }
                Posted::Rubbish(_) => {}
                Posted::Untimely(key, _) => {
                    touched.insert(key.address());
                }
            }
        }
        let mut entries = Vec::new();
        for (i, (to, amount)) in deposits.iter().enumerate() {
            touched.insert(*to);
            self.credit(*to, u128::from(*amount) * 1_000_000_000);
            let index = deposit_index + i as u64;
            entries.push(list(&[
                integer(index.into()),
                integer(0),
                string(to),
                integer((*amount).into()),
            ]));
        }
        let receipts: Vec<_> = (0..included.len())
            .map(|i| {
                let gas = (i as u64 + 1) * GAS;
                let fields = [integer(1), integer(gas.into()), string(&[0; 256]), list(&[])];
                [vec![2], list(&fields)].concat()
            })
            .collect();
        self.head = Head {
            parent: self.head.hash(),
            beneficiary: block.beneficiary,
            state_root: state_trie(&self.accounts).root(),
            transactions_root: ordered_root(&included),
            receipts_root: ordered_root(&receipts),
            number: self.head.number + 1,
            gas_used: included.len() as u64 * GAS,
            timestamp: block.timestamp,
            prev_randao: block.prev_randao,
            base_fee,
            withdrawals_root: ordered_root(&entries),
        };
        touched
    }

    fn transfer(
        &mut self,
        t: &Transfer,
        block: &Block,
        base_fee: u128,
        included: usize,
        touched: &mut BTreeSet<Address>,
    ) -> bool {
        let precompile = (1..=9).any(|n| t.to == address_of(n));
        if t.chain_id != CHAIN_ID
            || t.gas != GAS
            || (included as u64 + 1) * GAS > GAS_LIMIT
            || t.tip > t.fee
            || t.fee < base_fee
            || t.nonce == u64::MAX
            || precompile
        {
            return false;
        }
        let sender = t.key.address();
        touched.insert(sender);
        let (nonce, balance) = self.accounts.get(&sender).copied().unwrap_or_default();
        let most = u128::from(GAS).checked_mul(t.fee).and_then(|cost| cost.checked_add(t.value));
        if nonce != t.nonce || most.is_none_or(|most| balance < most) {
            return false;
        }
        touched.insert(t.to);
        touched.insert(block.beneficiary);
        let price = t.fee.min(base_fee + t.tip);
        let fee = u128::from(GAS) * price;
        self.accounts.insert(sender, (nonce + 1, balance - t.value - fee));
        self.credit(t.to, t.value);
        self.credit(block.beneficiary, fee - u128::from(GAS) * base_fee);
        if t.to == L1 && t.value > 0 {
            let mut leaf = (self.leaves.len() as u64).to_be_bytes().to_vec();
            leaf.extend(sender);
            leaf.extend([0; 16]);
            leaf.extend(t.value.to_be_bytes());
            self.leaves.push(keccak256(&leaf));
        }
        true
    }

    fn credit(&mut self, address: Address, amount: u128) {
        if amount > 0 {
            self.accounts.entry(address).or_default().1 += amount;
        }
    }
}

/// A batch on a chain.
#[derive(Clone)]
pub struct Scenario {
    pub before: Model,
    pub blocks: Vec<Block>,
    pub deposit_index: u64,
    pub deposits: Vec<(Address, u64)>,
    pub forced_index: u64,
    pub forced: Vec<Posted>,
    pub deflated: bool,
}

impl Scenario {
    pub fn new(accounts: Accounts, blocks: Vec<Block>) -> Self {
        Self {
            before: Model::genesis(accounts),
            blocks,
            deposit_index: 0,
            deposits: Vec::new(),
            forced_index: 0,
            forced: Vec::new(),
            deflated: false,
        }
    }

    /// The blocks that a batch stands for which is not in order.
    pub fn fallback(&self) -> Self {
        let block = Block {
            timestamp: self.before.head.timestamp,
            beneficiary: [0; 20],
            prev_randao: [0; 32],
            deposits: self.deposits.len(),
            forced: self.forced.len(),
            transactions: Vec::new(),
        };
        Self { blocks: vec![block], ..self.clone() }
    }

    pub fn batch(&self) -> Vec<u8> {
        let blocks: Vec<_> = self.blocks.iter().map(encode_block).collect();
        list(&[integer(1), string(&self.before.head.hash()), list(&blocks)])
    }

    pub fn payload(&self) -> Vec<u8> {
        let batch = self.batch();
        if self.deflated { [vec![1], zlib_stored(&batch)].concat() } else { [vec![0], batch].concat() }
    }

    /// The blobs of the batch, with names that depend on what they hold.
    pub fn blobs(&self) -> Vec<(Hash, Vec<u8>)> {
        blobs(&self.payload())
    }

    /// The input of a run over the whole batch, and the words that it has to publish.
    pub fn whole(&self) -> (Input, Vec<Hash>) {
        self.range(0, self.blocks.len(), false, self.blobs())
    }

    pub fn shard(&self, first: usize, count: usize) -> (Input, Vec<Hash>) {
        self.range(first, count, true, self.blobs())
    }

    pub fn range(
        &self,
        first: usize,
        count: usize,
        is_shard: bool,
        blobs: Vec<(Hash, Vec<u8>)>,
    ) -> (Input, Vec<Hash>) {
        let mut model = self.before.clone();
        let (mut deposits, mut forced) = (0, 0);
        let mut at = |model: &mut Model, block: &Block| {
            let touched = model.execute(
                block,
                &self.forced[forced..forced + block.forced],
                &self.deposits[deposits..deposits + block.deposits],
                self.deposit_index + deposits as u64,
            );
            forced += block.forced;
            deposits += block.deposits;
            (touched, deposits, forced)
        };
        let (mut deposits_from, mut forced_from) = (0, 0);
        for block in &self.blocks[..first] {
            (_, deposits_from, forced_from) = at(&mut model, block);
        }
        let start = model.clone();
        let mut touched = BTreeSet::new();
        let (mut deposits_to, mut forced_to) = (deposits_from, forced_from);
        for block in &self.blocks[first..first + count] {
            let (more, deposits, forced) = at(&mut model, block);
            (deposits_to, forced_to) = (deposits, forced);
            touched.extend(more);
        }
        let keys: Vec<_> = touched.iter().map(|address| keccak256(address).to_vec()).collect();
        let forced_bytes: Vec<_> = self.forced.iter().map(Posted::bytes).collect();
        let deposit_hash = |count: usize| {
            (0..count).fold([0x5e; 32], |hash: Hash, i| {
                let (to, amount) = self.deposits[i];
                let index = self.deposit_index + i as u64;
                keccak256(&[&hash[..], &index.to_be_bytes(), &to, &amount.to_be_bytes()].concat())
            })
        };
        let forced_hash = |count: usize| {
            (0..count).fold([0x5f; 32], |hash: Hash, i| {
                let index = self.forced_index + i as u64;
                let item = keccak256(&forced_bytes[i]);
                keccak256(&[&hash[..], &index.to_be_bytes(), &item].concat())
            })
        };
        let input = Input {
            format: 1,
            kind: is_shard.into(),
            chain_id: CHAIN_ID,
            config_hash: [0xcf; 32],
            payee: keccak256(b"payee"),
            parent: start.head.encode(),
            batch_parent: if is_shard { self.before.head.encode() } else { Vec::new() },
            first: first as u64,
            count: count as u64,
            blobs,
            deposits_in_batch: self.deposits.len() as u64,
            forced_in_batch: self.forced.len() as u64,
            deposit_index: self.deposit_index + deposits_from as u64,
            deposit_hash: deposit_hash(deposits_from),
            deposits: self.deposits[deposits_from..deposits_to].to_vec(),
            forced_index: self.forced_index + forced_from as u64,
            forced_hash: forced_hash(forced_from),
            forced: forced_bytes[forced_from..forced_to].to_vec(),
            withdrawals: start.leaves.clone(),
            nodes: state_trie(&start.accounts).witness(&keys),
        };
        let is_last = first + count == self.blocks.len();
        let tag = if is_shard { "akashi.rollup.shard.v1" } else { "akashi.rollup.batch.v1" };
        let mut words = vec![
            keccak256(tag.as_bytes()),
            word(CHAIN_ID.into()),
            input.config_hash,
            start.head.hash(),
            model.head.hash(),
            word(model.head.number.into()),
            model.head.state_root,
            da_commitment(&input.blobs),
            deposit_hash(deposits_from),
            deposit_hash(deposits_to),
            forced_hash(forced_from),
            forced_hash(forced_to),
            if is_last { tree_root(&model.leaves) } else { [0; 32] },
        ];
        if is_shard {
            words.push(self.before.head.hash());
            let range = [0, first as u64, count as u64, self.blocks.len() as u64];
            words.push(range.map(u64::to_be_bytes).concat().try_into().expect("32 bytes"));
            words.push(rolling(&start.leaves));
            words.push(rolling(&model.leaves));
        }
        words.push(input.payee);
        (input, words)
    }
}

fn encode_block(block: &Block) -> Vec<u8> {
    let transactions: Vec<_> =
        block.transactions.iter().map(|posted| string(&posted.bytes())).collect();
    list(&[
        integer(block.timestamp.into()),
        string(&block.beneficiary),
        string(&block.prev_randao),
        integer(block.deposits as u128),
        integer(block.forced as u128),
        list(&transactions),
    ])
}

/// A payload in as many blobs as it takes.
pub fn blobs(payload: &[u8]) -> Vec<(Hash, Vec<u8>)> {
    payload
        .chunks(blob::CAPACITY)
        .map(|piece| {
            let mut name = keccak256(piece);
            name[0] = 1;
            (name, blob::pack(piece))
        })
        .collect()
}

/// A zlib stream without compression.
pub fn zlib_stored(data: &[u8]) -> Vec<u8> {
    let mut out = vec![0x78, 0x01];
    let mut chunks = data.chunks(65_535).peekable();
    if data.is_empty() {
        out.extend([1, 0, 0, 0xff, 0xff]);
    }
    while let Some(chunk) = chunks.next() {
        out.push(chunks.peek().is_none().into());
        let length = chunk.len() as u16;
        out.extend(length.to_le_bytes());
        out.extend((!length).to_le_bytes());
        out.extend(chunk);
    }
    let (mut a, mut b) = (1u32, 0u32);
    for byte in data {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    out.extend((b << 16 | a).to_be_bytes());
    out
}

pub fn word(number: u128) -> Hash {
    let mut word = [0; 32];
    word[16..].copy_from_slice(&number.to_be_bytes());
    word
}

fn da_commitment(blobs: &[(Hash, Vec<u8>)]) -> Hash {
    let mut all = word(blobs.len() as u128).to_vec();
    for (name, used) in blobs {
        let data = keccak256(&[&used[..], &(used.len() as u64).to_be_bytes()].concat());
        let domain = keccak256(b"akashi.rollup.blob.v1");
        let seed = keccak256(&[domain, *name, data].concat());
        let order = [
            0xffff_ffff_0000_0001,
            0x53bd_a402_fffe_5bfe,
            0x3339_d808_09a1_d805,
            0x73ed_a753_299d_7d48,
        ];
        let one = [1, 0, 0, 0];
        let number = akashi_guest::u256::from_be_bytes(&seed);
        let z = akashi_guest::u256::mul_add_mod(&number, &one, &[0; 4], &order);
        // that evaluation is right is what the vectors of kzg.rs say
        let elements = binding::elements(used).expect("canonical elements");
        let y = binding::evaluate(&elements, &z);
        all.extend(name);
        all.extend(akashi_guest::u256::to_be_bytes(&z));
        all.extend(akashi_guest::u256::to_be_bytes(&y));
    }
    keccak256(&all)
}

fn tree_root(leaves: &[Hash]) -> Hash {
    let mut level = leaves.to_vec();
    level.resize(leaves.len().max(1).next_power_of_two(), [0; 32]);
    while level.len() > 1 {
        level = level.chunks(2).map(|pair| keccak256(&pair.concat())).collect();
    }
    level[0]
}

fn rolling(leaves: &[Hash]) -> Hash {
    leaves.iter().fold([0; 32], |hash, leaf| keccak256(&[hash, *leaf].concat()))
}

/// Keys 1, 2, 3, … with an ether each, and `others` accounts that nobody has the keys of.
pub fn accounts(keys: u64, others: u64) -> Accounts {
    let mut accounts = Accounts::new();
    for key in 1..=keys {
        accounts.insert(Key(key).address(), (0, 10u128.pow(18)));
    }
    for other in 0..others {
        let address = keccak256(&other.to_be_bytes())[..20].try_into().expect("20 bytes");
        accounts.insert(address, (other % 300, 1 + u128::from(other) * 7_777_777_777));
    }
    accounts
}

/// A block with these transactions a few seconds after genesis.
pub fn block(transactions: Vec<Posted>) -> Block {
    Block {
        timestamp: 1_700_000_002,
        beneficiary: [0xbe; 20],
        prev_randao: [0x4d; 32],
        deposits: 0,
        forced: 0,
        transactions,
    }
}

/// Any batch: transfers good and bad among few accounts, deposits, forced transactions, withdrawals.
pub fn random_scenario(random: &mut Random) -> Scenario {
    let keys = 1 + random.below(6);
    let others = *random.pick(&[0, 1, 3, 20, 200]);
    let accounts = accounts(keys, others);
    let mut nonces: BTreeMap<u64, u64> = BTreeMap::new();
    let mut known: Vec<Address> = accounts.keys().copied().collect();
    known.extend([L1, address_of(1), address_of(9), address_of(10), [0xbe; 20]]);
    let mut posted = |random: &mut Random| {
        if random.one_in(12) {
            return Posted::Rubbish((0..random.below(40)).map(|_| random.next() as u8).collect());
        }
        let key = 1 + random.below(keys);
        let nonce = nonces.entry(key).or_default();
        let to = if random.one_in(3) { random.bytes() } else { *random.pick(&known) };
        let value = *random.pick(&[0, 1, 1_000_000_000, 10u128.pow(15), 3 * 10u128.pow(17)]);
        let mut transfer = Transfer::new(Key(key), *nonce, to, value);
        match random.below(16) {
            0 => transfer.chain_id += 1,
            1 => transfer.nonce += 1 + random.below(2),
            2 => transfer.gas += 1,
            3 => transfer.fee = random.below(1_000_000_000).into(),
            4 => transfer.tip = transfer.fee + 1,
            5 => transfer.value = u128::MAX,
            6 => transfer.tip = 0,
            7 => transfer.tip = transfer.fee,
            8 => transfer.fee = 875_000_000,
            _ => *nonce += 1,
        }
        Posted::Transfer(transfer)
    };
    let mut timestamp = 1_700_000_000;
    let (mut deposits, mut forced, mut blocks) = (0, Vec::new(), Vec::new());
    for _ in 0..1 + random.below(4) {
        timestamp += random.below(3);
        let of_block = random.below(8);
        let of_block_forced = random.below(3) as usize;
        forced.extend((0..of_block_forced).map(|_| posted(random)));
        let block = Block {
            timestamp,
            beneficiary: if random.one_in(4) { known[0] } else { [0xbe; 20] },
            prev_randao: random.bytes(),
            deposits: random.below(4) as usize,
            forced: of_block_forced,
            transactions: (0..of_block).map(|_| posted(random)).collect(),
        };
        deposits += block.deposits;
        blocks.push(block);
    }
    let deposits = (0..deposits)
        .map(|_| {
            let to = if random.one_in(2) { random.bytes() } else { *random.pick(&known) };
            (to, random.below(1 << 40))
        })
        .collect();
    Scenario {
        deposit_index: random.below(1 << 40),
        deposits,
        forced_index: random.below(300),
        forced,
        deflated: random.one_in(2),
        ..Scenario::new(accounts, blocks)
    }
}
