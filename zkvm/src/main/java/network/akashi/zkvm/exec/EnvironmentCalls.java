package network.akashi.zkvm.exec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import network.akashi.math.KoalaBear;
import network.akashi.math.Poseidon2;
import org.jspecify.annotations.Nullable;

/**
 * Carries out {@code ecall}s. A call either has its whole effect or, if it traps, none.
 *
 * <p>Every access that a proof has to account for is reported to the recorder, in the order of the
 * arguments: registers read, words read, words written.
 */
final class EnvironmentCalls {
  /** The most bytes of output, and of messages, that a run may hand out. */
  static final int MAX_OUTPUT_BYTES = 1 << 26;

  private static final long[] NO_ARGUMENTS = {};
  private static final int STANDARD_OUTPUT = 1;
  private static final int STANDARD_ERROR = 2;

  private final Machine machine;
  private final Memory memory;
  private final long[] x;
  private final @Nullable TraceRecorder recorder;
  private final ModularMultiplier multiplier = new ModularMultiplier();
  private final KeccakF keccak = new KeccakF();
  private final Sha256.Compression sha256 = new Sha256.Compression();

  EnvironmentCalls(Machine machine, @Nullable TraceRecorder recorder) {
    this.machine = machine;
    this.memory = machine.memory;
    this.x = machine.x;
    this.recorder = recorder;
  }

  /** Carries out the call at the machine's pc; afterwards the machine may have stopped. */
  void call() {
    EnvironmentCall call = EnvironmentCall.of(x[Machine.A7]);
    if (call == null) {
      machine.trap(new Trap.UnknownCall(machine.pc, x[Machine.A7]));
      return;
    }
    try {
      long[] arguments =
          recorder == null
              ? NO_ARGUMENTS
              : Arrays.copyOfRange(x, Machine.A0, Machine.A0 + call.arguments());
      switch (call) {
        case HALT -> machine.outcome = new Outcome.Halted((int) x[Machine.A0]);
        case WRITE -> write();
        case KECCAK_F -> keccakF();
        case MULMOD256 -> mulmod();
        case SHA256_COMPRESS -> sha256();
        case POSEIDON2 -> poseidon2();
      }
      machine.callCounts[call.index()]++;
      for (int i = 1; i < arguments.length && recorder != null; i++) {
        recorder.argument(Machine.A0 + i, arguments[i]);
      }
    } catch (BadArgument bad) {
      machine.trap(new Trap.BadCall(machine.pc, call, bad.problem));
    }
  }

  /**
   * Hands bytes out and answers with their number, whether or not there was anybody to take them
   * (of marks, see {@link Profile}, nobody hears but who asks): what the host does with them is no
   * part of the machine, and a proof says nothing about it.
   */
  private void write() {
    long address = x[Machine.A0 + 1];
    long length = x[Machine.A0 + 2];
    boolean isOutput = x[Machine.A0] == STANDARD_OUTPUT;
    ByteArrayOutputStream sink = isOutput ? machine.output : machine.log;
    if (!isOutput && x[Machine.A0] != STANDARD_ERROR) {
      refuse("a0 is neither 1 (output) nor 2 (messages)");
    } else if (length < 0 || length > MAX_OUTPUT_BYTES - sink.size()) {
      refuse("they would be more than %d in all".formatted(MAX_OUTPUT_BYTES));
    } else {
      try {
        byte[] bytes = memory.copy(address, (int) length);
        if (isOutput || !Profile.isMark(bytes)) {
          sink.writeBytes(bytes);
        } else if (machine.profile != null) {
          machine.profile.mark(machine, bytes);
        }
      } catch (MemoryFault fault) {
        refuse(fault.at(machine.pc).message());
      }
    }
    x[Machine.A0] = length;
  }

  private void refuse(String why) {
    machine.log.writeBytes(
        "akashi: bytes of the write at pc 0x%08x were dropped: %s%n"
            .formatted(machine.pc, why)
            .getBytes(StandardCharsets.UTF_8));
  }

