package network.akashi.rollup.precompile;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import network.akashi.chain.Bytes;
import network.akashi.zkvm.exec.Execution;
import network.akashi.zkvm.exec.Executor;
import network.akashi.zkvm.exec.Outcome;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Assumptions;

/** The functions of the C header as the guest {@code precompiles} calls them, in its encoding. */
final class GuestCalls {
  private static final String GUEST = "precompiles.elf";

  private final Program program;
  private final Executor executor = Executor.translator();
  private final Map<Integer, Long> mostCycles = new TreeMap<>();

  GuestCalls() throws IOException {
    Path elf = Path.of(System.getProperty("akashi.guests", "guests/elf"), GUEST);
    Assumptions.assumeTrue(Files.exists(elf), () -> "no guest at " + elf);
    program = Program.fromElf(Files.readAllBytes(elf));
  }

  /** The result, or empty if the function fails. */
  Optional<Bytes> call(int function, Bytes operands) {
    ByteBuffer input =
        ByteBuffer.allocate(8 + operands.size())
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(function)
            .put(operands.toArray());
    Execution run = executor.execute(program, input.array(), 1L << 34);
    if (!(run.outcome() instanceof Outcome.Halted(int code) && code == 0)) {
      throw new AssertionError("function 0x%x: %s".formatted(function, run.outcome().message()));
    }
    mostCycles.merge(function, run.cycles(), Math::max);
    Bytes output = Bytes.of(run.output());
    return output.get(0) == 0 ? Optional.of(output.slice(1, output.size())) : Optional.empty();
  }

  /** How a run with these bytes as its whole input ends. */
  Outcome end(byte[] input) {
    return executor.execute(program, input, 1L << 34).outcome();
  }

  /** The most cycles that a call of each function took. */
  Map<Integer, Long> mostCycles() {
    return new TreeMap<>(mostCycles);
  }
}
