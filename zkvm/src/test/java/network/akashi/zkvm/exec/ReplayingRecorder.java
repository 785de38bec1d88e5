package network.akashi.zkvm.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.akashi.zkvm.isa.Code;
import network.akashi.zkvm.isa.Format;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;

/**
 * Checks a trace as a proof would: with nothing but the records, registers and memory must hold at
 * every access what the access before left there.
 */
final class ReplayingRecorder implements TraceRecorder {
  private record Access(long address, long before, long after) {}

  private final Code code;
  private final Memory initial;
  private final long[] registers = new long[Code.DISCARD + 1];
  private final Map<Long, Long> memory = new HashMap<>();
  private final List<Access> accesses = new ArrayList<>();
  private final Map<Integer, Long> arguments = new HashMap<>();
  private long cycles;

  ReplayingRecorder(Program program, byte[] input) {
    this.code = program.code();
    this.initial = new Memory(program.image(), input);
  }

  long cycles() {
    return cycles;
  }

  @Override
  public void argument(int number, long value) {
    arguments.put(number, value);
  }

  @Override
  public void access(long address, long before, long after) {
    assertThat(address & 7).isZero();
    accesses.add(new Access(address, before, after));
  }

  @Override
  public void instruction(int index, long first, long second, long before, long after) {
    cycles++;
    Op op = code.op(index);
    boolean isCall = op == Op.ECALL;
    check(first, isCall ? registers[Machine.A7] : registers[code.firstSource(index)]);
    check(second, isCall ? registers[Machine.A0] : registers[code.secondSource(index)]);
    arguments.forEach((number, value) -> check(value, registers[number]));
    for (Access access : accesses) {
      long known = memory.computeIfAbsent(access.address, initial::peek);
      check(access.before, known);
      memory.put(access.address, access.after);
      if (!isCall && op.format() != Format.STORE) {
        check(access.after, access.before);
      }
    }
    int destination = isCall ? Machine.A0 : code.destination(index);
    check(before, registers[destination]);
    registers[destination] = after;
    accesses.clear();
    arguments.clear();
  }

  private static void check(long actual, long expected) {
    if (actual != expected) {
      throw new AssertionError("trace holds 0x%x, not 0x%x".formatted(actual, expected));
    }
  }
}
