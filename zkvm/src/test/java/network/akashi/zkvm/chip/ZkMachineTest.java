package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import network.akashi.stark.air.TraceSet;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.isa.Op;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Test;

class ZkMachineTest {
  private static final int T0 = Assembler.T0;
  private static final int T1 = Assembler.T1;
  private static final int S0 = Assembler.S0;

  private static void accepts(Program program, byte... input) {
    TraceSet run = Runs.tables(program, input);
    assertThat(Runs.check(program, run).report()).isEqualTo("no findings");
  }

  @Test
  void aRunThatOnlyHalts() {
    accepts(Runs.program(a -> a.halt(0)));
    accepts(Runs.program(a -> a.halt(-7)));
  }

  @Test
  void sumsAndJumps() {
    accepts(
        Runs.program(a ->
            a.li(T0, 0x1234_5678L)
                .li(T1, -3)
                .op(Op.ADD, S0, T0, T1)
                .op(Op.SUB, S0, T1, T0)
                .op(Op.ADDW, S0, T0, T0)
                .op(Op.SUBW, S0, T1, T0)
                .opi(Op.ADDIW, 0, T0, -1)
                .op(Op.ADD, 0, T0, T1)
                .word(0x0ff0000f)
                .upper(Op.AUIPC, T1, 0x80000)
                .upper(Op.LUI, T1, 0x80000)
                .jump(0, "on")
                .label("back")
                .halt(1)
                .label("on")
                .la(T1, "back")
                .opi(Op.JALR, 1, T1, 1)));
  }

  @Test
  void loadsAndStores() {
    accepts(
        Runs.program(
            a -> {
              a.li(S0, Runs.DATA + 64).li(T0, 0x8899_aabb);
              for (int at = 0; at < 16; at++) {
                for (Op op : new Op[] {Op.SB, Op.SH, Op.SW, Op.SD}) {
                  a.store(op, T0, S0, at);
                }
                for (Op op : new Op[] {Op.LB, Op.LBU, Op.LH, Op.LHU, Op.LW, Op.LWU, Op.LD}) {
                  a.opi(op, T1, S0, at);
                }
              }
              a.halt(0);
            },
            (byte) 1,
            (byte) 2));
  }

  @Test
  void inputAndOutput() {
    accepts(
        Runs.program(a ->
            a.li(S0, 0x4000_0000L)
                .opi(Op.LD, T0, S0, 0)
                .opi(Op.LW, T0, S0, 32)
                .li(S0, 0x7fff_0000L)
                .store(Op.SD, T0, S0, 8)
                .write(Runs.DATA, 5)
                .halt(0)),
        (byte) 3,
        (byte) 4);
  }

  @Test
  void wordsThatRestForLong() {
    accepts(
        Runs.program(a ->
            a.li(S0, Runs.DATA)
                .store(Op.SD, S0, S0, 0)
                .li(T0, 20_000)
                .label("wait")
                .opi(Op.ADDI, T0, T0, -1)
                .upper(Op.LUI, T1, 5)
                .li(T1, 1)
                .opi(Op.LD, 0, S0, 8)
                .jump(0, "out")
                .label("out")
                .opi(Op.LD, T1, S0, 0)
                .halt(0)));
  }
}
