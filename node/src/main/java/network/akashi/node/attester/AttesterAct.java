package network.akashi.node.attester;

import java.net.URI;
import java.util.List;
import network.akashi.chain.Bytes32;
import network.akashi.node.command.Claim;

/** What an attester wants done. */
public sealed interface AttesterAct {
  /** Fetch the proof and check everything about the claim. */
  record Check(Claim claim, URI source) implements AttesterAct {}

  /** Sign a root and answer with the signature. */
  record Sign(long call, long committee, Bytes32 root) implements AttesterAct {}

  /** Answer what is thought of each claim; there is no signature. */
  record Decline(long call, List<Opinion> opinions) implements AttesterAct {}
}
