package network.akashi.market;

import java.util.HexFormat;

/**
 * What a role committed to.
 *
 * @param hash the commitment, or {@link Hash#NONE}
 * @param role who committed
 * @param madeAt when, unix seconds; zero if nobody has
 * @param elapsed the clock at that time, seconds
 */
public record Commitment(Hash hash, int role, long madeAt, long elapsed) {
  static final Commitment NONE = new Commitment(Hash.NONE, 0, 0, 0);
  static final Commitment OPENED = new Commitment(Hash.NONE, Role.ANYONE, 0, 0);

  /**
   * The first twenty bytes of a hash.
   *
   * @param value the bytes, as an address is kept
   */
  public record Hash(Address value) {
    /** No commitment. */
    public static final Hash NONE = new Hash(Address.ZERO);

    /** The commitment to a finished proof: it names request, payee and evidence. */
    public static Hash of(Bytes32 requestId, Address payee, Bytes32 evidence) {
      byte[] whole = Hashes.keccak(requestId, payee.toWord(), evidence).toBytes();
      byte[] kept = new byte[Address.SIZE];
      System.arraycopy(whole, 0, kept, 0, kept.length);
      return new Hash(Address.of(kept));
    }

    @Override
    public String toString() {
      return "0x" + HexFormat.of().formatHex(value.toBytes());
    }
  }

  /** Whether somebody has committed and can still honour it. */
  boolean isOpen(Block block, long proofWindow) {
    return madeAt != 0 && !lapsed(block, proofWindow);
  }

  /** Whether it is too late to honour it. */
  boolean lapsed(Block block, long proofWindow) {
    return block.timestamp() > madeAt + proofWindow;
  }

  /** This, if a clock that stands still since before it was made says that it is earlier. */
  Commitment notAfter(RequestState stopped) {
    long clock = stopped.stoppedAt() - stopped.clockStart();
    return madeAt > stopped.stoppedAt() && elapsed > clock
        ? new Commitment(hash, role, madeAt, clock)
        : this;
  }

  /** Roles known to have defaulted, this commitment's included if it has lapsed. */
  int defaulted(Assignment assignment, Block block, long proofWindow) {
    return madeAt == 0 || !lapsed(block, proofWindow)
        ? assignment.defaulted()
        : assignment.defaulted() | 1 << role;
  }
}
