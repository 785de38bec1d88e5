package network.akashi.zkvm.chip;

/**
 * Which memory a word belongs to. A word has one space for the whole run, so a store, which names
 * {@link #WRITABLE}, never finds a word that is read only.
 */
final class Space {
  static final int WRITABLE = 0;
  static final int READ_ONLY = 1;

  /** Registers: word r is register r, word 32 is where results for x0 go. */
  static final int REGISTERS = 2;

  private Space() {}
}
