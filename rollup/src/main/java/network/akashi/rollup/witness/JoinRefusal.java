package network.akashi.rollup.witness;

/** Why shards are not one batch: the closed list. */
public enum JoinRefusal {
  /** There are none. */
  NO_SHARDS,
  /** They are of different chains (word 1). */
  DIFFERENT_CHAINS,
  /** They settle at different deployments (word 2). */
  DIFFERENT_CONFIGS,
  /** They read different blobs (word 7). */
  DIFFERENT_DATA,
  /** Their batches build on different blocks (word 13). */
  DIFFERENT_PARENTS,
  /** Their batches have different numbers of blocks (word 14). */
  DIFFERENT_TOTALS,
  /** The first does not begin with the batch's first block. */
  BEGINS_LATE,
  /** The first does not build on what the batch builds on (words 3 and 13). */
  WRONG_FIRST_PARENT,
  /** The first begins with withdrawals made already (word 15). */
  WITHDRAWALS_BEFORE_FIRST,
  /** One does not begin with the block after the one before it, or they are not in order. */
  GAP,
  /** One builds on another block than the one before it ends with (words 3 and 4). */
  BROKEN_CHAIN,
  /** Deposits do not go on where they ended (words 8 and 9). */
  BROKEN_DEPOSITS,
  /** Forced transactions do not go on where they ended (words 10 and 11). */
  BROKEN_FORCED,
  /** Withdrawals do not go on where they ended (words 15 and 16). */
  BROKEN_WITHDRAWALS,
  /** The last does not end with the batch's last block. */
  ENDS_EARLY
}
