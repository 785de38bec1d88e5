package network.akashi.zkvm.chip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import network.akashi.stark.air.Machine;
import network.akashi.stark.air.TraceSet;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.program.Program;

/** Runs that ask accelerators to work on prepared memory. */
final class AcceleratorRuns {
  private AcceleratorRuns() {}

  /** A program whose data begins with {@code words}. */
  static Program program(long[] words, Consumer<Assembler> body) {
    ByteBuffer data = ByteBuffer.allocate(8 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asLongBuffer().put(words);
    return Runs.program(body.andThen(a -> a.halt(0)), data.array());
  }

  /** Calls with pointers to words of the data in a0, a1, … */
  static Assembler call(Assembler a, EnvironmentCall call, int... words) {
    for (int i = 0; i < words.length; i++) {
      a.li(Assembler.A0 + i, Runs.DATA + 8L * words[i]);
    }
    return a.ecall(call);
  }

  static Machine machine(Program program) {
    return ZkMachine.of(program).machine();
  }

  static String check(Program program) {
    TraceSet run = Runs.tables(program);
    return Runs.check(program, run).report();
  }
}
