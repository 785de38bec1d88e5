package network.akashi.zkvm.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;
import network.akashi.testkit.ForAll;
import network.akashi.zkvm.asm.ElfWriter;
import network.akashi.zkvm.program.ElfRejection.Reason;
import org.junit.jupiter.api.Test;

class ElfLoaderTest {
  private static final long CODE = 0x10_0000;
  private static final long DATA = 0x20_0000;
  private static final int NOP = 0x13;

  @Test
  void loadsWhatProgramHeadersSay() {
    Program program = Program.fromElf(valid());
    assertThat(program.image().entry()).isEqualTo(CODE);
    assertThat(program.image().segments()).hasSize(2);
    assertThat(program.code().start()).isEqualTo(CODE);
    assertThat(program.code().size()).isEqualTo(2);
    Segment data = program.image().segments().get(1);
    assertThat(data.isWritable()).isTrue();
    assertThat(data.isExecutable()).isFalse();
    assertThat(data.size()).isEqualTo(100);
    assertThat(data.bytes()).containsExactly(1, 2, 3);
    assertThat(program.image().isReadOnly((int) (CODE >> 16))).isTrue();
    assertThat(program.image().isReadOnly((int) (DATA >> 16))).isFalse();
    assertThat(program.image().isReadOnly(1)).isFalse();
  }

  @Test
  void idsAreReadFromHex() {
    String hex = "0x" + "ab".repeat(32);
    assertThat(ProgramId.parse(hex)).hasToString(hex);
    assertThatThrownBy(() -> ProgramId.parse("0x12")).hasMessageContaining("64 hex digits");
    assertThatThrownBy(() -> ProgramId.parse("zz".repeat(32))).hasMessageContaining("not hex");
  }

  @Test
  void everyReasonToRejectIsReached() {
    Set<Reason> reached = EnumSet.noneOf(Reason.class);
    reached.add(reject(Reason.TOO_LARGE, new byte[ElfLoader.MAX_FILE_BYTES + 1]));
    reached.add(reject(Reason.BAD_MAGIC, new byte[0]));
    reached.add(reject(Reason.BAD_MAGIC, f -> f.put(1, (byte) 'e')));
    reached.add(reject(Reason.TRUNCATED_HEADER, Arrays.copyOf(valid(), 63)));
    reached.add(reject(Reason.NOT_64_BIT, f -> f.put(4, (byte) 1)));
    reached.add(reject(Reason.NOT_LITTLE_ENDIAN, f -> f.put(5, (byte) 2)));
    reached.add(reject(Reason.UNKNOWN_VERSION, f -> f.put(6, (byte) 0)));
    reached.add(reject(Reason.UNKNOWN_VERSION, f -> f.putInt(20, 2)));
    reached.add(reject(Reason.NOT_RISCV, f -> f.putShort(18, (short) 62)));
    reached.add(reject(Reason.NOT_AN_EXECUTABLE, f -> f.putShort(16, (short) 3)));
    reached.add(reject(Reason.BAD_PROGRAM_HEADER_TABLE, f -> f.putLong(32, f.capacity())));
    reached.add(reject(Reason.BAD_PROGRAM_HEADER_TABLE, f -> f.putLong(32, -1)));
    reached.add(reject(Reason.BAD_PROGRAM_HEADER_TABLE, f -> f.putShort(54, (short) 32)));
    reached.add(reject(Reason.TOO_MANY_PROGRAM_HEADERS, f -> f.putShort(56, (short) -1)));
    reached.add(reject(Reason.DYNAMICALLY_LINKED, f -> f.putInt(64, 2)));
    reached.add(reject(Reason.DYNAMICALLY_LINKED, f -> f.putInt(64, 3)));
    reached.add(reject(Reason.SEGMENT_OUTSIDE_FILE, f -> f.putLong(64 + 8, f.capacity() - 7)));
    reached.add(reject(Reason.SEGMENT_OUTSIDE_FILE, f -> f.putLong(64 + 8, -8)));
    reached.add(reject(Reason.SEGMENT_OUTSIDE_FILE, f -> f.putLong(64 + 32, -1)));
    reached.add(reject(Reason.SEGMENT_SHRINKS, f -> f.putLong(64 + 40, 4)));
    for (long address : new long[] {0, 0xfffc, 0x3fff_fffc, 0x7000_0000, 1L << 32, -8}) {
      reached.add(reject(Reason.SEGMENT_OUT_OF_RANGE, f -> f.putLong(64 + 16, address)));
    }
    reached.add(reject(Reason.SEGMENT_OUT_OF_RANGE, f -> f.putLong(64 + 40, Long.MAX_VALUE)));
    reached.add(reject(Reason.SEGMENT_OUT_OF_RANGE, f -> f.putLong(64 + 40, -1)));
    reached.add(reject(Reason.SEGMENTS_OVERLAP, f -> f.putLong(64 + 56 + 16, CODE + 7)));
    reached.add(reject(Reason.SEGMENT_NOT_READABLE, f -> f.putInt(64 + 4, 1)));
    reached.add(reject(Reason.CODE_MISALIGNED, f -> f.putLong(64 + 16, CODE + 2)));
    reached.add(
        reject(
            Reason.CODE_TOO_LARGE,
            f -> f.putLong(64 + 40, 1 + (1L << 26)).putLong(64 + 56 + 16, 0x2000_0000)));
    reached.add(reject(Reason.NO_CODE, f -> f.putInt(64 + 4, 4)));
    reached.add(reject(Reason.NO_CODE, f -> f.putShort(56, (short) 0)));
    reached.add(reject(Reason.ENTRY_MISALIGNED, f -> f.putLong(24, CODE + 2)));
    for (long entry : new long[] {0, CODE - 4, CODE + 8, DATA, -4}) {
      reached.add(reject(Reason.ENTRY_OUTSIDE_CODE, f -> f.putLong(24, entry)));
    }
    assertThat(reached).containsExactlyInAnyOrder(Reason.values());
  }

