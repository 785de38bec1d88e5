package network.akashi.node.prover;

import java.time.Instant;
import network.akashi.node.command.Sends;
import network.akashi.node.view.ChainView;

/**
 * What a prover decides from.
 *
 * @param chain after the newest block
 * @param now the local clock
 * @param sends what became of earlier commands
 * @param isPaused whether an interlock keeps it from taking work it need not take
 */
public record Situation(ChainView chain, Instant now, Sends sends, boolean isPaused) {
  /** The later of chain time and local time, Unix seconds: between blocks, time goes on. */
  long seconds() {
    return Math.max(chain.timeSeconds(), now.getEpochSecond());
  }
}
