package network.akashi.rollup.l1;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import network.akashi.chain.BlockId;
import network.akashi.chain.Bytes;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.RpcException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A consensus node of L1, by Ethereum's beacon API: {@code /eth/v1/beacon/blobs/SLOT}, or the older
 * {@code blob_sidecars}. The slot follows from the block's time. A local anvil answers the same
 * path, with a block's height in the slot's place.
 */
public final class BeaconBlobs implements BlobSource {
  private static final long USUAL_SECONDS_PER_SLOT = 12;
  private static final int MOST_BYTES = 64 << 20;
  private static final JsonMapper JSON = JsonMapper.shared();

  /** How a block's slot is found. */
  private record Clock(long genesisSeconds, OptionalLong secondsPerSlot) {}

  private final URI address;
  private final Ethereum ethereum;
  private final HttpGet http;
  private Optional<Clock> clock = Optional.empty();

  /**
   * The consensus node at an address.
   *
   * @param ethereum the execution chain, asked for the time of blocks
   */
  public BeaconBlobs(URI address, Ethereum ethereum, Duration timeout) {
    this.address = URI.create(address.toString().replaceAll("/+$", ""));
    this.ethereum = ethereum;
    this.http = HttpGet.create(timeout);
  }

  @Override
  public String name() {
    return "beacon node " + address;
  }

  @Override
  public Optional<Bytes> find(BlobRef ref) throws IOException {
    String slot = slotOf(ref);
    HttpGet.Answer answer =
        get("/eth/v1/beacon/blobs/%s?versioned_hashes=%s".formatted(slot, ref.versionedHash()));
    String field = "";
    if (answer.status() == 404 || answer.status() == 405 || answer.status() == 410) {
      answer = get("/eth/v1/beacon/blob_sidecars/" + slot);
      field = "blob";
    }
    if (answer.status() == 404 || answer.status() == 410) {
      return Optional.empty();
    }
    if (answer.status() != 200) {
      throw new IOException("answered with status " + answer.status());
    }
    for (JsonNode each : json(answer).path("data")) {
      Optional<Bytes> bytes = bytes(field.isEmpty() ? each : each.path(field));
      if (bytes.isPresent() && BlobFetcher.checked(bytes.get(), ref.versionedHash()).isPresent()) {
        return bytes;
      }
    }
    return Optional.empty();
  }

  private static Optional<Bytes> bytes(JsonNode json) {
    try {
      return json.isString() ? Optional.of(Bytes.fromHex(json.stringValue())) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private String slotOf(BlobRef ref) throws IOException {
    Clock known = clock();
    if (known.secondsPerSlot().isEmpty()) {
      return Long.toString(ref.l1Block());
    }
    try {
      long seconds =
          ethereum
              .block(new BlockId.Hash(ref.l1BlockHash()))
              .orElseThrow(() -> new IOException("block " + ref.l1BlockHash() + " is gone"))
              .timestampSeconds();
      return Long.toString((seconds - known.genesisSeconds()) / known.secondsPerSlot().getAsLong());
    } catch (RpcException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private synchronized Clock clock() throws IOException {
    if (clock.isEmpty()) {
      HttpGet.Answer genesis = get("/eth/v1/beacon/genesis");
      if (genesis.status() != 200) {
        throw new IOException("answered with status " + genesis.status() + " for its genesis");
      }
      HttpGet.Answer spec = get("/eth/v1/config/spec");
      OptionalLong slot = OptionalLong.empty();
      if (spec.status() == 200) {
        slot =
            OptionalLong.of(
                number(json(spec).path("data").path("SECONDS_PER_SLOT"), USUAL_SECONDS_PER_SLOT));
      }
      clock =
          Optional.of(new Clock(number(json(genesis).path("data").path("genesis_time"), 0), slot));
    }
    return clock.get();
  }

  private static long number(JsonNode json, long otherwise) throws IOException {
    try {
      return json.isMissingNode() ? otherwise : Long.parseLong(json.asString());
    } catch (NumberFormatException e) {
      throw new IOException("answered with no number: " + e.getMessage(), e);
    }
  }

  private static JsonNode json(HttpGet.Answer answer) throws IOException {
    try {
      return JSON.readTree(new String(answer.body(), StandardCharsets.UTF_8));
    } catch (JacksonException e) {
      throw new IOException("answered with no JSON", e);
    }
  }

  private HttpGet.Answer get(String path) throws IOException {
    return http.get(URI.create(address + path), MOST_BYTES);
  }
}
