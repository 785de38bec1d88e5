package network.akashi.node.watcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.node.command.Claim;
import network.akashi.node.command.Command;
import network.akashi.node.command.Progress;
import network.akashi.node.command.Testimony;
import network.akashi.node.view.Committee;
import network.akashi.node.watcher.ContradictionMachine.Heard;
import org.junit.jupiter.api.Test;

class ContradictionMachineTest {
  private static final List<Integer> FIRST = List.of(1, 2, 3, 4);
  private static final List<Integer> SECOND = List.of(9, 3, 1);

  private final ContradictionMachine machine = new ContradictionMachine();
  private final Map<String, Progress> sends = new HashMap<>();

  private static Bytes32 word(long n) {
    return Bytes32.of(BigInteger.valueOf(n));
  }

  private static List<Bytes> keys(List<Integer> members) {
    return members.stream().map(each -> word(each).bytes()).toList();
  }

  private static Heard heard(
      long input, long output, long committee, List<Integer> members, int... seats) {
    BigInteger signers = BigInteger.ZERO;
    for (int seat : seats) {
      signers = signers.setBit(seat);
    }
    Claim claim =
        new Claim(word(1), word(2), word(input), word(output), Address.ZERO, 5, word(output));
    return new Heard(
        new Testimony(claim, committee, List.of(), signers, Bytes.EMPTY), keys(members));
  }

  private static Committee sitting(long number, List<Integer> members) {
    List<Committee.Member> seats = new ArrayList<>();
    for (int each : members) {
      seats.add(new Committee.Member(each, word(each).bytes(), BigInteger.ONE, ""));
    }
    return new Committee(number, seats, BigInteger.ZERO, true, false);
  }

  private List<Command> step(Heard... testimonies) {
    return machine.step(
        List.of(testimonies), sitting(1, FIRST), key -> sends.getOrDefault(key, Progress.NONE));
  }

  @Test
  void namesThoseAndOnlyThoseWhoSignedBoth() {
    List<Command> commands = step(heard(7, 1, 1, FIRST, 0, 1, 2), heard(7, 2, 1, FIRST, 1, 2, 3));

    assertThat(commands).hasSize(1);
    Command.Report report = (Command.Report) commands.getFirst();
    assertThat(report.seatsA()).containsExactly(1, 2);
    assertThat(report.seatsB()).containsExactly(1, 2);
  }

  @Test
  void findsAMemberWhereverItSat() {
    List<Command> commands = step(heard(7, 1, 1, FIRST, 0, 2), heard(7, 2, 2, SECOND, 0, 1, 2));

    Command.Report report = (Command.Report) commands.getFirst();
    assertThat(report.seatsA()).as("keys 1 and 3").containsExactly(0, 2);
    assertThat(report.seatsB()).containsExactly(2, 1);
  }

  @Test
  void oneOutputOrTwoInputsAreNoContradiction() {
    assertThat(step(heard(7, 1, 1, FIRST, 0, 1), heard(7, 1, 2, SECOND, 0, 1, 2))).isEmpty();
    assertThat(step(heard(8, 2, 1, FIRST, 0, 1))).isEmpty();
  }

  @Test
  void whoSignedOneOnlyIsNotReported() {
    assertThat(step(heard(7, 1, 1, FIRST, 0, 1), heard(7, 2, 1, FIRST, 2, 3))).isEmpty();
  }

  @Test
  void oneReportAtATimeAndNobodyTwice() {
    Heard a = heard(7, 1, 1, FIRST, 0, 1);
    Heard b = heard(7, 2, 1, FIRST, 0, 1);
    String first = step(a, b).getFirst().key();
    sends.put(first, Progress.SENT);
    assertThat(step(heard(7, 3, 1, FIRST, 0, 1))).isEmpty();

    sends.put(first, Progress.INCLUDED);
    assertThat(reports(step())).as("they are condemned already").isEmpty();
    assertThat(reports(step(heard(7, 4, 1, FIRST, 0, 1, 2), heard(7, 5, 1, FIRST, 2))))
        .as("but this one is not")
        .isNotEmpty();
  }

  private static List<Command> reports(List<Command> commands) {
    return commands.stream().filter(Command.Report.class::isInstance).toList();
  }

  @Test
  void whatTheChainRefusesIsNotRepeated() {
    String first = step(heard(7, 1, 1, FIRST, 0), heard(7, 2, 1, FIRST, 0)).getFirst().key();
    sends.put(first, Progress.FAILED);

    assertThat(step()).isEmpty();
  }

  @Test
  void rewardsAreFetchedOnceTheReportIsFinal() {
    String first = step(heard(7, 1, 1, FIRST, 0), heard(7, 2, 1, FIRST, 0)).getFirst().key();
    sends.put(first, Progress.DONE);

    assertThat(step()).contains(new Command.CollectReward(first));
    sends.put(new Command.CollectReward(first).key(), Progress.SENT);
    assertThat(step()).doesNotContain(new Command.CollectReward(first));
  }

  @Test
  void theCondemnedAreBarredFromTheCommitteeThatSits() {
    String first = step(heard(7, 1, 2, SECOND, 1), heard(7, 2, 2, SECOND, 1)).getFirst().key();
    sends.put(first, Progress.INCLUDED);

    assertThat(step()).as("key 3 sits at seat 2").containsExactly(new Command.Exclude(1, 2));
  }
}
