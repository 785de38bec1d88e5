package network.akashi.market;

import java.math.BigInteger;

/** What the registry tells the world, as the contract's events do. */
public sealed interface RegistryEvent extends MarketEvent {
  /** A prover joined. */
  record Registered(
      int id,
      Address operator,
      Address payout,
      BigInteger bond,
      Bytes32 blsKeyHash,
      String endpoint,
      String metadata)
      implements RegistryEvent {}

  /** A prover's terms hold from a block on. */
  record TermsChanged(int id, Terms terms, long fromBlock) implements RegistryEvent {}

  /** A prover declared another capacity, units. */
  record CapacityChanged(int id, long capacity) implements RegistryEvent {}

  /** A prover's sampling weight changed, units. */
  record WeightChanged(int id, long weight) implements RegistryEvent {}

  /** Somebody added to a bond, wei. */
  record BondAdded(int id, BigInteger amount, BigInteger bond) implements RegistryEvent {}

  /** A part of a bond began to leave, wei. */
  record UnbondingStarted(int id, BigInteger amount, long releaseAt) implements RegistryEvent {}

  /** What was leaving stays, wei. */
  record UnbondingCancelled(int id, BigInteger amount) implements RegistryEvent {}

  /** A part of a bond left, wei. */
  record BondWithdrawn(int id, BigInteger amount, Address to) implements RegistryEvent {}

  /** A prover is paid elsewhere. */
  record PayoutChanged(int id, Address payout) implements RegistryEvent {}

  /** A prover is reached elsewhere. */
  record MetadataChanged(int id, String endpoint, String metadata) implements RegistryEvent {}

  /** A prover listed or delisted a program. */
  record ProgramServed(int id, Bytes32 programId, boolean served) implements RegistryEvent {}

  /** A prover lost a part of its bond to a job, wei. */
  record Slashed(int id, BigInteger amount) implements RegistryEvent {}

  /** A liar lost what was free, wei. */
  record Condemned(int id, BigInteger seized) implements RegistryEvent {}

  /** A liar lost what a job released, wei. */
  record Forfeited(int id, BigInteger amount) implements RegistryEvent {}

  /** A prover is gone. */
  record Deregistered(int id, Address operator) implements RegistryEvent {}
}
