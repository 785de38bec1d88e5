package network.akashi.zkvm.exec;

import network.akashi.zkvm.isa.Code;
import network.akashi.zkvm.isa.Op;
import org.jspecify.annotations.Nullable;

/**
 * Carries out one instruction after the other: the definition of what RV64IM means here, and the
 * only engine that records a trace.
 *
 * <p>Registers are read before the destination is written, and the pc moves last, so an instruction
 * that traps has had no effect.
 *
 * <p>Not final: tests override {@link #fetch}, {@link #destination}, {@link #source}, {@link
 * #compute}, {@link #isTaken}, {@link #load}, {@link #stored} and {@link #next} to make a machine
 * that errs, and a trace of its run that is consistent in all else, which no verifier may accept.
 */
class Interpreter {
  private final Machine machine;
  private final Code code;
  private final Memory memory;
  private final long[] x;
  private final @Nullable TraceRecorder recorder;
  private final EnvironmentCalls calls;

  Interpreter(Machine machine, @Nullable TraceRecorder recorder) {
    this.machine = machine;
    this.code = machine.code;
    this.memory = machine.memory;
    this.x = machine.x;
    this.recorder = recorder;
    this.calls = new EnvironmentCalls(machine, recorder);
  }

  /**
   * Runs until the machine stops or has carried out {@code cycles} instructions since its start.
   */
  void runUntil(long cycles) {
    try {
      while (machine.outcome == null && machine.cycles < cycles) {
        step();
      }
    } catch (MemoryFault fault) {
      machine.trap(fault.at(machine.pc));
    }
  }

  /** Carries out the instruction at the pc, unless it traps. May let a {@link MemoryFault} out. */
  void step() {
    int index = machine.jump(machine.pc, machine.pc);
    if (index < 0) {
      return;
    }
    int fetched = fetch(index);
    int destination = destination(code.destination(fetched));
    long first = x[source(code.firstSource(fetched))];
    long second = x[code.secondSource(fetched)];
    long before = x[destination];
    long pc = machine.pc;
    long next = pc + 4;
    int immediate = code.immediate(fetched);
    Op op = code.op(fetched);
    switch (op) {
      case LUI -> x[destination] = immediate;
      case AUIPC -> x[destination] = pc + immediate;
      case JAL -> {
        next = pc + immediate;
        if (machine.jump(pc, next) < 0) {
          return;
        }
        x[destination] = pc + 4;
      }
      case JALR -> {
        next = (first + immediate) & ~1L;
        if (machine.jump(pc, next) < 0) {
          return;
        }
        x[destination] = pc + 4;
      }
      case BEQ, BNE, BLT, BGE, BLTU, BGEU -> {
        if (isTaken(op, first, second)) {
          next = pc + immediate;
          if (machine.jump(pc, next) < 0) {
            return;
          }
        }
      }
      case LB, LH, LW, LD, LBU, LHU, LWU -> x[destination] = load(op, first + immediate);
      case SB, SH, SW, SD -> store(op, first + immediate, stored(second));
      case ECALL -> {
        first = x[Machine.A7];
        second = x[Machine.A0];
        before = second;
        calls.call();
        if (machine.outcome instanceof Outcome.Trapped) {
          return;
        }
        if (machine.outcome != null) {
          next = pc;
        }
      }
      case EBREAK -> {
        machine.trap(new Trap.Breakpoint(pc));
        return;
      }
      case ILLEGAL -> {
        machine.trap(new Trap.IllegalInstruction(pc, code.word(fetched)));
        return;
      }
      case FENCE -> x[Code.DISCARD] = 0;
      default -> x[destination] = compute(op, first, second, immediate);
    }
    machine.pc = next(next);
    machine.cycles++;
    machine.opCounts[op.index()]++;
    if (recorder != null) {
      int written = op == Op.ECALL ? Machine.A0 : destination;
      recorder.instruction(index, first, second, before, x[written]);
    }
  }

  /** Index of the instruction that is carried out where {@code index} is due: that very one. */
  int fetch(int index) {
    return index;
  }

  /** The register that is written where {@code register} should be: that very one. */
  int destination(int register) {
    return register;
  }

  /** The register that is read first where {@code register} should be: that very one. */
  int source(int register) {
    return register;
  }

  /** What a store of {@code value} stores: just that. */
  long stored(long value) {
    return value;
  }

  /** Where control goes when it should go to {@code pc}: there. */
  long next(long pc) {
    return pc;
  }

