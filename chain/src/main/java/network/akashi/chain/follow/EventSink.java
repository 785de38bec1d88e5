package network.akashi.chain.follow;

import java.util.List;
import network.akashi.chain.Log;

/**
 * Takes events, and remembers up to where. Each method does all or nothing, durably: a crash
 * between two calls is then no different from a pause.
 */
public interface EventSink {
  /** Blocks up to which events were taken, oldest first; empty at the very start. */
  List<BlockRef> checkpoints();

  /**
   * Takes the events of all blocks after the newest checkpoint up to the last of {@code blocks}.
   *
   * @param blocks new checkpoints, oldest first; at least one
   * @param logs in the chain's order
   */
  void apply(List<BlockRef> blocks, List<Log> logs);

  /** Forgets all events after {@code block}, which is a checkpoint. */
  void rollBackTo(BlockRef block);

  /** Forgets everything: none of the checkpoints is on the chain any more. */
  void rollBackAll();
}
