package network.akashi.zkvm.exec;

import static network.akashi.zkvm.asm.Assembler.ZERO;

import java.util.List;
import java.util.random.RandomGenerator;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.asm.ElfWriter;
import network.akashi.zkvm.isa.Format;
import network.akashi.zkvm.isa.Op;

/**
 * Random programs that always end: loops of counted length around random instructions, calls,
 * forward branches and accesses to a buffer that spans pages, with all registers and the buffer
 * written out at the end.
 */
final class RandomGuest {
  /** Registers the random part leaves alone: buffer, loop counter, loop counter of callees. */
  private static final int BASE = 27;

  private static final int COUNTER = 26;
  private static final int LINK = 25;
  private static final int FREE = 24;

  private static final long BUFFER = Guest.DATA + 0x1_0000 - 1024;
  private static final List<Op> LOADS = List.of(Op.LB, Op.LH, Op.LW, Op.LD, Op.LBU, Op.LHU, Op.LWU);
  private static final List<Op> STORES = EdgeGuests.ops(Format.STORE);
  private static final List<Op> REGISTER_OPS = EdgeGuests.ops(Format.REGISTER);
  private static final List<Op> BRANCHES = EdgeGuests.ops(Format.BRANCH);
  private static final List<Op> IMMEDIATE_OPS =
      List.of(
          Op.ADDI, Op.SLTI, Op.SLTIU, Op.XORI, Op.ORI, Op.ANDI, Op.ADDIW, Op.SLLI, Op.SRLI, Op.SRAI,
          Op.SLLIW, Op.SRLIW, Op.SRAIW);

  private final RandomGenerator random;
  private final Assembler assembler = new Assembler(Guest.CODE);

  private RandomGuest(RandomGenerator random) {
    this.random = random;
  }

  static byte[] elf(RandomGenerator random) {
    RandomGuest guest = new RandomGuest(random);
    guest.body();
    byte[] data = new byte[1 << 17];
    byte[] noise = new byte[4096];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (byte) random.nextInt();
    }
    System.arraycopy(noise, 0, data, (int) (BUFFER - Guest.DATA), noise.length);
    return new ElfWriter()
        .entry(Guest.CODE)
        .code(Guest.CODE, guest.assembler.assemble())
        .data(Guest.DATA, Guest.DATA_BYTES, data)
        .write();
  }

  private void body() {
    assembler.li(BASE, BUFFER).jump(ZERO, "start");
    for (int i = 0; i < 3; i++) {
      assembler.label("function" + i);
      straight(random.nextInt(1, 12), false);
      assembler.opi(Op.JALR, ZERO, LINK, 0);
    }
    assembler.label("start");
    for (int register = 1; register < FREE; register++) {
      assembler.li(register, constant());
    }
    int loops = random.nextInt(1, 5);
    for (int i = 0; i < loops; i++) {
      String top = "loop" + i;
      assembler.li(COUNTER, random.nextInt(1, 3000)).label(top);
      straight(random.nextInt(1, 40), true);
      assembler.opi(Op.ADDI, COUNTER, COUNTER, -1).branch(Op.BEQ, COUNTER, ZERO, top + "end");
      assembler.jump(ZERO, top).label(top + "end");
    }
    for (int register = 1; register < FREE; register++) {
      assembler.store(Op.SD, register, BASE, 8 * register);
    }
    assembler.write(BUFFER, 2048 + 256).halt(random.nextInt(128));
  }

  private void straight(int length, boolean mayCall) {
    for (int i = 0; i < length; i++) {
      switch (random.nextInt(mayCall ? 12 : 11)) {
        case 0, 1, 2, 3 -> assembler.op(pick(REGISTER_OPS), any(), any(), any());
        case 4, 5 -> immediate();
        case 6 -> assembler.opi(pick(LOADS), any(), BASE, random.nextInt(2040));
        case 7 -> assembler.store(pick(STORES), any(), BASE, random.nextInt(2040));
        case 8 -> assembler.upper(Op.LUI, any(), random.nextInt(1 << 20));
        case 9 -> assembler.upper(Op.AUIPC, any(), random.nextInt(1 << 20));
        case 10 -> skip();
        default -> assembler.jump(LINK, "function" + random.nextInt(3));
      }
    }
  }

  private void immediate() {
    Op op = pick(IMMEDIATE_OPS);
    int immediate =
        switch (op) {
          case SLLI, SRLI, SRAI -> random.nextInt(64);
          case SLLIW, SRLIW, SRAIW -> random.nextInt(32);
          default -> random.nextInt(-2048, 2048);
        };
    assembler.opi(op, any(), any(), immediate);
  }

  private void skip() {
    String over = "over" + assembler.here();
    assembler.branch(pick(BRANCHES), any(), any(), over);
    for (int i = random.nextInt(1, 4); i > 0; i--) {
      assembler.op(pick(REGISTER_OPS), any(), any(), any());
    }
    assembler.label(over);
  }

  /** x0 as often as another. */
  private int any() {
    return random.nextInt(FREE);
  }

  private long constant() {
    return random.nextBoolean()
        ? EdgeGuests.EDGES[random.nextInt(EdgeGuests.EDGES.length)]
        : random.nextLong();
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
