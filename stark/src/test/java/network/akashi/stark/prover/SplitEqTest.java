package network.akashi.stark.prover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import network.akashi.math.Ext5;
import network.akashi.math.Ext5Array;
import network.akashi.math.IntBuffers;
import network.akashi.math.KoalaBear;
import network.akashi.math.MathProvider;
import network.akashi.math.Ntt;
import network.akashi.math.Parallel;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two small tables weigh as one large one does, whatever is left of the variables. */
class SplitEqTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 9, 10, 11, 13})
  void weighsLikeTheWholeTable(int variables) {
    ForAll.cases(
        2,
        random -> {
          List<Ext5> point =
              IntStream.range(0, variables)
                  .mapToObj(_ -> Ext5.of(random.nextInt(KoalaBear.P)).add(Ext5.X))
                  .toList();
          int[] base = random.ints(1 << variables, 0, KoalaBear.P).toArray();
          try (Parallel parallel = Parallel.ofThreads(2);
              IntBuffers buffers = new IntBuffers();
              IntBuffers.Arena arena = buffers.arena()) {
            ProverContext context = ProverContext.of(parallel, arena, new Ntt(MathProvider.get()));
            Ext5Array values = context.ext(1 << variables);
            values.copyFromBase(base, 0);
            EqTable whole = new EqTable(context, point);
            SplitEq split = new SplitEq(context, point);
            for (int left = variables; left >= 0; left--) {
              assertThat(split.length()).isEqualTo(whole.length()).isEqualTo(1 << left);
              compare(whole, split, values, base);
              if (left > 0) {
                whole.halve();
                split.halve();
              }
            }
          }
        });
  }

  private static void compare(EqTable whole, SplitEq split, Ext5Array values, int[] base) {
    int length = whole.length();
    Ext5 sum = Ext5.ZERO;
    Ext5 baseSum = Ext5.ZERO;
    for (int from = 0; from < length; from += ProverContext.BLOCK) {
      int n = Math.min(ProverContext.BLOCK, length - from);
      sum = sum.add(split.dot(from, values, from, n));
      baseSum = baseSum.add(split.dotBase(from, base, from, n));
    }
    Ext5 expected = Ext.dot(whole.values(), 0, values, 0, length);
    assertThat(sum).isEqualTo(expected);
    assertThat(baseSum).isEqualTo(expected);
  }
}
