package network.akashi.zkvm.chip;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import network.akashi.math.KoalaBear;
import network.akashi.zkvm.asm.Assembler;
import network.akashi.zkvm.exec.EnvironmentCall;
import network.akashi.zkvm.exec.Executor;
import network.akashi.zkvm.exec.Trace;
import network.akashi.zkvm.program.Program;
import org.junit.jupiter.api.Test;

/** Wrong results and operands, in traces that are consistent in all else. */
class AcceleratorForgeryTest {
  private static final String CLEAN = "no findings";

  private static long[] noise(int words) {
    long[] data = new long[words];
    Arrays.setAll(data, i -> 0x0123_4567_0765_4321L + 0x0001_0007_0003_0001L * i);
    return data;
  }

  private static Program program(EnvironmentCall call, long[] data, int... pointers) {
    return AcceleratorRuns.program(data, a -> AcceleratorRuns.call(a, call, pointers));
  }

  /** Each bit of each word written, and each read where that changes the result. */
  private static void bitsAreProven(Program program, int accesses) {
    assertThat(ForgedRuns.check(program, program, (_, _, value) -> value)).isEqualTo(CLEAN);
    for (int access = 0; access < accesses; access++) {
      int forged = access;
      int bit = 7 * access % Long.SIZE;
      String found =
          ForgedRuns.check(
              program,
              program,
              (number, isAfter, value) ->
                  isAfter && number == forged ? value ^ (1L << bit) : value);
      assertThat(found).as("bit %d of access %d", bit, access).isNotEqualTo(CLEAN);
    }
  }

  @Test
  void resultsOfPoseidon2() {
    bitsAreProven(program(EnvironmentCall.POSEIDON2, noise(8), 0), 8);
  }

  @Test
  void resultsOfModularMultiplication() {
    bitsAreProven(program(EnvironmentCall.MULMOD256, noise(20), 16, 0, 4, 8, 12), 20);
  }

  @Test
  void resultsOfKeccak() {
    bitsAreProven(program(EnvironmentCall.KECCAK_F, noise(25), 0), 25);
  }

  @Test
  void resultsOfSha256() {
    bitsAreProven(program(EnvironmentCall.SHA256_COMPRESS, noise(12), 0, 4), 12);
  }

  /** 32-bit words that are the same elements, and not integers below the prime. */
  @Test
  void poseidon2OfWordsAbovePrime() {
    for (int word = 0; word < 16; word += 5) {
      long[] honest = noise(8);
      long[] forged = honest.clone();
      int at = word / 2;
      forged[at] += (long) KoalaBear.P << (32 * (word % 2));
      String found =
          ForgedRuns.check(
              program(EnvironmentCall.POSEIDON2, forged, 0),
              program(EnvironmentCall.POSEIDON2, honest, 0),
              (access, isAfter, value) -> !isAfter && access == at ? forged[at] : value);
      assertThat(found).startsWith("bus range16");
    }
    assertThat(findingsOnWord(0x7f00_0001L)).contains("input 0 is below");
    assertThat(findingsOnWord(0x7f00_ffffL)).contains("input 0 is below");
    assertThat(findingsOnWord(0x7f01_0000L)).startsWith("bus range16");
    assertThat(findingsOnWord(0xffff_ffffL)).startsWith("bus range16");
  }

  private static String findingsOnWord(long word) {
    long[] honest = new long[8];
    honest[0] = (word - KoalaBear.P) & 0xffff_ffffL;
    if (honest[0] >= KoalaBear.P) {
      honest[0] -= KoalaBear.P;
    }
    long[] forged = {word, 0, 0, 0, 0, 0, 0, 0};
    return ForgedRuns.check(
        program(EnvironmentCall.POSEIDON2, forged, 0),
        program(EnvironmentCall.POSEIDON2, honest, 0),
        (access, isAfter, value) -> !isAfter && access == 0 ? word : value);
  }

  @Test
  void poseidon2GivesWordsBelowPrime() {
    Program program = program(EnvironmentCall.POSEIDON2, noise(8), 0);
    for (int access = 0; access < 8; access++) {
      int forged = access;
      String found =
          ForgedRuns.check(
              program,
              program,
              (number, isAfter, value) ->
                  isAfter && number == forged ? value + KoalaBear.P : value);
      assertThat(found).isNotEqualTo(CLEAN);
    }
  }

  /** Results that leave the same remainder: r + m, where that fits. */
  @Test
  void remaindersAreBelowTheModulus() {
    long[] data = noise(20);
    data[15] = 1;
    Program program = program(EnvironmentCall.MULMOD256, data, 16, 0, 4, 8, 12);
    BigInteger m = Words.integer(Arrays.copyOfRange(data, 12, 16));
    Trace trace = new Trace(program.code());
    Executor.record(program, new byte[0], 1000, trace);
    List<Long> result = new ArrayList<>();
    for (int i = 0; i < trace.accesses(); i++) {
      if (trace.accessKey(i) < Trace.REGISTER && result.size() < 20) {
        result.add(trace.accessAfter(i));
      }
    }
    long[] r = result.subList(16, 20).stream().mapToLong(Long::longValue).toArray();
    long[] forged = Words.words(Words.integer(r).add(m), 4);
    String found =
        ForgedRuns.check(
            program,
            program,
            (access, isAfter, value) -> isAfter && access >= 16 ? forged[access - 16] : value);
    assertThat(found).isNotEqualTo(CLEAN);
  }

  /** The results of two permutations, exchanged. */
  @Test
  void resultsOfAnotherPermutation() {
    Consumer<Assembler> calls =
        a -> {
          for (int i = 0; i < 4; i++) {
            AcceleratorRuns.call(a, EnvironmentCall.KECCAK_F, 25 * i);
          }
        };
    Program program = AcceleratorRuns.program(noise(100), calls);
    for (int other : new int[] {1, 2}) {
      long[] results = new long[100];
      ForgedRuns.check(
          program,
          program,
          (access, isAfter, value) -> {
            if (isAfter) {
              results[access] = value;
            }
            return value;
          });
      String found =
          ForgedRuns.check(
              program,
              program,
              (access, isAfter, value) ->
                  isAfter ? results[25 * ((access / 25) ^ other) + access % 25] : value);
      assertThat(found).contains("Keccak-f");
    }
  }
}
