package network.akashi.node.command;

import java.util.List;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/**
 * Where on chain a claim is attested.
 *
 * @param root that a quorum signed
 * @param path from the claim's leaf to the root
 */
public record Certificate(Bytes32 root, List<Bytes32> path) {
  public Certificate {
    path = List.copyOf(path);
  }

  /** {@code root ‖ path}, as the attestation contract reads it. */
  public Bytes data() {
    Bytes[] words = new Bytes[path.size() + 1];
    words[0] = root.bytes();
    for (int i = 0; i < path.size(); i++) {
      words[i + 1] = path.get(i).bytes();
    }
    return Bytes.concat(words);
  }
}
