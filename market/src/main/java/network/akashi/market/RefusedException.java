package network.akashi.market;

import java.io.Serial;
import java.util.List;

/**
 * The rules refuse a call, and nothing has changed: what a revert is on chain. It has no stack
 * trace, since it says what the caller did and not where this code is.
 */
public final class RefusedException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final Refusal refusal;
  private final transient List<Object> facts;

  RefusedException(Refusal refusal, List<Object> facts) {
    super(refusal.solidityName() + facts, null, false, false);
    this.refusal = refusal;
    this.facts = facts;
  }

  /** Why. */
  public Refusal refusal() {
    return refusal;
  }

  /**
   * The arguments of the contracts' error, in its order: {@link java.math.BigInteger} for whole
   * numbers, {@link Address}, {@link Bytes32}, {@link String} or {@link Boolean}.
   */
  public List<Object> facts() {
    return facts;
  }
}
