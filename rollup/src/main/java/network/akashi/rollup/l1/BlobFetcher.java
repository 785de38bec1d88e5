package network.akashi.rollup.l1;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.blob.Blob;
import network.akashi.chain.blob.Kzg;

/**
 * Gets blobs from whoever has them, and takes nobody's word: the commitment is computed anew, and
 * its hash has to be the one that L1 has.
 */
public final class BlobFetcher {
  private final List<BlobSource> sources;
  private final Optional<BlobArchive> archive;

  /**
   * A fetcher.
   *
   * @param archive asked first, and given what others had
   * @param sources asked one after the other
   */
  public BlobFetcher(Optional<BlobArchive> archive, List<BlobSource> sources) {
    this.archive = archive;
    this.sources = List.copyOf(sources);
  }

  /** Has the archive, if there is one, keep blobs of our own. */
  public void keep(PackedBatch batch) {
    archive.ifPresent(each -> {
      for (int i = 0; i < batch.blobs().size(); i++) {
        each.keep(batch.versionedHashes().get(i), batch.blobs().get(i));
      }
    });
  }

  /** The blobs of a batch, in order. */
  public List<Blob> fetch(PostedBatch batch) {
    return BlobRef.of(batch).stream().map(this::fetch).toList();
  }

  /**
   * A blob.
   *
   * @throws BlobUnavailableException if no source has it
   */
  public Blob fetch(BlobRef ref) {
    List<String> tried = new ArrayList<>();
    Optional<Blob> kept = archive.flatMap(each -> ask(each, ref, tried));
    if (kept.isPresent()) {
      return kept.get();
    }
    for (BlobSource source : sources) {
      Optional<Blob> found = ask(source, ref, tried);
      if (found.isPresent()) {
        archive.ifPresent(each -> each.keep(ref.versionedHash(), found.get()));
        return found.get();
      }
    }
    throw new BlobUnavailableException(
        ref.versionedHash(), tried.isEmpty() ? "there is no source" : String.join("; ", tried));
  }

  private static Optional<Blob> ask(BlobSource source, BlobRef ref, List<String> tried) {
    try {
      Optional<Bytes> bytes = source.find(ref);
      if (bytes.isEmpty()) {
        tried.add(source.name() + " has none");
        return Optional.empty();
      }
      Optional<Blob> blob = checked(bytes.get(), ref.versionedHash());
      if (blob.isEmpty()) {
        tried.add(source.name() + " has another under this name");
      }
      return blob;
    } catch (IOException e) {
      tried.add(source.name() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /** The blob in these bytes, if it is the one of that name. */
  static Optional<Blob> checked(Bytes bytes, Bytes32 versionedHash) {
    Blob blob;
    try {
      blob = new Blob(bytes);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    boolean same = Kzg.versionedHash(Kzg.get().commit(blob)).equals(versionedHash);
    return same ? Optional.of(blob) : Optional.empty();
  }
}
