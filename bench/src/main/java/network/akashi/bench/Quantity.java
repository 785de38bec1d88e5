package network.akashi.bench;

/** What a goal is stated in. */
public enum Quantity {
  /** 10^9 items per second. */
  GIGA_PER_SECOND("G/s", true) {
    @Override
    double of(double nanosPerItem, double itemsPerCall) {
      return 1 / nanosPerItem;
    }
  },
  /** 10^6 items per second. */
  MEGA_PER_SECOND("M/s", true) {
    @Override
    double of(double nanosPerItem, double itemsPerCall) {
      return 1e3 / nanosPerItem;
    }
  },
  /** Nanoseconds per item. */
  NANOSECONDS("ns", false) {
    @Override
    double of(double nanosPerItem, double itemsPerCall) {
      return nanosPerItem;
    }
  },
  /** Milliseconds for the whole of one call. */
  MILLISECONDS("ms", false) {
    @Override
    double of(double nanosPerItem, double itemsPerCall) {
      return nanosPerItem * itemsPerCall / 1e6;
    }
  };

  private final String symbol;
  private final boolean moreIsBetter;

  Quantity(String symbol, boolean moreIsBetter) {
    this.symbol = symbol;
    this.moreIsBetter = moreIsBetter;
  }

  /** The unit as it is written: {@code G/s}, {@code ms}. */
  public String symbol() {
    return symbol;
  }

  /** Whether a larger figure is the better one. */
  public boolean moreIsBetter() {
    return moreIsBetter;
  }

  /** A measured time in this quantity. */
  abstract double of(double nanosPerItem, double itemsPerCall);
}
