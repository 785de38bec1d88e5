package network.akashi.market;

import java.math.BigInteger;
import java.util.List;

/** What the market tells the world, as the contract's events do. */
public sealed interface RequestEvent extends MarketEvent {
  /** A request was opened; escrow in wei. */
  record Requested(Bytes32 requestId, Address requester, ProofRequest request, BigInteger escrow)
      implements RequestEvent {}

  /** A request has provers; prices in wei per cell, unsigned. */
  record Assigned(Bytes32 requestId, List<Integer> provers, long price, List<Long> standbyAsks)
      implements RequestEvent {}

  /** Nobody qualified, or nobody called: another round, with a price limit in wei per cell. */
  record Reopened(Bytes32 requestId, int round, long priceLimit) implements RequestEvent {}

  /** A role committed to a finished proof. */
  record Committed(Bytes32 requestId, int role, Commitment.Hash commitment)
      implements RequestEvent {}

  /** A commitment was not honoured. */
  record CommitmentLapsed(Bytes32 requestId, int role) implements RequestEvent {}

  /** A request is done; wei. */
  record Fulfilled(
      Bytes32 requestId,
      Address payee,
      int role,
      Bytes32 outputDigest,
      long work,
      int classes,
      BigInteger paid,
      BigInteger refund)
      implements RequestEvent {}

  /** An item of a batch was skipped. */
  record FulfilmentRejected(Bytes32 requestId, Rejection reason) implements RequestEvent {}

  /** The requester's contract failed. */
  record CallbackFailed(Bytes32 requestId) implements RequestEvent {}

  /** A role was punished, wei. */
  record Penalised(Bytes32 requestId, int prover, int role, BigInteger amount)
      implements RequestEvent {}

  /** A clock stands still since a time, unix seconds. */
  record ClockStopped(Bytes32 requestId, long since) implements RequestEvent {}

  /** A clock goes on after so many seconds. */
  record ClockResumed(Bytes32 requestId, long stoppedFor) implements RequestEvent {}

  /** Nobody delivered; wei. */
  record Expired(Bytes32 requestId, BigInteger refund, BigInteger compensation)
      implements RequestEvent {}

  /** It could not be proven; wei. */
  record Annulled(Bytes32 requestId, BigInteger refund, BigInteger fee) implements RequestEvent {}

  /** Credit left the market, wei. */
  record Withdrawn(Address from, Address to, BigInteger amount) implements RequestEvent {}

  /** Burnt money left the market, wei. */
  record Burnt(BigInteger amount) implements RequestEvent {}
}
