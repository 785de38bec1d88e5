package network.akashi.node.farm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.store.PostgresUrl;
import network.akashi.node.work.Programs;
import network.akashi.node.work.RunBatch;
import network.akashi.node.work.Sha256;
import network.akashi.node.work.Work;
import network.akashi.testkit.Postgres;
import network.akashi.zkvm.exec.Execution;
import network.akashi.zkvm.exec.Executor;
import network.akashi.zkvm.program.Program;

/** A farm of its own on the tests' server, and work for it. */
final class TestFarm {
  static final Address PAYEE = Address.fromHex("0x00000000000000000000000000000000000000aa");
  private static final Path GUEST =
      Path.of(System.getProperty("akashi.root", "..")).resolve("guests/elf/fibonacci.elf");
  private static final long MOST_CYCLES = 1L << 20;

  final String address = Postgres.newSchema();
  final PostgresUrl url = PostgresUrl.parse(address);
  final Programs programs = new Programs();
  final byte[] elf;
  final Bytes32 program;

  TestFarm() {
    try {
      elf = Files.readAllBytes(GUEST);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    program = programs.add(elf);
  }

  /** Runs a statement about the farm's tables, which it names as {@code TASK} and so on. */
  void sql(String statement) {
    String schema = address.substring(address.indexOf("schema=") + "schema=".length());
    Postgres.execute("SET search_path TO " + schema, statement, "SET search_path TO DEFAULT");
  }

  /** Time passes: all leases run out. */
  void expire() {
    sql("UPDATE task SET lease_until = now() - interval '1 second' WHERE state = 'LEASED'");
  }

  LeaseDesk desk(String name, String... labels) {
    LeaseDesk desk = LeaseDesk.open(url, profile(name, 4_096, List.of(labels)));
    desk.greet("IDLE");
    return desk;
  }

  static WorkerProfile profile(String name, int memoryMib, List<String> labels) {
    return new WorkerProfile(name, labels, memoryMib, List.of(), Duration.ofSeconds(30));
  }

  RunBatch batch(int request, int... numbers) {
    return new RunBatch(id(request), program, new Fibonaccis(programs, program, numbers), PAYEE);
  }

  static Bytes32 id(int number) {
    return Bytes32.of(BigInteger.valueOf(number));
  }

  static byte[] input(long number) {
    return ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(number).array();
  }

  /** Runs of the guest on these numbers. */
  private record Fibonaccis(Programs programs, Bytes32 program, int[] numbers) implements Work {
    private Execution execute(int run) {
      Program guest = programs.find(program).orElseThrow();
      return Executor.translator().execute(guest, TestFarm.input(numbers[run]), MOST_CYCLES);
    }

    @Override
    public Bytes32 outputDigest() {
      return Bytes32.ZERO;
    }

    @Override
    public Bytes callbackOutput() {
      return Bytes.EMPTY;
    }

    @Override
    public int runs() {
      return numbers.length;
    }

    @Override
    public byte[] input(int run, Address payee) {
      return TestFarm.input(numbers[run]);
    }

    @Override
    public Bytes32 outputDigest(int run, Address payee) {
      return Sha256.of(execute(run).output());
    }

    @Override
    public long estimatedCycles(int run) {
      return execute(run).cycles();
    }

    @Override
    public Bytes32 join(List<byte[]> outputs, Address payee) {
      return Bytes32.ZERO;
    }
  }

  static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofMinutes(3).toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("waited three minutes for " + what);
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError("interrupted while waiting for " + what, e);
      }
    }
  }
}
