package network.akashi.rollup.adapter;

import java.io.Serial;

/** L1 has taken a statement back. */
public final class StatementGoneException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public StatementGoneException(ProofStatement statement) {
    super(statement.label() + " is on L1 no more: discarded, or reorganised away");
  }
}