  boolean isTaken(Op op, long a, long b) {
    return switch (op) {
      case BEQ -> a == b;
      case BNE -> a != b;
      case BLT -> a < b;
      case BGE -> a >= b;
      case BLTU -> Long.compareUnsigned(a, b) < 0;
      case BGEU -> Long.compareUnsigned(a, b) >= 0;
      default -> throw new IllegalArgumentException("not a branch: " + op);
    };
  }

  long compute(Op op, long a, long b, int immediate) {
    return switch (op) {
      case ADDI -> a + immediate;
      case SLTI -> a < immediate ? 1 : 0;
      case SLTIU -> Long.compareUnsigned(a, immediate) < 0 ? 1 : 0;
      case XORI -> a ^ immediate;
      case ORI -> a | immediate;
      case ANDI -> a & immediate;
      case SLLI -> a << immediate;
      case SRLI -> a >>> immediate;
      case SRAI -> a >> immediate;
      case ADD -> a + b;
      case SUB -> a - b;
      case SLL -> a << b;
      case SLT -> a < b ? 1 : 0;
      case SLTU -> Long.compareUnsigned(a, b) < 0 ? 1 : 0;
      case XOR -> a ^ b;
      case SRL -> a >>> b;
      case SRA -> a >> b;
      case OR -> a | b;
      case AND -> a & b;
      case ADDIW -> (int) a + immediate;
      case SLLIW -> (int) a << immediate;
      case SRLIW -> (int) a >>> immediate;
      case SRAIW -> (int) a >> immediate;
      case ADDW -> (int) a + (int) b;
      case SUBW -> (int) a - (int) b;
      case SLLW -> (int) a << (int) b;
      case SRLW -> (int) a >>> (int) b;
      case SRAW -> (int) a >> (int) b;
      case MUL -> a * b;
      case MULH -> Math.multiplyHigh(a, b);
      case MULHSU -> Arithmetic.mulhsu(a, b);
      case MULHU -> Math.unsignedMultiplyHigh(a, b);
      case DIV -> Arithmetic.div(a, b);
      case DIVU -> Arithmetic.divu(a, b);
      case REM -> Arithmetic.rem(a, b);
      case REMU -> Arithmetic.remu(a, b);
      case MULW -> (int) (a * b);
      case DIVW -> Arithmetic.divw(a, b);
      case DIVUW -> Arithmetic.divuw(a, b);
      case REMW -> Arithmetic.remw(a, b);
      case REMUW -> Arithmetic.remuw(a, b);
      default -> throw new IllegalArgumentException("computes nothing: " + op);
    };
  }

  long load(Op op, long address) {
    long value =
        switch (op) {
          case LB -> memory.load8(address);
          case LH -> memory.load16(address);
          case LW -> memory.load32(address);
          case LD -> memory.load64(address);
          case LBU -> memory.load8(address) & 0xff;
          case LHU -> memory.load16(address) & 0xffff;
          case LWU -> memory.load32(address) & 0xffff_ffffL;
          default -> throw new IllegalArgumentException("not a load: " + op);
        };
    if (recorder != null) {
      long last = lastWord(address, bytes(op));
      for (long word = address & -8; word <= last; word += 8) {
        long content = memory.peek(word);
        recorder.access(word, content, content);
      }
    }
    return value;
  }

  private void store(Op op, long address, long value) {
    long word = address & -8;
    long last = lastWord(address, bytes(op));
    long before = recorder == null ? 0 : memory.peek(word);
    long beforeLast = recorder == null ? 0 : memory.peek(last);
    switch (op) {
      case SB -> memory.store8(address, value);
      case SH -> memory.store16(address, value);
      case SW -> memory.store32(address, value);
      case SD -> memory.store64(address, value);
      default -> throw new IllegalArgumentException("not a store: " + op);
    }
    if (recorder != null) {
      recorder.access(word, before, memory.peek(word));
      if (last != word) {
        recorder.access(last, beforeLast, memory.peek(last));
      }
    }
  }

  private static long lastWord(long address, int bytes) {
    return (address + bytes - 1) & -8;
  }

  private static int bytes(Op op) {
    return switch (op) {
      case LB, LBU, SB -> 1;
      case LH, LHU, SH -> 2;
      case LW, LWU, SW -> 4;
      case LD, SD -> 8;
      default -> throw new IllegalArgumentException("accesses no memory: " + op);
    };
  }
}
