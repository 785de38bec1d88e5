package network.akashi.stark.air;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import network.akashi.math.Ext5;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram.Node;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class SymbolicAirTest {
  private static final Bus BUS = new Bus("pair", 1, 2);

  @Test
  void equalSubexpressionsAreOneNode() {
    AirProgram program =
        interpret(b -> {
          Object ab = b.mul(b.main(0), b.main(1));
          Object ba = b.mul(b.main(1), b.main(0));
          b.assertZero("twice", b.add(b.mul(ab, b.main(2)), b.mul(b.main(2), ba)));
        });
    assertThat(program.nodes())
        .containsExactly(
            new Node(Op.MAIN, 0, 0, 1),
            new Node(Op.MAIN, 1, 0, 1),
            new Node(Op.MUL, 0, 1, 2),
            new Node(Op.MAIN, 2, 0, 1),
            new Node(Op.MUL, 2, 3, 3),
            new Node(Op.ADD, 4, 4, 3));
  }

  @Test
  void constantsAreFolded() {
    AirProgram program =
        interpret(b -> {
          Object a = b.main(0);
          Object zero = b.sub(b.constant(7), b.add(b.constant(3), b.constant(4)));
          Object one = b.mul(b.constant(2), b.constant((KoalaBear.P + 1L) / 2));
          Object folded = b.add(zero, b.sub(b.mul(b.mul(one, a), one), zero));
          b.assertZero("a", b.add(b.add(folded, b.mul(a, zero)), b.mul(zero, b.main(1))));
          b.assertZero("b", b.add(b.sub(a, folded), b.main(1)));
        });
    assertThat(program.nodes())
        .containsExactly(new Node(Op.MAIN, 0, 0, 1), new Node(Op.MAIN, 1, 0, 1));
    assertThat(program.constraints().get(0).node()).isZero();
    assertThat(program.constraints().get(1).node()).isEqualTo(1);
  }

  @Test
  void constantsAreReducedModuloP() {
    AirProgram program = interpret(b -> b.assertEqual("top", b.main(0), b.constant(-1)));
    assertThat(program.nodes().get(1)).isEqualTo(new Node(Op.CONSTANT, KoalaBear.P - 1, 0, 0));
    AirProgram next = interpret(b -> b.assertEqual("p+5", b.main(0), b.constant(KoalaBear.P + 5L)));
    assertThat(next.nodes().get(1)).isEqualTo(new Node(Op.CONSTANT, 5, 0, 0));
  }

  @Test
  void subtractionIsNotCommutative() {
    AirProgram program =
        interpret(b -> {
          b.assertZero("ab", b.sub(b.main(0), b.main(1)));
          b.assertZero("ba", b.sub(b.main(1), b.main(0)));
        });
    assertThat(program.constraints().get(0).node())
        .isNotEqualTo(program.constraints().get(1).node());
  }

  @Test
  void degreesCountCellsAndSelectorsButNotConstantsAndPublicValues() {
    AirLayout layout = new AirLayout(List.of("a"), List.of("p"), List.of(new Constant("s")));
    AirProgram program =
        SymbolicAir.interpret(
            TestAir.of(
                "test",
                layout,
                b -> {
                  b.assertZero(
                      "5",
                      product(
                          b,
                          b.main(0),
                          b.next(0),
                          b.preprocessed(0),
                          b.structured(0),
                          b.isFirstRow(),
                          b.publicValue(0),
                          b.constant(3)));
                  b.assertZero("2", b.mul(b.isLastRow(), b.sub(b.main(0), b.publicValue(1))));
                }),
            2);
    assertThat(program.nodes().get(program.constraints().get(0).node()).degree()).isEqualTo(5);
    assertThat(program.nodes().get(program.constraints().get(1).node()).degree()).isEqualTo(2);
    assertThat(program.degree()).isEqualTo(5);
    assertThat(program.nextColumns()).containsExactly(0);
  }

  @Test
  void degreeUpToTheMaximumIsAllowedAndBeyondIsNamed() {
    interpret(b -> b.assertZero("power", power(b, SymbolicAir.MAX_DEGREE)));
    refused(
        b -> b.assertZero("power", power(b, SymbolicAir.MAX_DEGREE + 1)),
        "constraint 'power' has degree 13, at most 12 is allowed");
    refused(
        b -> b.send(BUS, power(b, 13), List.of(b.main(0), b.main(1))),
        "multiplicity of interaction 0 on bus pair has degree 13");
    refused(
        b -> b.send(BUS, b.main(0), List.of(power(b, 13), b.main(1))),
        "tuple of interaction 0 on bus pair has degree 13");
  }

  @Test
  void repeatedSquaringDoesNotOverflowTheDegree() {
    refused(
        b -> {
          Object square = b.main(0);
          for (int i = 0; i < 40; i++) {
            square = b.mul(square, square);
          }
          b.assertZero("huge", square);
        },
        "at most 12 is allowed");
  }

  @Test
  void columnsAndPublicValuesThatDoNotExistAreNamed() {
    refused(
        b -> b.assertZero("x", b.main(3)), "AIR test: main column 3 does not exist, there are 3");
    refused(b -> b.assertZero("x", b.main(-1)), "main column -1 does not exist");
    refused(b -> b.assertZero("x", b.next(3)), "main column (next row) 3 does not exist");
    refused(b -> b.assertZero("x", b.preprocessed(0)), "preprocessed column 0 does not exist");
    refused(b -> b.assertZero("x", b.structured(0)), "structured column 0 does not exist");
    refused(b -> b.assertZero("x", b.publicValue(1)), "public value 1 does not exist, there are 1");
  }

  @Test
  void constraintsAreNamedApart() {
    refused(
        b -> {
          b.assertZero("x", b.main(0));
          b.assertZero("x", b.main(1));
        },
        "two constraints are called 'x'");
  }

  @Test
  void constraintsThatSayNothingAreRefused() {
    refused(
        b -> b.assertZero("x", b.sub(b.main(0), b.main(0))),
        "constraint 'x' does not depend on the row: it is the constant 0");
    refused(b -> b.assertZero("x", b.constant(1)), "it is the constant 1");
  }

  @Test
  void tuplesMustFitTheirBus() {
    refused(
        b -> b.send(BUS, b.main(0), List.of(b.main(0))),
        "a tuple of 1 elements on bus pair, which carries 2");
  }

  @Test
  void oneTagMeansOneBus() {
    refused(
        b -> {
          b.send(BUS, b.main(0), List.of(b.main(0), b.main(1)));
          b.send(new Bus("other", 1, 2), b.main(0), List.of(b.main(0), b.main(1)));
        },
        "share tag 1");
  }

  @Test
  void oneTagMeansOneBusInAllAirsOfAMachine() {
    Air left =
        TestAir.of(
            "left",
            AirLayout.of("a"),
            b -> b.send(new Bus("x", 4, 1), b.main(0), List.of(b.main(0))));
    Air right =
        TestAir.of(
            "right",
            AirLayout.of("a"),
            b -> b.receive(new Bus("y", 4, 1), b.main(0), List.of(b.main(0))));
    assertThatThrownBy(() -> SymbolicAir.interpret(new Machine("m", List.of(left, right), 0)))
        .isInstanceOf(InvalidAirException.class)
        .hasMessageContaining("AIR right")
        .hasMessageContaining("tag 4");
    assertThat(SymbolicAir.interpret(new Machine("m", List.of(left), 0))).hasSize(1);
  }

  @Test
  void constantMultiplicitiesAreRefused() {
    refused(
        b -> b.send(BUS, b.constant(1), List.of(b.main(0), b.main(1))), "constant multiplicity 1");
  }

  @Test
  void anAirThatChangesItsMindIsRefused() {
    AtomicInteger calls = new AtomicInteger();
    refused(
        b -> b.assertEqual("x", b.main(0), b.constant(calls.incrementAndGet())),
        "states different constraints each time it is asked");
  }

  @Test
  void anAirThatLooksAtValuesIsRefused() {
    refused(
        b -> {
          Object a = b.main(0);
          b.assertZero("x", a instanceof Ext5 ? b.add(a, b.main(1)) : a);
        },
        "something else on numbers than on symbols");
    refused(
        b -> {
          b.assertZero("x", b.main(0));
          if (b.main(0) instanceof Ext5) {
            b.assertZero("y", b.main(1));
          }
        },
        "something else on numbers than on symbols");
    refused(
        b -> {
          if (b.main(0) instanceof Ext5) {
            b.send(BUS, b.main(0), List.of(b.main(0), b.main(1)));
          } else {
            b.receive(BUS, b.main(0), List.of(b.main(0), b.main(1)));
          }
        },
        "something else on numbers than on symbols");
  }

  @Test
  void expressionsOfAnotherBuilderAreRefused() {
    List<Object> kept = new ArrayList<>();
    refused(
        b -> {
          kept.add(b.main(0));
          b.assertZero("x", b.add(kept.getFirst(), b.main(1)));
        },
        "an expression of another builder was used");
  }

  /** What an AIR tells the audit costs nothing: it is not in what is proven. */
  @Test
  void claimsDoNotChangeTheProgram() {
    TestAir plain = TestAir.of(b -> b.assertZero("x", b.main(0)));
    TestAir claiming =
        TestAir.of(b -> {
          b.assertNoWrap("claim", b.next(1), b.mul(b.main(0), b.main(2)));
          b.assumeRange("why", b.main(1), 0, 7);
          b.assertZero("x", b.main(0));
        });
    assertThat(SymbolicAir.interpret(claiming, 0)).isEqualTo(SymbolicAir.interpret(plain, 0));
    AnnotatedAir annotated = SymbolicAir.annotate(claiming, 0);
    assertThat(annotated.program().constraints()).hasSize(1);
    AnnotatedAir.NoWrap claim = annotated.noWraps().getFirst();
    assertThat(annotated.program().nodes().get(claim.gate())).isEqualTo(new Node(Op.NEXT, 1, 0, 1));
    assertThat(annotated.program().nodes().get(claim.expression()).degree()).isEqualTo(2);
    assertThat(annotated.assumptions())
        .containsExactly(new AnnotatedAir.Assumption("why", 1, 0, 7));
  }

  @Test
  void programsOfRandomExpressionsEvaluateToWhatTheAirSays() {
    ForAll.cases(
        200,
        random -> {
          long shape = random.nextLong();
          AirProgram program =
              interpret(b -> {
                java.util.SplittableRandom choice = new java.util.SplittableRandom(shape);
                List<Object> pool = new ArrayList<>(List.of(b.main(0), b.next(1), b.isLastRow()));
                for (int i = 0; i < 30; i++) {
                  Object x = pool.get(choice.nextInt(pool.size()));
                  Object y = pool.get(choice.nextInt(pool.size()));
                  pool.add(
                      switch (choice.nextInt(4)) {
                        case 0 -> b.add(x, y);
                        case 1 -> b.sub(x, y);
                        case 2 -> b.constant(choice.nextInt(-1, 2));
                        default -> b.add(b.mul(b.main(2), b.constant(choice.nextInt(3))), x);
                      });
                }
                b.assertZero("sum", b.add(b.main(0), b.mul(b.next(0), pool.getLast())));
              });
          // interpret() has compared the program with the AIR at a random point.
          assertThat(program.constraints()).hasSize(1);
          for (int i = 0; i < program.nodes().size(); i++) {
            Node node = program.nodes().get(i);
            if (!node.op().isLeaf()) {
              assertThat(Math.max(node.a(), node.b())).isLessThan(i);
            }
          }
          assertThat(program.nodes()).doesNotHaveDuplicates();
        });
  }

  private static Object power(AirBuilder<Object> b, int exponent) {
    Object result = b.main(0);
    for (int i = 1; i < exponent; i++) {
      result = b.mul(result, b.main(0));
    }
    return result;
  }

  private static Object product(AirBuilder<Object> b, Object... factors) {
    Object result = b.constant(1);
    for (Object factor : factors) {
      result = b.mul(result, factor);
    }
    return result;
  }

  private static AirProgram interpret(Consumer<AirBuilder<Object>> body) {
    return SymbolicAir.interpret(TestAir.of(body), 1);
  }

  private static void refused(Consumer<AirBuilder<Object>> body, String reason) {
    assertThatThrownBy(() -> interpret(body))
        .isInstanceOf(InvalidAirException.class)
        .hasMessageContaining(reason);
  }

  /** The column that is 1 in each row. */
  record Constant(String name) implements StructuredColumn {
    @Override
    public int valueAt(int row, int logHeight) {
      return 1;
    }

    @Override
    public <E> E evaluate(FieldOps<E> ops, List<E> point) {
      return ops.constant(1);
    }
  }
}
