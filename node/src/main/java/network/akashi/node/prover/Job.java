package network.akashi.node.prover;

import java.util.Optional;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;
import network.akashi.node.command.Certificate;
import network.akashi.node.command.Claim;

/**
 * One request, as a prover sees it. Journaled at every change.
 *
 * @param requestId the request's
 * @param stage how far it is
 * @param role in which it is worked for
 * @param failures attempts at preparing or proving that failed
 * @param retryAt nothing is tried before (Unix seconds)
 * @param estimateMillis what proving will take; zero while that is not known
 * @param claim what was proven, once it is
 * @param output for the requester's callback
 * @param certificate where it is attested, once it is
 * @param refusals transactions that the chain refused
 * @param error what went wrong last
 */
public record Job(
    Bytes32 requestId,
    Stage stage,
    int role,
    int failures,
    long retryAt,
    long estimateMillis,
    Optional<Claim> claim,
    Bytes output,
    Optional<Certificate> certificate,
    int refusals,
    Optional<NodeError> error) {
  /** A job that nothing was done for. */
  static Job watched(Bytes32 requestId, int role) {
    return new Job(
        requestId,
        Stage.WATCHED,
        role,
        0,
        0,
        0,
        Optional.empty(),
        Bytes.EMPTY,
        Optional.empty(),
        0,
        Optional.empty());
  }

  /** What is left of it after a restart: work in memory is lost, proofs on disk are not. */
  Job afterRestart() {
    return stage.isOver() || stage.hasProof() ? this : at(Stage.WATCHED);
  }

  Job at(Stage next) {
    return new Job(
        requestId,
        next,
        role,
        failures,
        retryAt,
        estimateMillis,
        claim,
        output,
        certificate,
        refusals,
        error);
  }

  Job in(int newRole) {
    return new Job(
        requestId,
        stage,
        newRole,
        failures,
        retryAt,
        estimateMillis,
        claim,
        output,
        certificate,
        refusals,
        error);
  }

  Job prepared(long millis) {
    return new Job(
        requestId,
        Stage.PREPARED,
        role,
        failures,
        retryAt,
        millis,
        claim,
        output,
        certificate,
        refusals,
        error.filter(each -> each != NodeError.DATA_UNAVAILABLE));
  }

  Job proven(Claim proven, Bytes callbackOutput) {
    return new Job(
        requestId,
        Stage.PROVEN,
        role,
        failures,
        0,
        estimateMillis,
        Optional.of(proven),
        callbackOutput,
        Optional.empty(),
        refusals,
        error);
  }

  Job certified(Certificate found) {
    return new Job(
        requestId,
        Stage.CERTIFIED,
        role,
        failures,
        0,
        estimateMillis,
        claim,
        output,
        Optional.of(found),
        refusals,
        error);
  }

  /** Begins anew at {@code when}. */
  Job failed(NodeError why, long when) {
    return new Job(
        requestId,
        Stage.WATCHED,
        role,
        failures + 1,
        when,
        estimateMillis,
        Optional.empty(),
        Bytes.EMPTY,
        Optional.empty(),
        refusals,
        Optional.of(why));
  }

  /** A transaction was refused; another may be tried at {@code when}. */
  Job refused(long when) {
    return new Job(
        requestId,
        stage,
        role,
        failures,
        when,
        estimateMillis,
        claim,
        output,
        certificate,
        refusals + 1,
        Optional.of(NodeError.REFUSED_ON_CHAIN));
  }

  Job waiting(long when) {
    return new Job(
        requestId,
        stage,
        role,
        failures,
        when,
        estimateMillis,
        claim,
        output,
        certificate,
        refusals,
        error);
  }

  Job ended(NodeError why) {
    return new Job(
        requestId,
        Stage.ENDED,
        role,
        failures,
        retryAt,
        estimateMillis,
        claim,
        output,
        certificate,
        refusals,
        Optional.of(why));
  }
}
