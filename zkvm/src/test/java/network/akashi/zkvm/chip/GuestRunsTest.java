package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of compiled programs satisfy every constraint and balance on every bus. */
class GuestRunsTest {
  @ParameterizedTest
  @CsvSource({"fibonacci,100,0", "sort,200,1", "bigint,3,0"})
  void theRowCheckerAccepts(String guest, long first, long second) throws IOException {
    Path folder = Path.of(System.getProperty("akashi.guests", "../guests/elf"));
    Program program = Program.fromElf(Files.readAllBytes(folder.resolve(guest + ".elf")));
    ByteBuffer input = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    input.putLong(first).putLong(second);
    byte[] bytes = guest.equals("sort") ? input.array() : java.util.Arrays.copyOf(input.array(), 8);
    assertThat(Runs.check(program, Runs.tables(program, bytes)).report()).isEqualTo("no findings");
  }
}
