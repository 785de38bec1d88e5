package network.akashi.zkvm.exec;

import java.util.function.Consumer;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.asm.ElfWriter;
import network.akashi.zkvm.program.Program;

/** Guests for tests: code at one place, 256 KiB of zeroed data at another. */
final class Guest {
  static final long CODE = 0x1000_0000L;
  static final long DATA = 0x1100_0000L;
  static final int DATA_BYTES = 1 << 18;

  private Guest() {}

  static byte[] elf(Consumer<Assembler> body, byte... data) {
    Assembler assembler = new Assembler(CODE);
    body.accept(assembler);
    return new ElfWriter()
        .entry(CODE)
        .code(CODE, assembler.assemble())
        .data(DATA, DATA_BYTES, data)
        .write();
  }

  static Program program(Consumer<Assembler> body, byte... data) {
    return Program.fromElf(elf(body, data));
  }
}
