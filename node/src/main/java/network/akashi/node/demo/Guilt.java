package network.akashi.node.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Who was kept from its duty, or failed in it, and when: only they may be slashed. */
final class Guilt {
  private final List<Span> spans = new ArrayList<>();

  private static final class Span {
    final String prover;
    final long from;
    OptionalLong until = OptionalLong.empty();

    Span(String prover, long from) {
      this.prover = prover;
      this.from = from;
    }
  }

  /** It begins; times are nanoseconds of one clock. */
  synchronized void begins(String prover, long now) {
    spans.add(new Span(prover, now));
  }

  /** It is over. */
  synchronized void ends(String prover, long now) {
    spans.stream()
        .filter(each -> each.prover.equals(prover) && each.until.isEmpty())
        .forEach(each -> each.until = OptionalLong.of(now));
  }

  /** Whether a prover was guilty at some time between two. */
  synchronized boolean covers(String prover, long from, long until) {
    return spans.stream()
        .anyMatch(each ->
            each.prover.equals(prover)
                && each.from <= until
                && each.until.orElse(Long.MAX_VALUE) >= from);
  }
}
