package network.akashi.zkvm.exec;

/** A translated region. Its subclasses are made by {@link RegionTranslator}, one per region. */
abstract class CompiledRegion {
  /** Stands in {@link Machine#interrupted} when no instruction was broken off. */
  static final int NOTHING = -1;

  /**
   * Runs from the instruction at {@code index}, an entry of the region, until control leaves it.
   *
   * <p>Takes as many instructions off {@link Machine#budget} as it carries out, and counts blocks
   * in {@link Machine#blockCounts}. If {@link Machine#interrupted} is set afterwards, the block
   * that instruction lies in was taken off and counted in full, but ended before it.
   *
   * @return index of the next instruction, or its complement if the interpreter must carry it out
   */
  abstract int run(Machine machine, int index);
}