  private void keccakF() throws BadArgument {
    long address = argument(0);
    long[] before = operand(address, KeccakF.WORDS);
    long[] state = before.clone();
    result(address, KeccakF.WORDS);
    keccak.permute(state, 0);
    replace(address, before, state);
  }

  private void mulmod() throws BadArgument {
    long target = argument(0);
    long[][] operands = new long[4][];
    for (int i = 0; i < operands.length; i++) {
      operands[i] = operand(argument(i + 1), Integer256.WORDS);
    }
    long[] before = result(target, Integer256.WORDS);
    long[] modulus = operands[3];
    if ((modulus[0] | modulus[1] | modulus[2] | modulus[3]) == 0) {
      throw new BadArgument("the modulus is 0");
    }
    for (int i = 0; i < operands.length; i++) {
      read(argument(i + 1), operands[i]);
    }
    replace(target, before, multiplier.multiplyAdd(operands[0], operands[1], operands[2], modulus));
  }

  private void sha256() throws BadArgument {
    long stateAddress = argument(0);
    long blockAddress = argument(1);
    long[] before = operand(stateAddress, Sha256.STATE_WORDS / 2);
    long[] message = operand(blockAddress, Sha256.BLOCK_WORDS / 2);
    result(stateAddress, before.length);
    long[] state = before.clone();
    sha256.compress(state, 0, message, 0);
    read(blockAddress, message);
    replace(stateAddress, before, state);
  }

  private void poseidon2() throws BadArgument {
    long address = argument(0);
    long[] before = operand(address, Poseidon2.WIDTH_16.width() / 2);
    result(address, before.length);
    int[] state = halves(before);
    for (int i = 0; i < state.length; i++) {
      if (!KoalaBear.isCanonical(state[i])) {
        throw new BadArgument(
            "word %d of the state, 0x%08x, is not below the prime".formatted(i, state[i]));
      }
      state[i] = KoalaBear.fromInt(state[i]);
    }
    Poseidon2.WIDTH_16.permute(state, 0);
    for (int i = 0; i < state.length; i++) {
      state[i] = KoalaBear.toInt(state[i]);
    }
    replace(address, before, words(state));
  }

  private long argument(int number) {
    return x[Machine.A0 + number];
  }

  private long[] operand(long address, int words) throws BadArgument {
    if ((address & 7) != 0) {
      throw new BadArgument("pointer 0x%x is no multiple of 8".formatted(address));
    }
    long[] values = new long[words];
    for (int i = 0; i < words; i++) {
      values[i] = memory.load64(address + 8L * i);
    }
    return values;
  }

  /** What stands where a result will be written, after a check that it may be. */
  private long[] result(long address, int words) throws BadArgument {
    long[] before = operand(address, words);
    memory.requireWritable(address, 8 * words);
    return before;
  }

  private void read(long address, long[] values) {
    if (recorder != null) {
      for (int i = 0; i < values.length; i++) {
        recorder.access(address + 8L * i, values[i], values[i]);
      }
    }
  }

  private void replace(long address, long[] before, long[] after) {
    for (int i = 0; i < after.length; i++) {
      memory.store64(address + 8L * i, after[i]);
      if (recorder != null) {
        recorder.access(address + 8L * i, before[i], after[i]);
      }
    }
  }

  private static int[] halves(long[] words) {
    int[] halves = new int[2 * words.length];
    Arrays.setAll(halves, i -> (int) (words[i / 2] >>> (32 * (i % 2))));
    return halves;
  }

  private static long[] words(int[] halves) {
    long[] words = new long[halves.length / 2];
    Arrays.setAll(words, i -> (halves[2 * i] & 0xffff_ffffL) | (long) halves[2 * i + 1] << 32);
    return words;
  }

  /** Carries what is wrong with a call's arguments to {@link #call}. */
  private static final class BadArgument extends Exception {
    private static final long serialVersionUID = 1;

    private final String problem;

    BadArgument(String problem) {
      super(problem, null, false, false);
      this.problem = problem;
    }
  }
}
