package network.akashi.bench;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.tx.Fees;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.chain.tx.Transaction;
import network.akashi.rollup.batch.Payload;
import network.akashi.rollup.batch.StrictInflater;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.block.Transfer;
import network.akashi.rollup.state.BlockBuilder;
import network.akashi.rollup.state.ExecutedBlock;
import network.akashi.rollup.state.GenesisBlock;
import network.akashi.rollup.trie.Witness;
import network.akashi.rollup.trie.WitnessNode;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a sequencer does with each transfer; microseconds a transfer, 20,000 accounts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class RollupBenchmark {
  private static final int TRANSFERS = 300;
  private static final long CHAIN_ID = 901;

  private final List<Bytes> raw = new ArrayList<>();
  private List<Transfer> transfers = List.of();
  private Optional<GenesisBlock> genesis = Optional.empty();
  private Bytes payload = Bytes.EMPTY;
  private List<Bytes> keys = List.of();

  /** Signs transfers of one sender to random accounts. */
  @Setup
  public void prepare() {
    Random random = new Random(1);
    PrivateKey sender = PrivateKey.of(Bytes32.of(BigInteger.valueOf(7)));
    Map<Address, BigInteger> alloc = new HashMap<>();
    alloc.put(sender.address(), BigInteger.TEN.pow(24));
    List<Address> others = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      byte[] address = new byte[Address.SIZE];
      random.nextBytes(address);
      others.add(Address.of(address));
      alloc.put(others.getLast(), BigInteger.TEN);
    }
    Fees fees = new Fees(BigInteger.TEN.pow(10), BigInteger.ONE);
    for (int i = 0; i < TRANSFERS; i++) {
      Address to = others.get(random.nextInt(others.size()));
      Transaction transaction =
          new Transaction(
              CHAIN_ID, i, fees, Transfer.GAS, Optional.of(to), BigInteger.TEN, Bytes.EMPTY);
      raw.add(transaction.sign(sender).raw());
    }
    transfers = decode();
    transfers.forEach(Transfer::sender);
    genesis =
        Optional.of(
            GenesisBlock.of(new Genesis(CHAIN_ID, 1, BigInteger.valueOf(1_000_000_000), alloc)));
    payload = Payload.compressed(Bytes.concat(raw.toArray(new Bytes[0])));
    keys =
        others.subList(0, TRANSFERS).stream().map(network.akashi.rollup.state.State::key).toList();
  }

  /** From bytes to transfers, without their senders. */
  @Benchmark
  @OperationsPerInvocation(TRANSFERS)
  public List<Transfer> decode() {
    List<Transfer> decoded = new ArrayList<>();
    for (Bytes bytes : raw) {
      if (Transfer.decode(bytes) instanceof Transfer.Decoding.Decoded(Transfer transfer)) {
        decoded.add(transfer);
      }
    }
    return decoded;
  }

  /** Who signed each. */
  @Benchmark
  @OperationsPerInvocation(TRANSFERS)
  public int recover() {
    int found = 0;
    for (Transfer transfer : transfers) {
      found += transfer.transaction().recoverSender().isPresent() ? 1 : 0;
    }
    return found;
  }

  /** A block of all: accounts, state root, header. */
  @Benchmark
  @OperationsPerInvocation(TRANSFERS)
  public ExecutedBlock execute() {
    GenesisBlock parent = genesis.orElseThrow();
    BlockBuilder block =
        new BlockBuilder(CHAIN_ID, parent.state(), parent.header(), 1, Address.ZERO, Bytes32.ZERO);
    transfers.forEach(block::attempt);
    return block.seal();
  }

  /** The trie nodes for as many accounts. */
  @Benchmark
  @OperationsPerInvocation(TRANSFERS)
  public List<WitnessNode> witness() {
    return Witness.of(genesis.orElseThrow().state().trie(), keys);
  }

  /** Their compressed bytes, inflated. */
  @Benchmark
  @OperationsPerInvocation(TRANSFERS)
  public Optional<Bytes> inflate() {
    return StrictInflater.inflate(payload.slice(1, payload.size()), Payload.MAX_BATCH);
  }
}
