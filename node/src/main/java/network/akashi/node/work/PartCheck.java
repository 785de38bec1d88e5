package network.akashi.node.work;

import java.util.Arrays;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;
import network.akashi.zkvm.proof.RunVerification;
import network.akashi.zkvm.proof.RunVerifier;
import network.akashi.zkvm.proof.Statement;

/** Whether the proof of one run shows what it should. Total on any bytes. */
public final class PartCheck {
  private final RunVerifier verifier;

  public PartCheck(RunVerifier verifier) {
    this.verifier = verifier;
  }

  /** What was found. */
  public sealed interface Finding {
    /** A proof of a run of the program, which ended well, wrote this output and pays this payee. */
    record Proven(ProvenPart part) implements Finding {}

    /** No such proof. */
    record Wrong(NodeError error) implements Finding {}
  }

  /** Checks everything but what the run was about. */
  public Finding check(Bundle.Part part, Bytes32 program, Address payee) {
    RunVerification answer = verifier.verify(part.proof().toArray(), Programs.programId(program));
    if (!(answer instanceof RunVerification.Accepted(Statement statement))) {
      return new Finding.Wrong(NodeError.PROOF_REJECTED);
    }
    byte[] output = part.output().toArray();
    if (statement.exitCode() != 0
        || !Arrays.equals(statement.outputDigest(), Sha256.of(output).toArray())) {
      return new Finding.Wrong(NodeError.PROOF_REJECTED);
    }
    if (!statement.payee().equals(BundleCheck.payee(payee))) {
      return new Finding.Wrong(NodeError.PROOF_OF_ANOTHER);
    }
    return new Finding.Proven(new ProvenPart(part, statement.cells()));
  }
}
