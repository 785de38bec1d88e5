package network.akashi.node.demo;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Log;
import network.akashi.chain.LogFilter;
import network.akashi.chain.contracts.ProofMarketEvent;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.RpcRequest;
import network.akashi.node.onchain.Contracts;

/** When roots were attested, and under which root each request was delivered. */
final class Attestations {
  private static final int SELECTOR_BYTES = 4;

  private final Map<Bytes32, Long> seenNanos = new HashMap<>();

  /** A root is on chain; only the first time counts. */
  void saw(Bytes32 root, long nanos) {
    seenNanos.putIfAbsent(root, nanos);
  }

  /**
   * When the result of each delivered request had been attested.
   *
   * <p>A delivery brings the root along, as one of its words; no other word can be one.
   */
  Map<Bytes32, Long> byRequest(Ethereum ethereum, Contracts contracts) {
    Map<Bytes32, Long> found = new HashMap<>();
    LogFilter market = LogFilter.of(contracts.market().address());
    for (Log log : ethereum.logs(market, contracts.firstBlock(), ethereum.blockNumber())) {
      if (ProofMarketEvent.decode(log).orElse(null) instanceof ProofMarketEvent.Fulfilled done) {
        rootIn(ethereum, log.transactionHash())
            .ifPresent(at -> found.merge(done.requestId(), at, Math::min));
      }
    }
    return found;
  }

  private Optional<Long> rootIn(Ethereum ethereum, Bytes32 transaction) {
    Bytes data =
        Bytes.fromHex(
            ethereum
                .rpc()
                .call(RpcRequest.idempotent("eth_getTransactionByHash", transaction.toHex()))
                .path("input")
                .stringValue("0x"));
    for (int at = SELECTOR_BYTES; at + Bytes32.SIZE <= data.size(); at += Bytes32.SIZE) {
      Long seen = seenNanos.get(new Bytes32(data.slice(at, at + Bytes32.SIZE)));
      if (seen != null) {
        return Optional.of(seen);
      }
    }
    return Optional.empty();
  }
}
