package network.akashi.zkvm.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import network.akashi.zkvm.asm.ElfWriter;
import network.akashi.zkvm.program.Program;
import network.akashi.zkvm.program.ProgramId;
import org.junit.jupiter.api.Test;

class ProgramCommitmentTest {
  private static final long CODE = 0x1000_0000L;
  private static final long DATA = 0x1100_0000L;
  private static final int NOP = 0x13;

  @Test
  void theIdDependsOnTheInitialStateAndNothingElse() {
    byte[] elf = elf(CODE, DATA, 3, NOP);
    ProgramId id = idOf(elf);
    assertThat(ProgramKey.of(Program.fromElf(elf)).id()).isEqualTo(id);
    byte[] otherOrder =
        new ElfWriter()
            .entry(CODE)
            .data(DATA, 100, (byte) 1, (byte) 2, (byte) 3, (byte) 0, (byte) 0)
            .code(CODE, NOP, NOP)
            .write();
    assertThat(idOf(otherOrder)).isEqualTo(id);
    assertThat(idOf(Arrays.copyOf(elf, elf.length + 99))).isEqualTo(id);

    Set<ProgramId> ids = new HashSet<>();
    ids.add(id);
    assertThat(ids.add(idOf(elf(CODE + 4, DATA, 3, NOP)))).as("entry").isTrue();
    assertThat(ids.add(idOf(elf(CODE, DATA + 8, 3, NOP)))).as("address").isTrue();
    assertThat(ids.add(idOf(elf(CODE, DATA, 4, NOP)))).as("data").isTrue();
    assertThat(ids.add(idOf(elf(CODE, DATA, 3, 0x93)))).as("code").isTrue();
    byte[] readOnly =
        new ElfWriter()
            .entry(CODE)
            .code(CODE, NOP, NOP)
            .segment(DATA, 100, ElfWriter.R, (byte) 1, (byte) 2, (byte) 3)
            .write();
    assertThat(ids.add(idOf(readOnly))).as("flags").isTrue();
    byte[] noData = new ElfWriter().entry(CODE).code(CODE, NOP, NOP).write();
    assertThat(ids.add(idOf(noData))).as("segments").isTrue();
  }

  @Test
  void everyPartOfACommitmentDecidesTheId() {
    List<Integer> root = List.of(1, 2, 3, 4, 5, 6, 7, 8);
    List<Integer> heights = List.of(7, 8, 9);
    Set<ProgramId> ids = new HashSet<>();
    ids.add(new ProgramCommitment(4, root, heights).id());
    assertThat(ids.add(new ProgramCommitment(8, root, heights).id())).isTrue();
    for (int i = 0; i < 8; i++) {
      Integer[] other = root.toArray(new Integer[0]);
      other[i] = 99;
      assertThat(ids.add(new ProgramCommitment(4, List.of(other), heights).id())).isTrue();
    }
    for (int i = 0; i < 3; i++) {
      Integer[] other = heights.toArray(new Integer[0]);
      other[i] = 20;
      assertThat(ids.add(new ProgramCommitment(4, root, List.of(other)).id())).isTrue();
    }
  }

  private static byte[] elf(long entry, long data, int last, int word) {
    return new ElfWriter()
        .entry(entry)
        .code(CODE, NOP, word)
        .data(data, 100, (byte) 1, (byte) 2, (byte) last)
        .write();
  }

  private static ProgramId idOf(byte[] elf) {
    return ProgramKey.commitment(Program.fromElf(elf)).id();
  }
}
