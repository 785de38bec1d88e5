package network.akashi.zkvm.asm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.isa.Op;

/**
 * A small RV64IM assembler for tests, written from the manual's encoding tables and not from the
 * decoder. Labels may be used before they are placed.
 */
public final class Assembler {
  public static final int ZERO = 0;
  public static final int RA = 1;
  public static final int SP = 2;
  public static final int T0 = 5;
  public static final int T1 = 6;
  public static final int T2 = 7;
  public static final int S0 = 8;
  public static final int S1 = 9;
  public static final int A0 = 10;
  public static final int A1 = 11;
  public static final int A2 = 12;
  public static final int A3 = 13;
  public static final int A4 = 14;
  public static final int A7 = 17;
  public static final int S2 = 18;
  public static final int S3 = 19;
  public static final int T3 = 28;

  private record Use(int index, Op op, int first, int second, String label) {}

  private final long start;
  private final List<Integer> words = new ArrayList<>();
  private final Map<String, Integer> labels = new HashMap<>();
  private final List<Use> uses = new ArrayList<>();

  public Assembler(long start) {
    this.start = start;
  }

  /** Address of the next instruction. */
  public long here() {
    return start + 4L * words.size();
  }

  public Assembler label(String name) {
    labels.put(name, words.size());
    return this;
  }

  public Assembler word(int word) {
    words.add(word);
    return this;
  }

  /** An operation on registers. */
  public Assembler op(Op op, int rd, int rs1, int rs2) {
    return word(Encoding.register(op, rd, rs1, rs2));
  }

  /** An operation with an immediate, or a load. */
  public Assembler opi(Op op, int rd, int rs1, int immediate) {
    return word(Encoding.immediate(op, rd, rs1, immediate));
  }

  public Assembler store(Op op, int value, int base, int offset) {
    return word(Encoding.store(op, base, value, offset));
  }

  public Assembler branch(Op op, int rs1, int rs2, String label) {
    uses.add(new Use(words.size(), op, rs1, rs2, label));
    return word(0);
  }

  public Assembler jump(int rd, String label) {
    uses.add(new Use(words.size(), Op.JAL, rd, 0, label));
    return word(0);
  }

  public Assembler upper(Op op, int rd, int immediate20) {
    return word(Encoding.upper(op, rd, immediate20));
  }

  /** Any 64-bit constant. */
  public Assembler li(int rd, long value) {
    if (value >= -2048 && value < 2048) {
      return opi(Op.ADDI, rd, 0, (int) value);
    }
    if (value == (int) value) {
      upper(Op.LUI, rd, (int) ((value + 0x800) >> 12) & 0xf_ffff);
      int low = (int) (value << 52 >> 52);
      return low == 0 ? this : opi(Op.ADDIW, rd, rd, low);
    }
    long low = value << 52 >> 52;
    li(rd, (value - low) >> 12);
    opi(Op.SLLI, rd, rd, 12);
    return low == 0 ? this : opi(Op.ADDI, rd, rd, (int) low);
  }

  /** The absolute address of a label placed before. */
  public Assembler la(int rd, String label) {
    Integer index = labels.get(label);
    if (index == null) {
      throw new IllegalArgumentException("la: " + label + " must be placed before its use");
    }
    return li(rd, start + 4L * index);
  }

  public Assembler ecall(EnvironmentCall call) {
    return li(A7, call.number()).word(0x73);
  }

  public Assembler write(long address, long length) {
    return li(A0, 1).li(A1, address).li(A2, length).ecall(EnvironmentCall.WRITE);
  }

  public Assembler halt(int code) {
    return li(A0, code).ecall(EnvironmentCall.HALT);
  }

  public int[] assemble() {
    int[] result = words.stream().mapToInt(Integer::intValue).toArray();
    for (Use use : uses) {
      Integer target = labels.get(use.label);
      if (target == null) {
        throw new IllegalArgumentException("no label " + use.label);
      }
      int offset = 4 * (target - use.index);
      result[use.index] =
          use.op == Op.JAL
              ? Encoding.jump(use.first, offset)
              : Encoding.branch(use.op, use.first, use.second, offset);
    }
    return result;
  }
}
