package network.akashi.zkvm.exec;

import static network.akashi.zkvm.asm.Assembler.A0;
import static network.akashi.zkvm.asm.Assembler.A1;
import static network.akashi.zkvm.asm.Assembler.A2;
import static network.akashi.zkvm.asm.Assembler.RA;
import static network.akashi.zkvm.asm.Assembler.S0;
import static network.akashi.zkvm.asm.Assembler.S1;
import static network.akashi.zkvm.asm.Assembler.S2;
import static network.akashi.zkvm.asm.Assembler.S3;
import static network.akashi.zkvm.asm.Assembler.T0;
import static network.akashi.zkvm.asm.Assembler.T1;
import static network.akashi.zkvm.asm.Assembler.T2;
import static network.akashi.zkvm.asm.Assembler.T3;
import static network.akashi.zkvm.asm.Assembler.ZERO;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.function.Consumer;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.isa.Family;
import network.akashi.zkvm.isa.Format;
import network.akashi.zkvm.isa.Op;

/**
 * Programs that put one instruction after the other to the operands where machines go wrong, and
 * write all results out. Data begins with the table of edges; results follow from {@link #RESULTS}.
 */
public final class EdgeGuests {
  static final long[] EDGES = {
    0,
    1,
    -1,
    Long.MIN_VALUE,
    Long.MAX_VALUE,
    0xffff,
    0x1_0000,
    0x1_0001,
    0x7fff_ffffL,
    0x8000_0000L,
    0x8000_0001L,
    0xffff_ffffL,
    0x1_0000_0000L,
    0x1_0000_0001L,
    -0x8000_0000L,
    -0x8000_0001L,
    31,
    63
  };

  static final int[] IMMEDIATES = {0, 1, -1, 2047, -2048, 31, 32, 63};

  private static final long RESULTS = Guest.DATA + 0x1000;

  private EdgeGuests() {}

  /** The operands. */
  public static long[] edges() {
    return EDGES.clone();
  }

  static List<Op> ops(Format format) {
    return Op.all().stream().filter(op -> op.format() == format).toList();
  }

  static byte[] registerOperations() {
    return onPairs(assembler -> {
      for (Op op : ops(Format.REGISTER)) {
        emit(assembler, () -> assembler.op(op, T2, T0, T1));
        // the destination is a source as well
        emit(assembler, () -> assembler.opi(Op.ADDI, T2, T0, 0).op(op, T2, T2, T1));
        emit(assembler, () -> assembler.opi(Op.ADDI, T2, T1, 0).op(op, T2, T0, T2));
      }
    });
  }

  static byte[] immediateOperations() {
    return onPairs(assembler -> {
      for (Op op : ops(Format.IMMEDIATE)) {
        boolean isAccess =
            op == Op.JALR || op.family() == Family.LOAD_NARROW || op.family() == Family.LOAD_DOUBLE;
        for (int immediate : IMMEDIATES) {
          int legal = immediate & (op.name().endsWith("W") ? 31 : 63);
          int operand = op.family() == Family.SHIFT ? legal : immediate;
          if (!isAccess) {
            emit(assembler, () -> assembler.opi(op, T2, T0, operand));
          }
        }
      }
    });
  }

  static byte[] branches() {
    return onPairs(assembler -> {
      for (Op op : ops(Format.BRANCH)) {
        String taken = "taken" + assembler.here();
        emit(
            assembler,
            () ->
                assembler
                    .li(T2, 1)
                    .branch(op, T0, T1, taken)
                    .li(T2, 2)
                    .label(taken)
                    .opi(Op.ADDI, T2, T2, 5));
      }
    });
  }

  static byte[] zeroRegister() {
    return onPairs(assembler -> {
      for (Op op : ops(Format.REGISTER)) {
        emit(assembler, () -> assembler.op(op, T2, ZERO, T1));
        emit(assembler, () -> assembler.op(op, T2, T0, ZERO));
        emit(assembler, () -> assembler.op(op, T2, ZERO, ZERO));
        emit(assembler, () -> assembler.op(op, ZERO, T0, T1).op(Op.ADD, T2, ZERO, ZERO));
      }
      for (Op op : List.of(Op.LB, Op.LHU, Op.LW, Op.LD)) {
        emit(assembler, () -> assembler.opi(op, ZERO, S0, 0).opi(Op.ADDI, T2, ZERO, 0));
      }
      emit(assembler, () -> assembler.upper(Op.LUI, ZERO, 5).opi(Op.ADDI, T2, ZERO, 0));
      emit(assembler, () -> assembler.upper(Op.AUIPC, ZERO, 5).opi(Op.ADDI, T2, ZERO, 0));
      String next = "next" + assembler.here();
      emit(assembler, () -> assembler.jump(ZERO, next).label(next).opi(Op.ADDI, T2, ZERO, 0));
      emit(assembler, () -> assembler.store(Op.SD, ZERO, S0, 1024).opi(Op.LD, T2, S0, 1024));
      for (Op op : ops(Format.BRANCH)) {
        String taken = "taken" + assembler.here();
        emit(
            assembler,
            () -> assembler.li(T2, 1).branch(op, T0, ZERO, taken).li(T2, 2).label(taken));
      }
    });
  }

