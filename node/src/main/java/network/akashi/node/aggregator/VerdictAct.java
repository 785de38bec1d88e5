package network.akashi.node.aggregator;

import network.akashi.node.command.Command;
import network.akashi.node.command.Judgement;

/** What a collector of verdicts wants done. */
public sealed interface VerdictAct {
  /** Ask a member for its signature. */
  record Ask(long committee, int seat, String endpoint, Judgement judgement)
      implements VerdictAct {}

  /** Take no more from there for a while: it sent a signature that is none. */
  record Ban(String endpoint) implements VerdictAct {}

  /** Act on chain. */
  record Submit(Command command) implements VerdictAct {}
}
