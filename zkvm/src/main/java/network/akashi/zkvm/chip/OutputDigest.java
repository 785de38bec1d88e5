package network.akashi.zkvm.chip;

import network.akashi.zkvm.program.MemoryMap;

/** Where the public output digest lies. */
final class OutputDigest {
  static final int FIRST_WORD = (int) (MemoryMap.PUBLIC_PAGE_START >>> 3);
  static final int WORDS = 4;

  private OutputDigest() {}

  static boolean holds(int word) {
    return word >= FIRST_WORD && word < FIRST_WORD + WORDS;
  }
}
