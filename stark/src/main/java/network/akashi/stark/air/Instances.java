package network.akashi.stark.air;

/**
 * How often an AIR may occur in one proof. A table whose rows look at each other across a boundary
 * (a first row, a sorted sequence) must not be split, or the boundary could be faked.
 */
public enum Instances {
  /** The table is present once. */
  EXACTLY_ONE,
  /** The table may be left out, or be present once. */
  AT_MOST_ONE,
  /** Any number of tables up to {@link #MAX}: rows are independent, so a table may be split. */
  ANY;

  /** Most tables of one AIR in a proof. */
  public static final int MAX = 4;

  public int min() {
    return this == EXACTLY_ONE ? 1 : 0;
  }

  public int max() {
    return this == ANY ? MAX : 1;
  }
}