  private static Reason reject(Reason reason, Consumer<ByteBuffer> damage) {
    ByteBuffer file = ByteBuffer.wrap(valid()).order(ByteOrder.LITTLE_ENDIAN);
    damage.accept(file);
    return reject(reason, file.array());
  }

  private static Reason reject(Reason reason, byte[] elf) {
    assertThat(ElfLoader.load(elf))
        .isInstanceOfSatisfying(
            ElfLoader.Result.Rejected.class,
            rejected -> {
              assertThat(rejected.rejection().reason()).isEqualTo(reason);
              assertThat(rejected.rejection().message()).doesNotContain("%");
            });
    assertThatThrownBy(() -> Program.fromElf(elf)).isInstanceOf(InvalidElfException.class);
    return reason;
  }

  @Test
  void damagedFilesAreLoadedOrRejectedButNeverThrow() {
    ForAll.cases(
        2000,
        random -> {
          byte[] file = valid();
          for (int i = random.nextInt(1, 6); i > 0; i--) {
            file[random.nextInt(64 + 2 * 56)] = (byte) random.nextInt();
          }
          assertThat(ElfLoader.load(Arrays.copyOf(file, random.nextInt(file.length)))).isNotNull();
          assertThat(ElfLoader.load(file)).isNotNull();
        });
  }

  @Test
  void endsOfCodeThatAreNoWholeWordAreNoInstruction() {
    byte[] elf =
        new ElfWriter()
            .entry(CODE)
            .segment(CODE, 7, ElfWriter.R | ElfWriter.X, (byte) 0x13, (byte) 0, (byte) 0, (byte) 0)
            .write();
    assertThat(Program.fromElf(elf).code().size()).isEqualTo(1);
  }

  static byte[] valid() {
    return new ElfWriter()
        .entry(CODE)
        .code(CODE, NOP, NOP)
        .data(DATA, 100, (byte) 1, (byte) 2, (byte) 3)
        .write();
  }
}
