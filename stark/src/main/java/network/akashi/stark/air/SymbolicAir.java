package network.akashi.stark.air;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import network.akashi.stark.air.AirProgram.Constraint;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.air.AirProgram.Node;

/**
 * The symbolic interpreter: turns an {@link Air} into the {@link AirProgram} that prover, verifier
 * and verifying key work from.
 *
 * <p>It refuses an AIR that names columns or public values that are not there, uses a bus with the
 * wrong arity or two buses with one tag, gives two constraints one name, exceeds {@link
 * #MAX_DEGREE}, states a constraint that is constant, or does not state the same whatever builder
 * it is given.
 */
public final class SymbolicAir {
  /** Largest degree of a constraint, multiplicity or tuple element. */
  public static final int MAX_DEGREE = 12;

  private SymbolicAir() {}

  /**
   * The programs of all AIRs of {@code machine}, in its order.
   *
   * @throws InvalidAirException if an AIR is refused, or two AIRs give one bus tag two meanings
   */
  public static List<AirProgram> interpret(Machine machine) {
    List<AirProgram> programs = new ArrayList<>();
    Map<Integer, Bus> buses = new HashMap<>();
    for (Air air : machine.airs()) {
      AirProgram program = interpret(air, machine.publicValues());
      for (Interaction interaction : program.interactions()) {
        Bus bus = interaction.bus();
        Bus known = buses.putIfAbsent(bus.tag(), bus);
        if (known != null && !known.equals(bus)) {
          throw new InvalidAirException(
              air.name(),
              "uses bus %s, but another AIR of machine %s has %s for tag %d"
                  .formatted(bus, machine.name(), known, bus.tag()));
        }
      }
      programs.add(program);
    }
    return List.copyOf(programs);
  }

  /**
   * The program of one AIR.
   *
   * @param publicValues number of public values of the machine the AIR belongs to
   * @throws InvalidAirException if the AIR is refused
   */
  public static AirProgram interpret(Air air, int publicValues) {
    AirProgram program = write(air, publicValues);
    checkDegrees(program);
    program
        .keccak()
        .filter(columns -> !columns.fits(program.layout()))
        .ifPresent(columns -> {
          throw new InvalidAirException(
              air.name(), "has Keccak-f in columns that it does not have: " + columns);
        });
    if (!program.equals(write(air, publicValues))) {
      throw new InvalidAirException(
          air.name(), "states different constraints each time it is asked");
    }
    PointBuilder.checkAgrees(air, program);
    return program;
  }

  /**
   * The program of one AIR together with what it tells the audit.
   *
   * @throws InvalidAirException if the AIR is refused
   */
  public static AnnotatedAir annotate(Air air, int publicValues) {
    interpret(air, publicValues);
    SymbolicBuilder builder = run(air, publicValues);
    LiveNodes live = new LiveNodes(builder, true);
    return new AnnotatedAir(
        live.program(air),
        builder.noWraps().stream()
            .map(c -> new AnnotatedAir.NoWrap(c.name(), live.at(c.gate()), live.at(c.expression())))
            .toList(),
        builder.assumptions());
  }

  private static AirProgram write(Air air, int publicValues) {
    return new LiveNodes(run(air, publicValues), false).program(air);
  }

  private static SymbolicBuilder run(Air air, int publicValues) {
    SymbolicBuilder builder = new SymbolicBuilder(air.name(), air.layout(), publicValues);
    air.constrain(builder);
    return builder;
  }

  private static void checkDegrees(AirProgram program) {
    for (Constraint constraint : program.constraints()) {
      checkDegree(program, "constraint '%s'".formatted(constraint.name()), constraint.node());
    }
    for (int i = 0; i < program.interactions().size(); i++) {
      Interaction interaction = program.interactions().get(i);
      String where = "interaction %d on bus %s".formatted(i, interaction.bus().name());
      checkDegree(program, "multiplicity of " + where, interaction.multiplicity());
      for (int element : interaction.tuple()) {
        checkDegree(program, "tuple of " + where, element);
      }
    }
  }

  private static void checkDegree(AirProgram program, String what, int node) {
    int degree = program.nodes().get(node).degree();
    if (degree > MAX_DEGREE) {
      throw new InvalidAirException(
          program.name(),
          "%s has degree %d, at most %d is allowed".formatted(what, degree, MAX_DEGREE));
    }
  }

  /**
   * Drops nodes that nothing stated depends on (mostly folded constants) and renumbers the rest.
   */
  private static final class LiveNodes {
    private final SymbolicBuilder builder;
    private final int[] renumbered;
    private final List<Node> kept = new ArrayList<>();

    /** Keeps what {@code builder}'s claims depend on too, if {@code withClaims}. */
    LiveNodes(SymbolicBuilder builder, boolean withClaims) {
      this.builder = builder;
      List<Node> nodes = builder.graph().nodes();
      boolean[] live = new boolean[nodes.size()];
      builder.constraints().forEach(constraint -> live[constraint.node()] = true);
      for (Interaction interaction : builder.interactions()) {
        live[interaction.multiplicity()] = true;
        interaction.tuple().forEach(element -> live[element] = true);
      }
      if (withClaims) {
        for (AnnotatedAir.NoWrap claim : builder.noWraps()) {
          live[claim.gate()] = true;
          live[claim.expression()] = true;
        }
      }
      for (int i = nodes.size() - 1; i >= 0; i--) {
        Node node = nodes.get(i);
        if (live[i] && !node.op().isLeaf()) {
          live[node.a()] = true;
          live[node.b()] = true;
        }
      }
      renumbered = new int[nodes.size()];
      for (int i = 0; i < nodes.size(); i++) {
        if (live[i]) {
          renumbered[i] = kept.size();
          kept.add(renumber(nodes.get(i)));
        }
      }
    }

    int at(int node) {
      return renumbered[node];
    }

    AirProgram program(Air air) {
      return new AirProgram(
          air.name(),
          air.layout(),
          air.instances(),
          kept,
          builder.constraints().stream()
              .map(constraint -> new Constraint(constraint.name(), renumbered[constraint.node()]))
              .toList(),
          builder.interactions().stream().map(this::renumber).toList(),
          air.keccak());
    }

    private Node renumber(Node node) {
      return node.op().isLeaf()
          ? node
          : new Node(node.op(), renumbered[node.a()], renumbered[node.b()], node.degree());
    }

    private Interaction renumber(Interaction interaction) {
      return new Interaction(
          interaction.bus(),
          interaction.sign(),
          renumbered[interaction.multiplicity()],
          interaction.tuple().stream().map(element -> renumbered[element]).toList());
    }
  }
}
