package network.akashi.node.attester;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.node.NodeError;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Leaf;
import network.akashi.node.view.ChainView;
import network.akashi.node.view.RequestFacts;
import network.akashi.node.view.Terms;

/**
 * Decides what an attester checks and signs.
 *
 * <p>Checking costs; so only claims about requests that are on chain are looked at, and of each
 * only one proof at a time. What failed for a reason that may pass is tried again when somebody
 * asks again; what failed for good is refused at once from then on.
 */
public final class AttesterMachine {
  private static final int MOST_CHECKS = 64;
  private static final int MOST_OPINIONS = 10_000;

  private final Bytes key;
  private final Map<Vouch.Subject, Vouch> vouched = new HashMap<>();
  private final Map<Bytes32, Opinion> opinions =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Bytes32, Opinion> eldest) {
          return size() > MOST_OPINIONS && !(eldest.getValue() instanceof Opinion.Pending);
        }
      };
  private int pending;

  /**
   * A machine that has vouched before.
   *
   * @param key the public BLS key
   */
  public AttesterMachine(Bytes key, Collection<Vouch> journaled) {
    this.key = key;
    remember(journaled);
  }

  /**
   * What follows from a situation.
   *
   * @param vouches to be journaled before anything is done
   * @param acts what to do then
   */
  public record Step(List<Vouch> vouches, List<AttesterAct> acts) {
    public Step {
      vouches = List.copyOf(vouches);
      acts = List.copyOf(acts);
    }
  }

  /** Takes in what happened, and decides. */
  public Step step(ChainView chain, List<AttesterEvent> events) {
    List<Vouch> vouches = new ArrayList<>();
    List<AttesterAct> acts = new ArrayList<>();
    for (AttesterEvent event : events) {
      switch (event) {
        case AttesterEvent.Verified(Bytes32 leaf) -> settle(leaf, new Opinion.Holds());
        case AttesterEvent.Rejected(Bytes32 leaf, NodeError error) ->
            settle(leaf, new Opinion.Refused(error));
        case AttesterEvent.Asked(long call, SignRequest request) ->
            answer(chain, call, request, vouches, acts);
      }
    }
    return new Step(vouches, acts);
  }

  /** Takes note of what was journaled. */
  public void remember(Collection<Vouch> vouches) {
    vouches.forEach(vouch -> vouched.put(vouch.subject(), vouch));
  }

  private void settle(Bytes32 leaf, Opinion opinion) {
    if (opinions.put(leaf, opinion) instanceof Opinion.Pending) {
      pending--;
    }
  }

  private void answer(
      ChainView chain,
      long call,
      SignRequest request,
      List<Vouch> vouches,
      List<AttesterAct> acts) {
    List<Opinion> answers = new ArrayList<>();
    for (int i = 0; i < request.claims().size(); i++) {
      answers.add(opinionOn(chain, request, i, acts));
    }
    boolean allHold = answers.stream().allMatch(Opinion.Holds.class::isInstance);
    if (!allHold) {
      acts.add(new AttesterAct.Decline(call, answers));
      return;
    }
    for (Claim claim : request.claims()) {
      Vouch vouch = new Vouch(claim.programId(), claim.inputCommitment(), claim.outputDigest());
      if (!vouched.containsKey(vouch.subject()) && !vouches.contains(vouch)) {
        vouches.add(vouch);
      }
    }
    List<Bytes32> leaves = request.claims().stream().map(Leaf::of).toList();
    acts.add(new AttesterAct.Sign(call, request.committee(), Leaf.root(leaves)));
  }

  private Opinion opinionOn(
      ChainView chain, SignRequest request, int index, List<AttesterAct> acts) {
    Claim claim = request.claims().get(index);
    if (request.committee() != chain.committee().number()
        || chain.committee().seatOf(key).isEmpty()) {
      return new Opinion.Refused(NodeError.NOT_A_MEMBER);
    }
    Optional<NodeError> wrong = contradicts(chain, claim, request, index);
    if (wrong.isPresent()) {
      return new Opinion.Refused(wrong.get());
    }
    Bytes32 leaf = Leaf.of(claim);
    Opinion known = opinions.get(leaf);
    if (known instanceof Opinion.Refused(NodeError error) && error.mayPass()) {
      opinions.remove(leaf);
      check(claim, request.sources().get(index), acts);
      return known;
    }
    if (known == null) {
      check(claim, request.sources().get(index), acts);
      return new Opinion.Pending();
    }
    return known;
  }

  private void check(Claim claim, URI source, List<AttesterAct> acts) {
    if (pending < MOST_CHECKS) {
      pending++;
      opinions.put(Leaf.of(claim), new Opinion.Pending());
      acts.add(new AttesterAct.Check(claim, source));
    }
  }

  /** What is wrong with a claim before its proof is even looked at. */
  private Optional<NodeError> contradicts(
      ChainView chain, Claim claim, SignRequest request, int index) {
    Optional<Terms> terms = chain.request(claim.requestId()).map(RequestFacts::terms);
    if (terms.isEmpty()) {
      return Optional.of(NodeError.CLAIM_UNKNOWN);
    }
    if (!terms.get().programId().equals(claim.programId())
        || !terms.get().inputCommitment().equals(claim.inputCommitment())) {
      return Optional.of(NodeError.CLAIM_FALSE);
    }
    if (claim.work() <= 0 || claim.work() > terms.get().maxWork()) {
      return Optional.of(NodeError.WORK_ABOVE_BOUND);
    }
    Vouch.Subject subject = new Vouch.Subject(claim.programId(), claim.inputCommitment());
    Bytes32 output = claim.outputDigest();
    Vouch before = vouched.get(subject);
    boolean contradictsItself =
        request.claims().subList(0, index).stream()
            .anyMatch(each ->
                new Vouch.Subject(each.programId(), each.inputCommitment()).equals(subject)
                    && !each.outputDigest().equals(output));
    if (contradictsItself || (before != null && !before.outputDigest().equals(output))) {
      return Optional.of(NodeError.WOULD_CONTRADICT);
    }
    return Optional.empty();
  }
}
