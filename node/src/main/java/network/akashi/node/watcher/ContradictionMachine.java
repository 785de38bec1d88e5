package network.akashi.node.watcher;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.node.command.Command;
import network.akashi.node.command.Progress;
import network.akashi.node.command.Sends;
import network.akashi.node.command.Testimony;
import network.akashi.node.view.Committee;

/**
 * Finds signers of two outputs for one program and input, and reports them.
 *
 * <p>Two testimonies contradict each other if they are about one program and input and name two
 * outputs. Guilty is whoever signed both: a key, wherever it sat. One report names all whom a pair
 * of testimonies convicts; who was reported once is not reported again. When a report is final its
 * reward is fetched, and the condemned are barred from the committee that sits now, if the report
 * was about an older one.
 *
 * <p>Whoever signed a false output only is not convicted by this: that takes a validity proof of
 * the true one, and there is no verifier of such proofs yet.
 */
public final class ContradictionMachine {
  private static final int MOST_SUBJECTS = 256;
  private static final int MOST_TESTIMONIES = 32;

  private final Map<Subject, List<Heard>> heard = new LinkedHashMap<>();
  private final Set<Bytes> reported = new HashSet<>();

  /**
   * A testimony whose signature holds.
   *
   * @param keys of the members of its committee, by seat
   */
  public record Heard(Testimony testimony, List<Bytes> keys) {
    public Heard {
      keys = List.copyOf(keys);
    }
  }

  private record Subject(Bytes32 programId, Bytes32 inputCommitment) {}

  /** Takes in testimonies, and decides. */
  public List<Command> step(List<Heard> testimonies, Committee now, Sends sends) {
    testimonies.forEach(this::take);
    List<Command> commands = new ArrayList<>();
    for (List<Heard> about : heard.values()) {
      judge(about, sends, commands);
    }
    bar(now, sends, commands);
    return commands;
  }

  private void take(Heard each) {
    Subject subject =
        new Subject(
            each.testimony().claim().programId(), each.testimony().claim().inputCommitment());
    if (!heard.containsKey(subject) && heard.size() >= MOST_SUBJECTS) {
      heard.remove(heard.keySet().iterator().next());
    }
    List<Heard> about = heard.computeIfAbsent(subject, _ -> new ArrayList<>());
    if (about.size() < MOST_TESTIMONIES && !about.contains(each)) {
      about.add(each);
    }
  }

  private void judge(List<Heard> about, Sends sends, List<Command> commands) {
    for (int i = 0; i < about.size(); i++) {
      for (int j = 0; j < i; j++) {
        Heard a = about.get(j);
        Heard b = about.get(i);
        Command.Report report = report(a, b);
        if (!report.seatsA().isEmpty() && carryOn(report, a, sends, commands)) {
          return; // one at a time: the next pair may convict the same
        }
      }
    }
  }

  /** Names who signed both; nobody if the two are of one mind. */
  private static Command.Report report(Heard a, Heard b) {
    List<Integer> seatsA = new ArrayList<>();
    List<Integer> seatsB = new ArrayList<>();
    boolean differ =
        !a.testimony().claim().outputDigest().equals(b.testimony().claim().outputDigest());
    for (int seatA = 0; differ && seatA < a.keys().size(); seatA++) {
      int seatB = b.keys().indexOf(a.keys().get(seatA));
      boolean both =
          seatB >= 0
              && a.testimony().signers().testBit(seatA)
              && b.testimony().signers().testBit(seatB);
      if (both) {
        seatsA.add(seatA);
        seatsB.add(seatB);
      }
    }
    return new Command.Report(a.testimony(), b.testimony(), seatsA, seatsB);
  }

  /** Whether there is anything left to wait for. */
  private boolean carryOn(Command.Report report, Heard a, Sends sends, List<Command> commands) {
    List<Bytes> guilty = report.seatsA().stream().map(a.keys()::get).toList();
    Progress progress = sends.progress(report.key());
    switch (progress) {
      case NONE -> {
        if (!reported.containsAll(guilty)) {
          commands.add(report);
          return true;
        }
      }
      case SENT -> {
        return true;
      }
      case INCLUDED -> reported.addAll(guilty);
      case DONE -> {
        reported.addAll(guilty);
        Command reward = new Command.CollectReward(report.key());
        if (sends.progress(reward.key()) == Progress.NONE) {
          commands.add(reward);
        }
      }
      case FAILED -> {} // nothing new in it
    }
    return false;
  }

  private void bar(Committee now, Sends sends, List<Command> commands) {
    for (int seat = 0; seat < now.members().size(); seat++) {
      boolean sits = now.counts(seat) && reported.contains(now.members().get(seat).key());
      Command exclude = new Command.Exclude(now.number(), seat);
      if (sits && sends.progress(exclude.key()) == Progress.NONE) {
        commands.add(exclude);
      }
    }
  }
}
