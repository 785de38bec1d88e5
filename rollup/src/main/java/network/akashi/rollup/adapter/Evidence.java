package network.akashi.rollup.adapter;

import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/** Why a rollup should believe a result. */
public sealed interface Evidence {
  /**
   * A quorum signed it.
   *
   * @param payee who made the proof
   * @param work of the run, cells
   * @param evidence hash of the proof that was checked
   * @param data which signed root, and the path to the statement
   */
  record Attested(Address payee, long work, Bytes32 evidence, Bytes data) implements Evidence {}

  /**
   * A validity proof shows it.
   *
   * @param payee named in the proof
   * @param work of the run, cells
   * @param proof as the router takes it
   */
  record Proven(Address payee, long work, Bytes proof) implements Evidence {}
}
