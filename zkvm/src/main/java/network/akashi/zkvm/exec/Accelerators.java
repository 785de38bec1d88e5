package network.akashi.zkvm.exec;

import network.akashi.math.KoalaBear;
import network.akashi.math.Poseidon2;

/**
 * Carries out accelerators for translated code: without leaving it, on the pages of memory
 * themselves, and without allocating anything.
 *
 * <p>Only what goes well is done here. A call that traps, that is none of an accelerator, or whose
 * operand lies across two pages has no effect, not even on counts, and is left to the interpreter,
 * for which {@link EnvironmentCalls} does the same again, says what is wrong with it, and is the
 * reference.
 */
final class Accelerators {
  private final Memory memory;
  private final long[] callCounts;
  private final ModularMultiplier multiplier = new ModularMultiplier();
  private final KeccakF keccak = new KeccakF();
  private final Sha256.Compression sha256 = new Sha256.Compression();
  private final int[] poseidon2State = new int[Poseidon2.WIDTH_16.width()];

  /** Calls on {@code memory}, counted in {@code callCounts} by their index. */
  Accelerators(Memory memory, long[] callCounts) {
    this.memory = memory;
    this.callCounts = callCounts;
  }

  /**
   * Carries out the call with {@code number} in a7 and these arguments, if it can be done here.
   *
   * @return whether it was; if not, nothing has changed
   */
  boolean call(long number, long a0, long a1, long a2, long a3, long a4) {
    if (number == EnvironmentCall.MULMOD256.number()) {
      return counted(EnvironmentCall.MULMOD256, multiply(a0, a1, a2, a3, a4));
    }
    if (number == EnvironmentCall.KECCAK_F.number()) {
      return counted(EnvironmentCall.KECCAK_F, keccakF(a0));
    }
    if (number == EnvironmentCall.SHA256_COMPRESS.number()) {
      return counted(EnvironmentCall.SHA256_COMPRESS, compress(a0, a1));
    }
    return number == EnvironmentCall.POSEIDON2.number()
        && counted(EnvironmentCall.POSEIDON2, poseidon2(a0));
  }

  private boolean counted(EnvironmentCall call, boolean isDone) {
    if (isDone) {
      callCounts[call.index()]++;
    }
    return isDone;
  }

  private boolean multiply(long result, long a, long b, long c, long m) {
    long[] resultPage = memory.pageToChange(result, Integer256.WORDS);
    long[] aPage = memory.pageToRead(a, Integer256.WORDS);
    long[] bPage = memory.pageToRead(b, Integer256.WORDS);
    long[] cPage = memory.pageToRead(c, Integer256.WORDS);
    long[] mPage = memory.pageToRead(m, Integer256.WORDS);
    if (resultPage == null || aPage == null || bPage == null || cPage == null || mPage == null) {
      return false;
    }
    int mAt = Memory.word(m);
    if ((mPage[mAt] | mPage[mAt + 1] | mPage[mAt + 2] | mPage[mAt + 3]) == 0) {
      return false;
    }
    multiplier.multiplyAdd(
        aPage,
        Memory.word(a),
        bPage,
        Memory.word(b),
        cPage,
        Memory.word(c),
        mPage,
        mAt,
        resultPage,
        Memory.word(result));
    return true;
  }

  private boolean keccakF(long state) {
    long[] page = memory.pageToChange(state, KeccakF.WORDS);
    if (page == null) {
      return false;
    }
    keccak.permute(page, Memory.word(state));
    return true;
  }

  private boolean compress(long state, long block) {
    long[] statePage = memory.pageToChange(state, Sha256.STATE_WORDS / 2);
    long[] blockPage = memory.pageToRead(block, Sha256.BLOCK_WORDS / 2);
    if (statePage == null || blockPage == null) {
      return false;
    }
    sha256.compress(statePage, Memory.word(state), blockPage, Memory.word(block));
    return true;
  }

  private boolean poseidon2(long state) {
    int[] words = poseidon2State;
    long[] page = memory.pageToChange(state, words.length / 2);
    if (page == null) {
      return false;
    }
    int at = Memory.word(state);
    for (int i = 0; i < words.length; i++) {
      int word = (int) (page[at + i / 2] >>> (32 * (i % 2)));
      if (!KoalaBear.isCanonical(word)) {
        return false;
      }
      words[i] = KoalaBear.fromInt(word);
    }
    Poseidon2.WIDTH_16.permute(words, 0);
    for (int i = 0; i < words.length; i += 2) {
      page[at + i / 2] =
          (KoalaBear.toInt(words[i]) & 0xffff_ffffL) | (long) KoalaBear.toInt(words[i + 1]) << 32;
    }
    return true;
  }
}
