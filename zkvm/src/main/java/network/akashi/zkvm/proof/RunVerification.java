package network.akashi.zkvm.proof;

import java.util.Optional;
import network.akashi.stark.verifier.Rejection;

/** The answer to whether a run is proven. */
public sealed interface RunVerification {
  /**
   * It is.
   *
   * @param statement what is proven; whether exit code, output and payee are the right ones is up
   *     to who asked
   */
  record Accepted(Statement statement) implements RunVerification {}

  /**
   * It is not.
   *
   * @param stark what the proof system found, if it was asked
   */
  record Rejected(RunRejection reason, Optional<Rejection> stark) implements RunVerification {
    /** One sentence for people, without a full stop. */
    public String message() {
      return stark
          .map(found -> reason.explanation() + ": " + found.explanation())
          .orElse(reason.explanation());
    }
  }

  default boolean isAccepted() {
    return this instanceof Accepted;
  }
}
