package network.akashi.stark.air;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import network.akashi.math.Ext5;
import network.akashi.math.KoalaBear;

/**
 * Runs an AIR on numbers, at one random point of the extension field, and writes down what it
 * states. An AIR that states the same to every builder states exactly what its program evaluates to
 * there; two different polynomials of degree at most d agree with probability d/|F| only.
 */
final class PointBuilder implements AirBuilder<Ext5> {
  /** A constraint (name and value) or an interaction (bus, sign, multiplicity, tuple). */
  private record Statement(Object about, int sign, List<Ext5> values) {}

  /** Any seed does: the AIR is not chosen by an adversary who knows it. */
  private static final long SEED = 0x616b61736869L;

  private record Leaf(Op op, int index) {}

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Map<Leaf, Ext5> leaves = new HashMap<>();
  private final List<Statement> statements = new ArrayList<>();

  private PointBuilder() {}

  static void checkAgrees(Air air, AirProgram program) {
    PointBuilder point = new PointBuilder();
    air.constrain(point);
    List<Ext5> values = program.evaluate(Ext5Ops.INSTANCE, point::leaf);
    List<Statement> constraints =
        program.constraints().stream()
            .map(c -> new Statement(c.name(), 0, List.of(values.get(c.node()))))
            .toList();
    List<Statement> interactions =
        program.interactions().stream()
            .map(i -> {
              List<Ext5> all = new ArrayList<>();
              all.add(values.get(i.multiplicity()));
              i.tuple().forEach(element -> all.add(values.get(element)));
              return new Statement(i.bus(), i.sign(), all);
            })
            .toList();
    List<Statement> said = point.statements;
    if (!constraints.equals(said.stream().filter(s -> s.sign() == 0).toList())
        || !interactions.equals(said.stream().filter(s -> s.sign() != 0).toList())) {
      throw new InvalidAirException(
          air.name(),
          "states something else on numbers than on symbols; it must not look at values");
    }
  }

  private Ext5 leaf(Op op, int index) {
    return leaves.computeIfAbsent(
        new Leaf(op, index),
        _ ->
            new Ext5(
                random.nextInt(KoalaBear.P),
                random.nextInt(KoalaBear.P),
                random.nextInt(KoalaBear.P),
                random.nextInt(KoalaBear.P),
                random.nextInt(KoalaBear.P)));
  }

  @Override
  public Ext5 main(int column) {
    return leaf(Op.MAIN, column);
  }

  @Override
  public Ext5 next(int column) {
    return leaf(Op.NEXT, column);
  }

  @Override
  public Ext5 preprocessed(int column) {
    return leaf(Op.PREPROCESSED, column);
  }

  @Override
  public Ext5 structured(int column) {
    return leaf(Op.STRUCTURED, column);
  }

  @Override
  public Ext5 publicValue(int index) {
    return leaf(Op.PUBLIC, index);
  }

  @Override
  public Ext5 isFirstRow() {
    return leaf(Op.FIRST_ROW, 0);
  }

  @Override
  public Ext5 isLastRow() {
    return leaf(Op.LAST_ROW, 0);
  }

  @Override
  public Ext5 constant(long value) {
    return Ext5Ops.INSTANCE.constant(value);
  }

  @Override
  public Ext5 add(Ext5 a, Ext5 b) {
    return a.add(b);
  }

  @Override
  public Ext5 sub(Ext5 a, Ext5 b) {
    return a.sub(b);
  }

  @Override
  public Ext5 mul(Ext5 a, Ext5 b) {
    return a.mul(b);
  }

  @Override
  public void assertZero(String name, Ext5 expression) {
    statements.add(new Statement(name, 0, List.of(expression)));
  }

  @Override
  public void send(Bus bus, Ext5 multiplicity, List<Ext5> tuple) {
    interact(bus, 1, multiplicity, tuple);
  }

  @Override
  public void receive(Bus bus, Ext5 multiplicity, List<Ext5> tuple) {
    interact(bus, -1, multiplicity, tuple);
  }

  private void interact(Bus bus, int sign, Ext5 multiplicity, List<Ext5> tuple) {
    List<Ext5> all = new ArrayList<>();
    all.add(multiplicity);
    all.addAll(tuple);
    statements.add(new Statement(bus, sign, all));
  }
}
