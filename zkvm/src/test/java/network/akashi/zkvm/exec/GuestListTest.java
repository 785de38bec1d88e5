package network.akashi.zkvm.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import network.akashi.zkvm.program.Program;
import network.akashi.zkvm.proof.ProgramKey;
import org.junit.jupiter.api.Test;

class GuestListTest {
  @Test
  void theListNamesTheIdsOfTheCommittedFiles() throws IOException {
    List<String> expected = new ArrayList<>();
    try (Stream<Path> files = Files.list(GuestFiles.folder())) {
      for (Path file : files.filter(f -> f.toString().endsWith(".elf")).sorted().toList()) {
        Program program = Program.fromElf(Files.readAllBytes(file));
        expected.add(ProgramKey.commitment(program).id() + " " + file.getFileName());
      }
    }
    List<String> lines = Files.readAllLines(GuestFiles.folder().resolve("programs.txt"));
    assertThat(lines.stream().filter(line -> !line.startsWith("#")))
        .as("run guests/build after any change to guests")
        .containsExactlyElementsOf(expected);
  }
}
