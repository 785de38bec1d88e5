package network.akashi.market;

/**
 * Why a fulfilment was not paid, numbered as on chain. The contract knows one reason more, {@code
 * NotEnoughGas}, which is the last and cannot arise where there is no gas.
 */
public enum Rejection {
  /** It was paid. */
  NONE,
  /** Never opened here, or a field differs. */
  UNKNOWN_REQUEST,
  /** It has ended. */
  ALREADY_CLOSED,
  /** Past T4. */
  EXPIRED,
  /** More work than was asked for. */
  WORK_ABOVE_BOUND,
  /** A class is missing. */
  POLICY_NOT_MET,
  /** A class came twice. */
  DUPLICATE_CLASS,
  /** A class that does not exist. */
  UNKNOWN_CLASS,
  /** A proof does not hold. */
  PROOF_REJECTED,
  /** Public values and request, output, payee or evidence do not agree. */
  STATEMENT_MISMATCH,
  /** Somebody's commitment is open. */
  COMMITMENT_PENDING,
  /** Too early for this role. */
  WINDOW_NOT_OPEN,
  /** The payee is not the payout address of the role. */
  NOT_THE_ROLE,
  /** The role let a commitment lapse. */
  ROLE_DEFAULTED;

  /** Its number on chain. */
  public int number() {
    return switch (this) {
      case NONE -> 0;
      case UNKNOWN_REQUEST -> 1;
      case ALREADY_CLOSED -> 2;
      case EXPIRED -> 3;
      case WORK_ABOVE_BOUND -> 4;
      case POLICY_NOT_MET -> 5;
      case DUPLICATE_CLASS -> 6;
      case UNKNOWN_CLASS -> 7;
      case PROOF_REJECTED -> 8;
      case STATEMENT_MISMATCH -> 9;
      case COMMITMENT_PENDING -> 10;
      case WINDOW_NOT_OPEN -> 11;
      case NOT_THE_ROLE -> 12;
      case ROLE_DEFAULTED -> 13;
    };
  }
}
