package network.akashi.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Hex;
import network.akashi.chain.Keccak256;
import network.akashi.chain.blob.Blob;
import network.akashi.chain.blob.Kzg;
import network.akashi.rollup.batch.BlobBinding;
import network.akashi.rollup.batch.BlobCodec;
import network.akashi.rollup.batch.StrictInflater;
import network.akashi.rollup.rlp.Rlp;
import network.akashi.rollup.rlp.RlpReader;
import network.akashi.rollup.state.State;
import network.akashi.rollup.transaction.EthereumTransaction;
import network.akashi.rollup.transaction.Fork;
import network.akashi.rollup.transaction.TransactionDecoder;
import network.akashi.rollup.trie.Trie;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Blocks of real chains, and the blob behind one of them. */
class EthereumBlocksTest {
  private static final String TAIKO = "ethereum-blocks/taiko-mainnet-192317-with-blob.json";
  private static final String MAINNET = "ethereum-blocks/mainnet-22615247.json";

  @Test
  void taikosBlobIsTheBlock() {
    JsonNode file = Json.read(TAIKO);
    Blob blob = new Blob(Bytes.of(bytes(file.get("taiko").get("tx_data"))));
    Bytes data = BlobCodec.unpack(blob).orElseThrow();
    assertThat(data.size()).isEqualTo(10_291);
    assertThat(BlobCodec.pack(data)).isEqualTo(blob);
    Bytes list = StrictInflater.inflate(data, 1 << 20).orElseThrow();
    assertThat(list.size()).isEqualTo(21_444);

    List<EthereumTransaction> transactions = new ArrayList<>();
    RlpReader items = RlpReader.of(list.toArray()).list();
    while (items.hasNext()) {
      // Legacy transactions are lists, others strings.
      byte[] raw = items.nextIsList() ? items.raw() : items.string();
      transactions.add(TransactionDecoder.decode(Bytes.of(raw)).toOptional().orElseThrow());
    }
    assertThat(transactions).hasSize(102);

    List<Bytes32> posted = new ArrayList<>();
    BigInteger chain = BigInteger.valueOf(167_000);
    for (EthereumTransaction transaction : transactions) {
      assertThat(Fork.SHANGHAI.check(transaction, chain)).isEmpty();
      assertThat(transaction.recoverSender()).isPresent();
      posted.add(transaction.hash());
    }
    List<Bytes32> included =
        file.get("block").get("body").valueStream().skip(1).map(t -> word(t, "hash")).toList();
    assertThat(posted).containsAll(included);
    posted.retainAll(included);
    assertThat(posted).as("the same order").isEqualTo(included);
  }

  @Test
  void taikosCommitmentIsWhatTheChainSays() {
    JsonNode file = Json.read(TAIKO);
    Blob blob = new Blob(Bytes.of(bytes(file.get("taiko").get("tx_data"))));
    Kzg kzg = Kzg.get();
    Bytes commitment = kzg.commit(blob);
    assertThat(commitment).isEqualTo(Bytes.of(bytes(file.get("taiko").get("blob_commitment"))));
    Bytes32 versionedHash = Kzg.versionedHash(commitment);
    assertThat(versionedHash)
        .isEqualTo(word(file.get("taiko").get("block_proposed").get("meta"), "blobHash"));
    BlobBinding binding = BlobBinding.of(versionedHash, blob);
    assertThat(binding.y()).isEqualTo(kzg.open(blob, binding.z()).value());
  }

  @Test
  void taikosTransactionsHashToItsHeader() {
    JsonNode block = Json.read(TAIKO).get("block");
    List<Bytes> raw = new ArrayList<>();
    for (JsonNode item : block.get("body")) {
      Bytes encoded = taiko(item);
      assertThat(Keccak256.hash(encoded)).isEqualTo(word(item, "hash"));
      raw.add(encoded);
    }
    assertThat(Trie.ofList(raw).root()).isEqualTo(word(block.get("header"), "transactions_root"));
  }

  private static Bytes taiko(JsonNode item) {
    JsonNode signature = item.get("signature");
    byte[] r = quantity(signature.get("r"));
    byte[] s = quantity(signature.get("s"));
    long odd = signature.get("odd_y_parity").booleanValue() ? 1 : 0;
    JsonNode legacy = item.get("transaction").get("Legacy");
    List<byte[]> fields = new ArrayList<>();
    if (legacy != null) {
      fields.add(quantity(legacy.get("nonce")));
      fields.add(quantity(legacy.get("gas_price")));
      taikoCall(legacy, fields);
      long v = legacy.get("chain_id").isNull() ? 27 : 35 + 2 * legacy.get("chain_id").longValue();
      fields.add(Rlp.number(v + odd));
    } else {
      JsonNode typed = item.get("transaction").get("Eip1559");
      fields.add(quantity(typed.get("chain_id")));
      fields.add(quantity(typed.get("nonce")));
      fields.add(quantity(typed.get("max_priority_fee_per_gas")));
      fields.add(quantity(typed.get("max_fee_per_gas")));
      taikoCall(typed, fields);
      assertThat(typed.get("access_list")).isEmpty();
      fields.add(Rlp.list());
      fields.add(Rlp.number(odd));
    }
    fields.add(r);
    fields.add(s);
    Bytes list = Bytes.of(Rlp.list(fields));
    return legacy != null ? list : Bytes.concat(Bytes.of(new byte[] {2}), list);
  }

  private static void taikoCall(JsonNode transaction, List<byte[]> fields) {
    fields.add(quantity(transaction.get("gas_limit")));
    fields.add(data(transaction.get("to")));
    fields.add(quantity(transaction.get("value")));
    fields.add(data(transaction.get("input")));
  }

