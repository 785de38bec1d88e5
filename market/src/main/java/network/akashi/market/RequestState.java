package network.akashi.market;

/**
 * What changes about a request.
 *
 * @param status where it stands
 * @param round rounds in which nobody qualified, at most 255
 * @param sampleBlock provers are drawn as they were at the end of the block before this one
 * @param price price limit of the round, then the clearing price; wei per cell, unsigned
 * @param clockStart unix seconds, shifted by every stop
 * @param stoppedAt when the clock stopped, unix seconds; zero while it runs
 * @param resumedAt since when it has last gone on again, unix seconds
 */
record RequestState(
    RequestStatus status,
    int round,
    long sampleBlock,
    long price,
    long clockStart,
    long stoppedAt,
    long resumedAt) {
  private static final int MAX_ROUND = 255;

  static final RequestState NONE = new RequestState(RequestStatus.NONE, 0, 0, 0, 0, 0, 0);

  static RequestState opened(Block block, long price) {
    return new RequestState(RequestStatus.OPEN, 0, block.number(), price, block.timestamp(), 0, 0);
  }

  /** Seconds of the clock. */
  long elapsed(Block block) {
    return (stoppedAt == 0 ? block.timestamp() : stoppedAt) - clockStart;
  }

  RequestState sampledAgain(Block block) {
    return new RequestState(status, round, block.number(), price, clockStart, stoppedAt, resumedAt);
  }

  RequestState raised(long limit) {
    return new RequestState(
        status,
        Math.min(round + 1, MAX_ROUND),
        sampleBlock,
        limit,
        clockStart,
        stoppedAt,
        resumedAt);
  }

  RequestState assigned(Block block, long clearingPrice) {
    return new RequestState(
        RequestStatus.ASSIGNED,
        round,
        sampleBlock,
        clearingPrice,
        block.timestamp(),
        stoppedAt,
        resumedAt);
  }

  RequestState stopped(long since) {
    return new RequestState(
        status, round, sampleBlock, price, clockStart, Math.max(since, clockStart), resumedAt);
  }

  RequestState resumed(long since) {
    return new RequestState(
        status, round, sampleBlock, price, clockStart + since - stoppedAt, 0, since);
  }

  RequestState ended(RequestStatus end) {
    return new RequestState(end, round, sampleBlock, price, clockStart, stoppedAt, resumedAt);
  }
}
