package network.akashi.rollup.l1;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import network.akashi.chain.Bytes;
import network.akashi.chain.blob.Blob;

/** Somebody's archive, as {@link BlobArchiveServer} serves it. */
public final class RemoteArchive implements BlobSource {
  private final URI address;
  private final HttpGet http;

  /**
   * The archive at an address.
   *
   * @param address such as {@code http://archive.example:9950}
   */
  public RemoteArchive(URI address, Duration timeout) {
    this.address = URI.create(address.toString().replaceAll("/+$", ""));
    this.http = HttpGet.create(timeout);
  }

  @Override
  public String name() {
    return "archive " + address;
  }

  @Override
  public Optional<Bytes> find(BlobRef ref) throws IOException {
    HttpGet.Answer answer =
        http.get(URI.create(address + "/blobs/" + ref.versionedHash().toHex()), Blob.SIZE);
    return switch (answer.status()) {
      case 200 -> Optional.of(Bytes.of(answer.body()));
      case 404 -> Optional.empty();
      default -> throw new IOException("answered with status " + answer.status());
    };
  }
}
