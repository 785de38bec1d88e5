package network.akashi.node.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.ProofMarketEvent;
import network.akashi.chain.contracts.ProofRequest;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.tx.Wallet;
import network.akashi.market.Deadlines;
import network.akashi.node.onchain.Contracts;
import network.akashi.node.work.Sha256;
import network.akashi.zkvm.exec.Executor;
import network.akashi.zkvm.program.Program;
import network.akashi.zkvm.proof.ProgramKey;

/** Single runs of a small program, requested one by one: the market without a rollup. */
final class RunsWorkload implements Workload {
  private final Deadlines deadlines;
  private final int sampleSize;
  private final Path guest;
  private final Path inputs;
  private final int count;
  private final double perSecond;
  private final Ethereum ethereum;
  private final Contracts contracts;
  private final Wallet requester;
  private final Program program;
  private final Bytes32 programId;
  private final Map<Bytes32, Bytes32> expected = new HashMap<>();
  private final Thread thread;
  private volatile boolean done;

  RunsWorkload(
      Path guest,
      Path inputs,
      int count,
      double perSecond,
      Ethereum ethereum,
      Contracts contracts,
      Wallet requester,
      Deadlines deadlines,
      int sampleSize) {
    this.deadlines = deadlines;
    this.sampleSize = sampleSize;
    this.guest = guest;
    this.inputs = inputs;
    this.count = count;
    this.perSecond = perSecond;
    this.ethereum = ethereum;
    this.contracts = contracts;
    this.requester = requester;
    try {
      Files.createDirectories(inputs);
      this.program = Program.fromElf(Files.readAllBytes(guest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.programId = Bytes32.of(ProgramKey.commitment(program).id().bytes());
    this.thread = Thread.ofPlatform().name("requests").daemon(true).unstarted(this::run);
  }

  @Override
  public List<Path> guests() {
    return List.of(guest);
  }

  @Override
  public Path inputs() {
    return inputs;
  }

  @Override
  public String configuration() {
    return "";
  }

  @Override
  public void start() {
    thread.start();
  }

  private void run() {
    try {
      long began = System.nanoTime();
      for (int i = 0; i < count; i++) {
        long due = began + (long) (i * 1e9 / perSecond);
        Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
        request(i);
      }
      done = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void request(int number) {
    byte[] input =
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(100 + number)
            .array();
    Bytes32 commitment = Sha256.of(input);
    try {
      Files.write(inputs.resolve(commitment.toHex()), input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    ProofRequest request = terms(number, commitment);
    var market = contracts.market();
    Bytes32 id = ethereum.call(market.requestIdOf(request));
    Bytes32 digest =
        Bytes32.of(Executor.interpreter().execute(program, input, 1 << 20).outputDigest());
    synchronized (this) {
      expected.put(id, digest);
    }
    BigInteger escrow = ethereum.call(market.escrowOf(request));
    requester.send(market.request(request).withValue(escrow));
  }

  @Override
  public boolean isAllRequested() {
    return done;
  }

  @Override
  public int requests() {
    return count;
  }

  @Override
  public synchronized boolean isRight(Bytes32 request, ProofMarketEvent.Fulfilled paid) {
    return paid.outputDigest().equals(expected.get(request));
  }

  @Override
  public String conclusion() {
    return "every run, executed here by the interpreter, has the output that was paid for";
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private ProofRequest terms(long nonce, Bytes32 commitment) {
    return new ProofRequest(
        requester.address(),
        BigInteger.valueOf(nonce),
        programId,
        commitment,
        1,
        BigInteger.valueOf(20_000_000),
        BigInteger.valueOf(2_000_000),
        BigInteger.valueOf(4_000_000),
        BigInteger.TEN.pow(17),
        deadlines.t1(),
        deadlines.t2(),
        deadlines.t3(),
        deadlines.t4(),
        1 << 1,
        0,
        0,
        sampleSize,
        Address.ZERO,
        0);
  }
}