  @Test
  void mainnetsTransactionsHashToItsHeader() {
    JsonNode block = Json.read(MAINNET).get("blocks").get(0);
    List<Bytes> raw = new ArrayList<>();
    for (JsonNode transaction : block.get("transaction")) {
      Bytes encoded = mainnet(transaction);
      raw.add(encoded);
      if (!transaction.get("type").stringValue().equals("0x3")) {
        EthereumTransaction decoded = TransactionDecoder.decode(encoded).toOptional().orElseThrow();
        assertThat(Fork.CANCUN.check(decoded, BigInteger.ONE)).isEmpty();
      }
    }
    assertThat(raw).hasSize(26);
    assertThat(Trie.ofList(raw).root()).isEqualTo(word(block.get("header"), "transactionsRoot"));
  }

  private static Bytes mainnet(JsonNode transaction) {
    int type = Hex.parseQuantity(transaction.get("type").stringValue()).intValue();
    List<byte[]> fields = new ArrayList<>();
    if (type > 0) {
      fields.add(quantity(transaction.get("chainId")));
    }
    fields.add(quantity(transaction.get("nonce")));
    if (type >= 2) {
      fields.add(quantity(transaction.get("maxPriorityFeePerGas")));
      fields.add(quantity(transaction.get("maxFeePerGas")));
    } else {
      fields.add(quantity(transaction.get("gasPrice")));
    }
    fields.add(quantity(transaction.get("gas")));
    fields.add(data(transaction.get("to")));
    fields.add(quantity(transaction.get("value")));
    fields.add(data(transaction.get("input")));
    if (type > 0) {
      fields.add(accessList(transaction.get("accessList")));
    }
    if (type == 3) {
      fields.add(quantity(transaction.get("maxFeePerBlobGas")));
      fields.add(words(transaction.get("blobVersionedHashes")));
    }
    for (String name : List.of("v", "r", "s")) {
      fields.add(quantity(transaction.get(name)));
    }
    Bytes list = Bytes.of(Rlp.list(fields));
    return type == 0 ? list : Bytes.concat(Bytes.of(new byte[] {(byte) type}), list);
  }

  @Test
  void headersHashToTheirNames() {
    JsonNode file = Json.read(MAINNET);
    JsonNode header = file.get("blocks").get(0).get("header");
    assertThat(headerHash(header)).isEqualTo(word(header, "hash"));
    JsonNode parent = file.get("witness").get("ancestors").get(0);
    assertThat(headerHash(parent)).isEqualTo(word(header, "parentHash"));
  }

  private static Bytes32 headerHash(JsonNode header) {
    List<byte[]> fields = new ArrayList<>();
    for (String name :
        List.of(
            "parentHash",
            "sha3Uncles",
            "miner",
            "stateRoot",
            "transactionsRoot",
            "receiptsRoot",
            "logsBloom",
            "difficulty",
            "number",
            "gasLimit",
            "gasUsed",
            "timestamp",
            "extraData",
            "mixHash",
            "nonce",
            "baseFeePerGas",
            "withdrawalsRoot",
            "blobGasUsed",
            "excessBlobGas",
            "parentBeaconBlockRoot",
            "requestsHash")) {
      boolean isNumber =
          List.of("difficulty", "number", "timestamp").contains(name)
              || name.toLowerCase(Locale.ROOT).contains("gas");
      fields.add(isNumber ? quantity(header.get(name)) : data(header.get(name)));
    }
    return Keccak256.hash(Bytes.of(Rlp.list(fields)));
  }

  @Test
  void mainnetsWitnessOpensItsAccounts() {
    JsonNode file = Json.read(MAINNET);
    Map<Bytes32, Bytes> nodes = new HashMap<>();
    for (JsonNode node : file.get("witness").get("state")) {
      Bytes rlp = Bytes.fromHex(node.stringValue());
      nodes.put(Keccak256.hash(rlp), rlp);
    }
    Bytes32 root = word(file.get("witness").get("ancestors").get(0), "stateRoot");
    Trie trie = Trie.at(root, hash -> Optional.ofNullable(nodes.get(hash)));
    int found = 0;
    for (Map.Entry<String, JsonNode> entry : file.get("extra").get("preState").properties()) {
      Optional<Bytes> value = trie.get(State.key(Address.fromHex(entry.getKey())));
      JsonNode balance = entry.getValue().get("balance");
      if (value.isEmpty()) {
        assertThat(balance).isNull();
        continue;
      }
      RlpReader account = RlpReader.of(value.get().toArray()).list();
      account.number64();
      assertThat(account.number(256)).isEqualTo(Hex.parseQuantity(balance.stringValue()));
      found++;
    }
    assertThat(found).isGreaterThan(50);
  }

  private static byte[] accessList(JsonNode entries) {
    List<byte[]> items = new ArrayList<>();
    for (JsonNode entry : entries) {
      items.add(Rlp.list(data(entry.get("address")), words(entry.get("storageKeys"))));
    }
    return Rlp.list(items);
  }

  private static byte[] words(JsonNode words) {
    return Rlp.list(words.valueStream().map(EthereumBlocksTest::data).toList());
  }

  private static byte[] quantity(JsonNode value) {
    return Rlp.number(
        value.isNumber() ? value.bigIntegerValue() : Hex.parseQuantity(value.stringValue()));
  }

  private static byte[] data(JsonNode value) {
    return Rlp.string(value.isNull() ? new byte[0] : Hex.decode(value.stringValue()));
  }

  private static byte[] bytes(JsonNode numbers) {
    byte[] bytes = new byte[numbers.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) numbers.get(i).intValue();
    }
    return bytes;
  }

  private static Bytes32 word(JsonNode node, String name) {
    return Bytes32.fromHex(node.get(name).stringValue());
  }
}
