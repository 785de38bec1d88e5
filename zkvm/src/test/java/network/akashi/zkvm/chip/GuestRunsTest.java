package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import network.akashi.math.Parallel;
import network.akashi.zkvm.program.Program;
import network.akashi.zkvm.proof.Payee;
import network.akashi.zkvm.proof.ProgramKey;
import network.akashi.zkvm.proof.ProvenRun;
import network.akashi.zkvm.proof.ProvingListener;
import network.akashi.zkvm.proof.RunProver;
import network.akashi.zkvm.proof.RunVerification;
import network.akashi.zkvm.proof.RunVerifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs of compiled programs satisfy every constraint and balance on every bus, and are proven. */
class GuestRunsTest {
  private static final byte[] SIGNATURE =
      HexFormat.of()
          .parseHex(
              "456e9aea5e197a1f1af7a3e85a3212fa4049a3ba34c2289b4c860fc0b0c64ef3"
                  + "9242685bf161793cc25603c231bc2f568eb630ea16aa137d2664ac8038825608"
                  + "4f8ae3bd7535248d0bd448298cc2e2071e56992d0774dc340c368ae950852ada01");

  private static Program guest(String name) throws IOException {
    Path folder = Path.of(System.getProperty("akashi.guests", "../guests/elf"));
    return Program.fromElf(Files.readAllBytes(folder.resolve(name + ".elf")));
  }

  private static byte[] words(long... words) {
    ByteBuffer input = ByteBuffer.allocate(8 * words.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long word : words) {
      input.putLong(word);
    }
    return input.array();
  }

  @ParameterizedTest
  @CsvSource({"fibonacci,100", "bigint,3", "keccak-chain,3", "sha256-chain,3"})
  void theRowCheckerAccepts(String guest, long size) throws IOException {
    check(guest, words(size));
  }

  @Test
  void theRowCheckerAcceptsASort() throws IOException {
    check("sort", words(200, 1));
  }

  @Test
  void theRowCheckerAcceptsARecovery() throws IOException {
    check("secp256k1-recover", SIGNATURE);
  }

  private static void check(String guest, byte[] input) throws IOException {
    Program program = guest(guest);
    assertThat(Runs.check(program, Runs.tables(program, input)).report()).isEqualTo("no findings");
  }

  @Test
  void aRecoveryAndPermutationsAreProven() throws IOException {
    RunVerifier verifier = new RunVerifier(118);
    try (Parallel cores = Parallel.ofAllCores()) {
      for (String guest : new String[] {"secp256k1-recover", "keccak-chain"}) {
        ProgramKey key = ProgramKey.of(guest(guest));
        byte[] input = guest.equals("keccak-chain") ? words(5) : SIGNATURE;
        try (RunProver prover = new RunProver(key, cores)) {
          ProvenRun run = prover.prove(input, Payee.NOBODY, ProvingListener.NONE);
          assertThat(verifier.verify(run.proof(), key.id()))
              .isEqualTo(new RunVerification.Accepted(run.statement()));
        }
      }
    }
  }
}