  /** Stores and loads of all widths at all offsets around a place where two pages meet. */
  static byte[] accesses() {
    return Guest.elf(assembler -> {
      assembler.li(S1, Guest.DATA + 0x2_0000).li(S0, Guest.DATA + 0x1_0000 - 16);
      assembler.li(T0, 0x8123_4567_89ab_cdefL);
      for (int offset = 0; offset < 32; offset++) {
        for (Op store : ops(Format.STORE)) {
          assembler.store(store, T0, S0, offset);
          for (Op load : List.of(Op.LB, Op.LH, Op.LW, Op.LD, Op.LBU, Op.LHU, Op.LWU)) {
            assembler.opi(load, T2, S0, offset).store(Op.SD, T2, S1, 0).opi(Op.ADDI, S1, S1, 8);
          }
          assembler.opi(Op.SLLI, T1, T0, 7).opi(Op.SRLI, T0, T0, 57).op(Op.OR, T0, T0, T1);
        }
      }
      assembler.li(A0, 1).li(A1, Guest.DATA + 0x2_0000).op(Op.SUB, A2, S1, A1);
      assembler.ecall(EnvironmentCall.WRITE);
      assembler.write(Guest.DATA + 0x1_0000 - 64, 128).halt(7);
    });
  }

  static byte[] jumps() {
    return Guest.elf(assembler -> {
      assembler.li(S1, RESULTS).jump(ZERO, "start");
      assembler.label("twice").op(Op.ADD, T2, T2, T2).opi(Op.JALR, ZERO, RA, 0);
      assembler.label("start").li(T2, 3).jump(RA, "twice").jump(RA, "twice");
      keep(assembler, T2);
      keep(assembler, RA);
      assembler.la(T3, "twice").opi(Op.JALR, RA, T3, 0).opi(Op.JALR, RA, T3, 1);
      keep(assembler, T2);
      assembler.opi(Op.JALR, T3, T3, 4);
      assembler.upper(Op.AUIPC, T2, 0xf_ffff);
      keep(assembler, T2);
      assembler.upper(Op.LUI, T2, 0x8_0000);
      keep(assembler, T2);
      assembler.word(0x0ff0_000f);
      // a loop that counts down
      assembler.li(T0, 100).li(T2, 0).label("loop").op(Op.ADD, T2, T2, T0);
      assembler.opi(Op.ADDI, T0, T0, -1).branch(Op.BNE, T0, ZERO, "loop");
      keep(assembler, T2);
      assembler.write(RESULTS, 64).halt(0);
      assembler.label("dead").halt(99);
    });
  }

  private static void keep(Assembler assembler, int register) {
    assembler.store(Op.SD, register, S1, 0).opi(Op.ADDI, S1, S1, 8);
  }

  /** Runs {@code body}, which turns t0 and t1 into t2, and keeps t2. */
  private static void emit(Assembler assembler, Runnable body) {
    assembler.li(T2, 0x5555);
    body.run();
    keep(assembler, T2);
  }

  /** A program that runs {@code body} with every pair of edges in t0 and t1. */
  private static byte[] onPairs(Consumer<Assembler> body) {
    ByteBuffer table = ByteBuffer.allocate(8 * EDGES.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long edge : EDGES) {
      table.putLong(edge);
    }
    return Guest.elf(
        assembler -> {
          long end = Guest.DATA + 8L * EDGES.length;
          assembler.li(S2, Guest.DATA);
          assembler.label("outer").li(S3, Guest.DATA);
          assembler.label("inner").li(S0, Guest.DATA + 8).li(S1, RESULTS);
          assembler.opi(Op.LD, T0, S2, 0).opi(Op.LD, T1, S3, 0);
          body.accept(assembler);
          assembler.li(A0, 1).li(A1, RESULTS).op(Op.SUB, A2, S1, A1);
          assembler.ecall(EnvironmentCall.WRITE);
          assembler.opi(Op.ADDI, S3, S3, 8).li(T0, end).branch(Op.BEQ, S3, T0, "row");
          assembler.jump(ZERO, "inner");
          assembler.label("row").opi(Op.ADDI, S2, S2, 8).branch(Op.BEQ, S2, T0, "end");
          assembler.jump(ZERO, "outer");
          assembler.label("end").halt(0);
        },
        table.array());
  }
}
