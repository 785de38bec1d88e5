package network.akashi.stark.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram.Constraint;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.air.AirProgram.Node;
import org.junit.jupiter.api.Test;

/** Bug zoo 11: a verifying key whose digest misses a field. */
class AirEncodingTest {
  private static final Bus BUS = new Bus("bus", 3, 2);
  private static final AirLayout LAYOUT =
      new AirLayout(List.of("a", "b"), List.of("p"), List.of(new Scaled("s", 1)));
  private static final List<Node> NODES =
      List.of(new Node(Op.MAIN, 0, 0, 1), new Node(Op.MAIN, 1, 0, 1), new Node(Op.MUL, 0, 1, 2));
  private static final List<Constraint> CONSTRAINTS =
      List.of(new Constraint("c", 2), new Constraint("d", 1));
  private static final List<Interaction> INTERACTIONS =
      List.of(new Interaction(BUS, 1, 0, List.of(1, 2)));

  private static final AirProgram PROGRAM =
      new AirProgram("air", LAYOUT, Instances.ANY, NODES, CONSTRAINTS, INTERACTIONS);

  @Test
  void everyFieldChangesTheEncoding() {
    List<AirProgram> programs = new ArrayList<>();
    programs.add(PROGRAM);
    programs.add(new AirProgram("bir", LAYOUT, Instances.ANY, NODES, CONSTRAINTS, INTERACTIONS));
    programs.add(new AirProgram("ai", LAYOUT, Instances.ANY, NODES, CONSTRAINTS, INTERACTIONS));
    programs.add(
        new AirProgram("air", LAYOUT, Instances.EXACTLY_ONE, NODES, CONSTRAINTS, INTERACTIONS));
    programs.add(
        new AirProgram("air", LAYOUT, Instances.AT_MOST_ONE, NODES, CONSTRAINTS, INTERACTIONS));
    for (AirLayout layout :
        List.of(
            new AirLayout(List.of("a", "c"), LAYOUT.preprocessed(), LAYOUT.structured()),
            new AirLayout(List.of("b", "a"), LAYOUT.preprocessed(), LAYOUT.structured()),
            new AirLayout(List.of("a", "b", "c"), LAYOUT.preprocessed(), LAYOUT.structured()),
            new AirLayout(List.of("a", "b", "p"), List.of(), LAYOUT.structured()),
            new AirLayout(LAYOUT.main(), List.of("q"), LAYOUT.structured()),
            new AirLayout(LAYOUT.main(), List.of("p", "q"), LAYOUT.structured()),
            new AirLayout(LAYOUT.main(), LAYOUT.preprocessed(), List.of()),
            new AirLayout(LAYOUT.main(), LAYOUT.preprocessed(), List.of(new Scaled("t", 1))),
            new AirLayout(LAYOUT.main(), LAYOUT.preprocessed(), List.of(new Scaled("s", 2))))) {
      programs.add(new AirProgram("air", layout, Instances.ANY, NODES, CONSTRAINTS, INTERACTIONS));
    }
    for (Node node :
        List.of(
            new Node(Op.ADD, 0, 1, 2),
            new Node(Op.SUB, 0, 1, 2),
            new Node(Op.MUL, 1, 1, 2),
            new Node(Op.MUL, 0, 0, 2),
            new Node(Op.MUL, 0, 1, 3))) {
      programs.add(with(List.of(NODES.get(0), NODES.get(1), node), CONSTRAINTS, INTERACTIONS));
    }
    programs.add(with(NODES.subList(0, 2), CONSTRAINTS, INTERACTIONS));
    for (List<Constraint> constraints :
        List.of(
            List.of(new Constraint("e", 2), new Constraint("d", 1)),
            List.of(new Constraint("c", 1), new Constraint("d", 1)),
            List.of(new Constraint("d", 1), new Constraint("c", 2)),
            List.of(new Constraint("c", 2)),
            List.<Constraint>of())) {
      programs.add(with(NODES, constraints, INTERACTIONS));
    }
    for (Interaction interaction :
        List.of(
            new Interaction(new Bus("bux", 3, 2), 1, 0, List.of(1, 2)),
            new Interaction(new Bus("bus", 4, 2), 1, 0, List.of(1, 2)),
            new Interaction(new Bus("bus", 3, 3), 1, 0, List.of(1, 2)),
            new Interaction(BUS, -1, 0, List.of(1, 2)),
            new Interaction(BUS, 1, 1, List.of(1, 2)),
            new Interaction(BUS, 1, 0, List.of(2, 1)),
            new Interaction(BUS, 1, 0, List.of(1)),
            new Interaction(BUS, 1, 0, List.of(1, 2, 0)))) {
      programs.add(with(NODES, CONSTRAINTS, List.of(interaction)));
    }
    programs.add(with(NODES, CONSTRAINTS, List.of()));
    programs.add(
        with(NODES, CONSTRAINTS, List.of(INTERACTIONS.getFirst(), INTERACTIONS.getFirst())));

    List<int[]> encodings = programs.stream().map(AirEncoding::encode).toList();
    for (int i = 0; i < encodings.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertThat(isPrefix(encodings.get(i), encodings.get(j)))
            .as("programs %d and %d", i, j)
            .isFalse();
        assertThat(isPrefix(encodings.get(j), encodings.get(i)))
            .as("programs %d and %d", j, i)
            .isFalse();
      }
    }
  }

  @Test
  void encodingIsStableAndCanonical() {
    int[] encoding = AirEncoding.encode(PROGRAM);
    assertThat(encoding).isEqualTo(AirEncoding.encode(PROGRAM));
    assertThat(Arrays.stream(encoding).allMatch(KoalaBear::isCanonical)).isTrue();
    // version, "air", instances 0..4, main "a" "b"
    assertThat(Arrays.copyOf(encoding, 12))
        .containsExactly(1, 3, 'a', 'i', 'r', 0, 4, 2, 1, 'a', 1, 'b');
  }

  @Test
  void operationsHaveCodesThatNeverChange() {
    assertThat(Arrays.stream(Op.values()).map(Op::code))
        .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
  }

  @Test
  void valuesThatAreNoFieldElementAreRefused() {
    AirProgram broken =
        with(List.of(new Node(Op.CONSTANT, KoalaBear.P, 0, 0)), List.of(), List.of());
    assertThatThrownBy(() -> AirEncoding.encode(broken)).hasMessageContaining("field element");
  }

  private static AirProgram with(
      List<Node> nodes, List<Constraint> constraints, List<Interaction> interactions) {
    return new AirProgram("air", LAYOUT, Instances.ANY, nodes, constraints, interactions);
  }

  private static boolean isPrefix(int[] a, int[] b) {
    return a.length <= b.length && Arrays.equals(a, Arrays.copyOf(b, a.length));
  }

  /** {@code factor} times the lowest bit of the row number. */
  private record Scaled(String name, int factor) implements StructuredColumn {
    @Override
    public int valueAt(int row, int logHeight) {
      return factor * (row & 1);
    }

    @Override
    public <E> E evaluate(FieldOps<E> ops, List<E> point) {
      return point.isEmpty() ? ops.constant(0) : ops.mul(ops.constant(factor), point.getFirst());
    }
  }
}
