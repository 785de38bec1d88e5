package network.akashi.rollup.l1;

import java.io.IOException;
import java.util.Optional;
import network.akashi.chain.Bytes;

/** Somewhere blobs may be had. Nobody believes it: {@link BlobFetcher} checks what it says. */
public interface BlobSource {
  /** Where, for people. */
  String name();

  /**
   * What it has by that name: 131,072 bytes if it is honest.
   *
   * @return empty if it has nothing
   * @throws IOException if it cannot be asked, or what it answers cannot be read
   */
  Optional<Bytes> find(BlobRef ref) throws IOException;
}
