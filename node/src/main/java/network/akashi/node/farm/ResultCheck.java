package network.akashi.node.farm;

import java.util.Optional;
import network.akashi.node.NodeError;
import network.akashi.node.work.Bundle;
import network.akashi.node.work.PartCheck;
import network.akashi.node.work.ProvenPart;
import network.akashi.node.work.RunBatch;
import network.akashi.node.work.Sha256;

/**
 * Whether a worker's result is what was asked of it: a proof of just this run, with the output that
 * this node's own execution gives. Total on any bytes.
 */
public final class ResultCheck {
  private final PartCheck parts;

  public ResultCheck(PartCheck parts) {
    this.parts = parts;
  }

  /** What was found. */
  sealed interface Finding {
    /** All is well. */
    record Good(ProvenPart part) implements Finding {}

    /** Something is not. */
    record Bad(NodeError error) implements Finding {}
  }

  /**
   * Checks a result.
   *
   * @param bytes the artifact; empty if it was not there, or not what its name says
   */
  Finding check(Optional<byte[]> bytes, RunBatch batch, int run) {
    if (bytes.isEmpty()) {
      return new Finding.Bad(NodeError.PROOF_CORRUPT);
    }
    Optional<Bundle> bundle = bytes.flatMap(Bundle::decode);
    if (bundle.isEmpty() || bundle.get().parts().size() != 1) {
      return new Finding.Bad(NodeError.PROOF_MALFORMED);
    }
    Bundle.Part part = bundle.get().parts().getFirst();
    return switch (parts.check(part, batch.program(), batch.payee())) {
      case PartCheck.Finding.Wrong(NodeError error) -> new Finding.Bad(error);
      case PartCheck.Finding.Proven(ProvenPart proven) -> {
        boolean asked =
            Sha256.of(part.output().toArray())
                .equals(batch.work().outputDigest(run, batch.payee()));
        yield asked ? new Finding.Good(proven) : new Finding.Bad(NodeError.CLAIM_FALSE);
      }
    };
  }
}
