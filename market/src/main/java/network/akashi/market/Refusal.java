package network.akashi.market;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Why the rules refuse a call: the custom errors of the contracts, by the same names. What to do
 * about each stands in {@code docs/market.md}.
 */
public enum Refusal {
  // ProverRegistry
  /** Only the operator of a prover may. */
  NOT_REGISTERED,
  /** No prover has this id. */
  UNKNOWN_PROVER,
  /** One registration per operator. */
  ALREADY_REGISTERED,
  /** All places are taken. */
  REGISTRY_FULL,
  /** Less than the smallest bond. */
  BOND_TOO_SMALL,
  /** 2⁹⁶ wei and more. */
  BOND_TOO_LARGE,
  /** No payout address. */
  ZERO_PAYOUT,
  /** No money. */
  ZERO_AMOUNT,
  /** No class, or one that does not exist for provers. */
  INVALID_CLASSES,
  /** No capacity, or more than a leaf can hold. */
  CAPACITY_OUT_OF_RANGE,
  /** The key is registered, or was condemned. */
  BLS_KEY_TAKEN,
  /** The key's holder did not sign. */
  INVALID_POSSESSION_PROOF,
  /** Terms change once per window. */
  CHANGED_RECENTLY,
  /** Less than that is bonded. */
  UNBOND_EXCEEDS_BOND,
  /** Nothing is unbonding. */
  NOTHING_UNBONDING,
  /** The delay has not passed. */
  STILL_UNBONDING,
  /** All of it is locked. */
  NOTHING_TO_WITHDRAW,
  /** The prover signed a contradiction. */
  IS_CONDEMNED,
  /** More units than are free. */
  INSUFFICIENT_FREE_UNITS,
  /** More units than are locked. */
  RELEASE_EXCEEDS_LOCK,
  /** More wei than the lock is worth. */
  SLASH_EXCEEDS_LOCK,
  /** It is listed, or not, already. */
  PROGRAM_LISTED_ALREADY,
  /** The randomness must be younger than the weights. */
  SEED_NOT_AFTER_SAMPLE,
  /** The weights are too old to draw from. */
  SAMPLE_TOO_OLD,
  /** Samples have one to eight places. */
  SAMPLE_SIZE_OUT_OF_RANGE,

  // SumTree
  /** All weights together would exceed what a sum can hold. */
  WEIGHT_OVERFLOW,

  // Seed
  /** The seed block has not come. */
  SEED_NOT_READY,
  /** The randomness of the seed block was not shown. */
  WRONG_HEADER,

  // ProofMarket
  /** A field makes no sense. */
  INVALID_REQUEST,
  /** A request is opened by who is named in it. */
  NOT_THE_REQUESTER,
  /** The escrow must be exact. */
  WRONG_ESCROW,
  /** The reserve does not cover a settlement. */
  GAS_RESERVE_TOO_SMALL,
  /** Not in a state in which this can happen. */
  NOT_OPEN,
  /** Nobody has a role. */
  NOT_ASSIGNED,
  /** Past T3. */
  OPEN_TO_ANYONE,
  /** The clock stands still. */
  CLOCK_IS_STOPPED,
  /** The clock runs. */
  CLOCK_IS_RUNNING,
  /** Roles are 0, 1 and 2. */
  NO_SUCH_ROLE,
  /** Only the role's operator may. */
  NOT_THE_OPERATOR,
  /** Nothing was committed to. */
  ZERO_COMMITMENT,
  /** A commitment is open. */
  COMMITMENT_OPEN,
  /** The role's commitment lapsed. */
  ROLE_HAS_DEFAULTED,
  /** Before the role's window, or from T3 on. */
  WINDOW_CLOSED,
  /** A fulfilment was rejected. */
  NOT_ACCEPTED,
  /** T4 has not passed. */
  NOT_YET_EXPIRED,
  /** No quorum says so. */
  VERDICT_NOT_SUPPORTED,
  /** In the future, or answered. */
  VERDICT_OUT_OF_DATE,
  /** The clock has not stood still for long enough. */
  STOP_TOO_SHORT,
  /** Nothing to withdraw. */
  NO_CREDIT,
  /** Nothing to burn. */
  NOTHING_TO_BURN,
  /** No address. */
  ZERO_ADDRESS,

  // Both
  /** The recipient refused the money. */
  TRANSFER_FAILED,
  /** A deployment with a parameter that makes no sense. */
  INVALID_PARAMETER;

  /** The name of the contracts' error, for example {@code NotTheRequester}. */
  public String solidityName() {
    StringBuilder result = new StringBuilder();
    for (String word : name().split("_", -1)) {
      result.append(word.charAt(0)).append(word.substring(1).toLowerCase(Locale.ROOT));
    }
    return result.toString();
  }

  /**
   * The exception for this refusal.
   *
   * @param facts the error's arguments in the contracts' order; whole numbers of any type
   */
  RefusedException with(Object... facts) {
    List<Object> normal = new ArrayList<>();
    for (Object fact : facts) {
      normal.add(
          switch (fact) {
            case Integer number -> BigInteger.valueOf(number);
            case Long number -> BigInteger.valueOf(number);
            default -> fact;
          });
    }
    return new RefusedException(this, List.copyOf(normal));
  }
}
