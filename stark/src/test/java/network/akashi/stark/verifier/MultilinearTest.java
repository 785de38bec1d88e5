package network.akashi.stark.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import network.akashi.math.Ext5;
import network.akashi.math.KoalaBear;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class MultilinearTest {
  private final NativeArithmetic ops = new NativeArithmetic();

  private static Ext5 element(RandomGenerator random) {
    return new Ext5(
        random.nextInt(KoalaBear.P),
        random.nextInt(KoalaBear.P),
        random.nextInt(KoalaBear.P),
        random.nextInt(KoalaBear.P),
        random.nextInt(KoalaBear.P));
  }

  private static List<Ext5> point(RandomGenerator random, int variables) {
    List<Ext5> point = new ArrayList<>();
    for (int i = 0; i < variables; i++) {
      point.add(element(random));
    }
    return point;
  }

  private List<Ext5> corner(int index, int variables) {
    List<Ext5> corner = new ArrayList<>();
    for (int i = 0; i < variables; i++) {
      corner.add(ops.constant(index >> i & 1));
    }
    return corner;
  }

  /** Two multilinear polynomials are equal if they agree on the cube. */
  @Test
  void successorIsOneStepUpAndAround() {
    for (int n = 1; n <= 4; n++) {
      for (int x = 0; x < 1 << n; x++) {
        for (int y = 0; y < 1 << n; y++) {
          Ext5 expected = ops.constant((x + 1) % (1 << n) == y ? 1 : 0);
          assertThat(Multilinear.successor(ops, corner(x, n), corner(y, n))).isEqualTo(expected);
        }
      }
    }
  }

  @Test
  void successorIsMultilinear() {
    ForAll.cases(
        20,
        random -> {
          int n = random.nextInt(1, 6);
          List<Ext5> x = point(random, n);
          List<Ext5> y = point(random, n);
          Ext5 sum = Ext5.ZERO;
          for (int i = 0; i < 1 << n; i++) {
            Ext5 weight = Multilinear.eqIndex(ops, x, i);
            Ext5 next = Multilinear.eqIndex(ops, y, (i + 1) % (1 << n));
            sum = sum.add(weight.mul(next));
          }
          assertThat(Multilinear.successor(ops, x, y)).isEqualTo(sum);
        });
  }

  @Test
  void eqAndItsTableAgree() {
    ForAll.cases(
        20,
        random -> {
          int n = random.nextInt(6);
          List<Ext5> x = point(random, n);
          List<Ext5> table = Multilinear.eqTable(ops, x);
          assertThat(table).hasSize(1 << n);
          for (int i = 0; i < table.size(); i++) {
            assertThat(table.get(i)).isEqualTo(Multilinear.eqIndex(ops, x, i));
            assertThat(table.get(i)).isEqualTo(Multilinear.eq(ops, x, corner(i, n)));
          }
          List<Ext5> values = point(random, 1 << n);
          Ext5 sum = Ext5.ZERO;
          for (int i = 0; i < table.size(); i++) {
            sum = sum.add(values.get(i).mul(table.get(i)));
          }
          assertThat(Multilinear.evaluate(ops, values, x)).isEqualTo(sum);
        });
  }

  @Test
  void powersExtendTheGeometricSequence() {
    ForAll.cases(
        20,
        random -> {
          int n = random.nextInt(6);
          int y = random.nextInt(KoalaBear.P);
          List<Ext5> x = point(random, n);
          Ext5 sum = Ext5.ZERO;
          for (int i = 0; i < 1 << n; i++) {
            sum = sum.add(Multilinear.eqIndex(ops, x, i).scale(KoalaBear.pow(y, i)));
          }
          assertThat(Multilinear.powers(ops, y, x)).isEqualTo(sum);
        });
  }
}
