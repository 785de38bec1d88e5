package network.akashi.rollup.l1;

import java.io.IOException;
import java.util.Optional;
import network.akashi.chain.Bytes;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.RpcException;
import network.akashi.chain.rpc.RpcRequest;
import tools.jackson.databind.JsonNode;

/** The blobs that a local anvil keeps, by its own JSON-RPC method. */
public final class AnvilBlobs implements BlobSource {
  private final Ethereum ethereum;

  public AnvilBlobs(Ethereum ethereum) {
    this.ethereum = ethereum;
  }

  @Override
  public String name() {
    return "anvil";
  }

  @Override
  public Optional<Bytes> find(BlobRef ref) throws IOException {
    try {
      JsonNode json =
          ethereum
              .rpc()
              .call(RpcRequest.idempotent("anvil_getBlobByHash", ref.versionedHash().toHex()));
      return json.isString() ? Optional.of(Bytes.fromHex(json.stringValue())) : Optional.empty();
    } catch (RpcException | IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
  }
}
