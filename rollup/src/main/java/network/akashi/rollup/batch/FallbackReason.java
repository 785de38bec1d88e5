package network.akashi.rollup.batch;

/** Why blobs stand for their fallback: the closed list, in the order in which it is judged. */
public enum FallbackReason {
  /** A blob is not what packing any data gives. */
  BLOB_MALFORMED,
  /** A blob before the last carries less than it could. */
  BLOB_NOT_FULL,
  /** The payload is empty, or of a kind that does not exist. */
  UNKNOWN_PAYLOAD,
  /** Not a strict zlib stream, or one of more than 2^20 bytes. */
  MALFORMED_ZLIB,
  /** Not the canonical RLP of a batch: fields, lengths, ranges. */
  MALFORMED_BATCH,
  /** A version that does not exist. */
  UNKNOWN_VERSION,
  /** It builds on another block than was posted. */
  WRONG_PARENT,
  /** It has no block. */
  NO_BLOCKS,
  /** A block is older than the one before it. */
  TIME_RUNS_BACK,
  /** Its blocks take more or fewer deposits than the post. */
  WRONG_DEPOSIT_COUNT,
  /** Its blocks take more or fewer forced transactions than the post. */
  WRONG_FORCED_COUNT
}
