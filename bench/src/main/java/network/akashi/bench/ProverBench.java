package network.akashi.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import network.akashi.math.Parallel;
import network.akashi.stark.security.SecurityParameters;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.exec.Execution;
import network.akashi.zkvm.exec.Executor;
import network.akashi.zkvm.program.Program;
import network.akashi.zkvm.proof.Payee;
import network.akashi.zkvm.proof.ProgramKey;
import network.akashi.zkvm.proof.ProvenRun;
import network.akashi.zkvm.proof.RunProver;
import network.akashi.zkvm.proof.RunVerification;
import network.akashi.zkvm.proof.RunVerifier;

/**
 * Measures proofs of guests, from input to proof, in a warm process. Inputs are as large as fits
 * the wanted number of cycles.
 */
public final class ProverBench {
  /** Guests that can be measured. */
  public static final List<String> GUESTS =
      List.of("fibonacci", "sort", "bigint", "keccak-chain", "secp256k1-recover");

  private static final int WARM_UP = 2;
  private static final int MEASURED = 3;
  private static final int VERIFICATIONS = 9;
  private static final int LOG_SHORT = 16;
  private static final int KECCAK_CALLS = 2_000;
  private static final String KECCAK = "keccak-chain";
  private static final String RECOVER = "secp256k1-recover";

  private final Path guests;
  private final int threads;
  private final Consumer<String> progress;
  private final RunVerifier verifier = new RunVerifier(SecurityParameters.LEAF_118.targetBits());

  private ProverBench(Path guests, int threads, Consumer<String> progress) {
    this.guests = guests;
    this.threads = threads;
    this.progress = progress;
  }

  /**
   * Measures.
   *
   * @param guests the folder of guests that came with this program
   * @param only the guest to measure; empty for all
   * @param logCycles log2 of the cycles of a sustained run, 16 to 21
   * @param progress told what is being measured
   * @throws UncheckedIOException if a guest is not there
   * @throws IllegalStateException if a proof is not accepted
   */
  public static ProverReport run(
      Path guests, String only, int logCycles, int threads, Consumer<String> progress) {
    ProverBench bench = new ProverBench(guests, threads, progress);
    List<ProverReport.Row> rows = new ArrayList<>();
    for (String guest : ProverReport.MIX) {
      if (only.isEmpty() || only.equals(guest)) {
        rows.add(bench.sized(guest, ProverReport.Kind.SUSTAINED, 1L << logCycles));
      }
    }
    if (only.isEmpty()) {
      rows.add(bench.sized(ProverReport.MIX.getFirst(), ProverReport.Kind.SHORT, 1L << LOG_SHORT));
    }
    if (only.isEmpty() || only.equals(KECCAK)) {
      Program program = bench.program(KECCAK);
      rows.add(bench.measure(KECCAK, ProverReport.Kind.CALLS, program, input(KECCAK_CALLS)));
    }
    long recover = 0;
    if (only.isEmpty() || only.equals(RECOVER)) {
      recover = bench.recoverCycles();
    }
    return new ProverReport(Machine.current(), threads, rows, recover);
  }

  /** A run of at most {@code cycles}, as long as the guest's parameter allows. */
  private ProverReport.Row sized(String guest, ProverReport.Kind kind, long cycles) {
    progress.accept(guest + ": looking for an input of %,d cycles".formatted(cycles));
    Program program = program(guest);
    Executor executor = Executor.translator();
    long low = 1;
    long high = 1 << 20;
    while (low < high - 1) {
      long middle = (low + high) / 2;
      Execution run = executor.execute(program, sizedInput(guest, middle), cycles + 1);
      boolean fits = run.outcome().isSuccess() && run.cycles() <= cycles;
      low = fits ? middle : low;
      high = fits ? high : middle;
    }
    return measure(guest, kind, program, sizedInput(guest, low));
  }

  private static byte[] sizedInput(String guest, long size) {
    return guest.equals("sort") ? input(size, 1) : input(size);
  }

  private ProverReport.Row measure(
      String guest, ProverReport.Kind kind, Program program, byte[] input) {
    ProgramKey key = ProgramKey.of(program);
    List<Long> runs = new ArrayList<>();
    Map<String, Long> stages = new LinkedHashMap<>();
    ProvenRun proven;
    try (Parallel parallel = Parallel.ofThreads(threads);
        RunProver prover = new RunProver(key, parallel)) {
      int i = 0;
      do {
        progress.accept("%s: proof %d of %d".formatted(guest, i + 1, WARM_UP + MEASURED));
        long began = System.nanoTime();
        proven = prover.prove(input, Payee.NOBODY, (stage, nanos) -> stages.put(stage, nanos));
        if (i >= WARM_UP) {
          runs.add(System.nanoTime() - began);
        }
        i++;
      } while (i < WARM_UP + MEASURED);
    }
    long[] verifications = new long[VERIFICATIONS];
    for (int i = 0; i < VERIFICATIONS; i++) {
      long began = System.nanoTime();
      RunVerification answer = verifier.verify(proven.proof(), key.id());
      verifications[i] = System.nanoTime() - began;
      if (!answer.isAccepted()) {
        throw new IllegalStateException("the proof of %s was not accepted".formatted(guest));
      }
    }
    Arrays.sort(verifications);
    return new ProverReport.Row(
        guest,
        kind,
        proven.execution().cycles(),
        proven.execution().counts().of(EnvironmentCall.KECCAK_F),
        runs,
        stages,
        proven.cellsByChip(),
        proven.peakBytes(),
        proven.proof().length,
        verifications[VERIFICATIONS / 2]);
  }

  private long recoverCycles() {
    Program program = program(RECOVER);
    byte[] input = Secp256k1Input.known();
    Execution run = Executor.translator().execute(program, input, 1L << 30);
    if (!run.outcome().isSuccess()) {
      throw new IllegalStateException(RECOVER + ": " + run.outcome().message());
    }
    return run.cycles();
  }

  private Program program(String guest) {
    try {
      return Program.fromElf(Files.readAllBytes(guests.resolve(guest + ".elf")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] input(long... words) {
    ByteBuffer input =
        ByteBuffer.allocate(Long.BYTES * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long word : words) {
      input.putLong(word);
    }
    return input.array();
  }
}
