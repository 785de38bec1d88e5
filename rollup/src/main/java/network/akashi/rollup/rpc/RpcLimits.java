package network.akashi.rollup.rpc;

/**
 * What a server takes.
 *
 * @param mostBodyBytes longest request
 * @param mostInBatch requests in one
 * @param mostAnswerBytes longest answer to a batch, after which the rest of it is refused
 * @param mostAtOnce exchanges that are worked on at the same time; more are turned away
 */
public record RpcLimits(int mostBodyBytes, int mostInBatch, int mostAnswerBytes, int mostAtOnce) {
  public RpcLimits {
    if (mostBodyBytes < 1 || mostInBatch < 1 || mostAnswerBytes < 1 || mostAtOnce < 1) {
      throw new IllegalArgumentException("limits are at least 1");
    }
  }

  /** 1 MiB, 200 requests, 16 MiB, 512 exchanges. */
  public static RpcLimits defaults() {
    return new RpcLimits(1 << 20, 200, 16 << 20, 512);
  }
}
