package network.akashi.chain.rpc;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How nodes are asked.
 *
 * @param endpoints in order of preference; others are asked when the first fails
 * @param timeout of one HTTP exchange
 * @param attempts how often all endpoints are tried before giving up
 * @param firstPause before the second attempt; doubled, with some chance, before each further one
 * @param longestPause between two attempts
 * @param maxBatch requests in one HTTP exchange
 * @param maxReplyBytes longest answer that is read
 */
public record RpcConfig(
    List<URI> endpoints,
    Duration timeout,
    int attempts,
    Duration firstPause,
    Duration longestPause,
    int maxBatch,
    long maxReplyBytes) {
  public RpcConfig {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty()) {
      throw new IllegalArgumentException("no RPC endpoint is named");
    }
    for (URI each : endpoints) {
      String scheme = String.valueOf(each.getScheme());
      if (!(scheme.equals("http") || scheme.equals("https")) || each.getHost() == null) {
        throw new IllegalArgumentException(
            "an RPC endpoint is an http or https address, such as http://127.0.0.1:8545, not '"
                + each
                + "'");
      }
    }
    if (attempts < 1 || maxBatch < 1 || maxReplyBytes < 1 || !timeout.isPositive()) {
      throw new IllegalArgumentException("attempts, batch, reply size and timeout are at least 1");
    }
  }

  /** Sensible values for these endpoints. */
  public static RpcConfig of(URI... endpoints) {
    return new RpcConfig(
        List.of(endpoints),
        Duration.ofSeconds(20),
        4,
        Duration.ofMillis(200),
        Duration.ofSeconds(5),
        100,
        64L << 20);
  }

  /** The same with another timeout. */
  public RpcConfig withTimeout(Duration other) {
    return new RpcConfig(
        endpoints, other, attempts, firstPause, longestPause, maxBatch, maxReplyBytes);
  }

  /** The same with another number of attempts and another first pause. */
  public RpcConfig withAttempts(int number, Duration pause) {
    return new RpcConfig(endpoints, timeout, number, pause, longestPause, maxBatch, maxReplyBytes);
  }

  /** The same with batches of at most {@code requests}. */
  public RpcConfig withMaxBatch(int requests) {
    return new RpcConfig(
        endpoints, timeout, attempts, firstPause, longestPause, requests, maxReplyBytes);
  }

  /** The same with answers of at most {@code bytes}. */
  public RpcConfig withMaxReplyBytes(long bytes) {
    return new RpcConfig(endpoints, timeout, attempts, firstPause, longestPause, maxBatch, bytes);
  }
}
