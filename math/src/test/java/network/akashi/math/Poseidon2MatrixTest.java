package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What Poseidon2 asks of its internal matrix: the minimal polynomials of it and of its powers up to
 * {@code 2t} are irreducible of degree {@code t}, so that no subspace survives the internal rounds,
 * which have no S-box on most words (eprint 2023/323, section 5.3).
 */
class Poseidon2MatrixTest {
  static Stream<Poseidon2Parameters> parameters() {
    return Stream.of(Poseidon2Parameters.WIDTH_16, Poseidon2Parameters.WIDTH_24);
  }

  @ParameterizedTest
  @MethodSource("parameters")
  void powersOfTheInternalMatrixHaveIrreducibleMinimalPolynomials(Poseidon2Parameters parameters) {
    int[] diagonal = IntStream.range(0, parameters.width()).map(parameters::diagonal).toArray();
    assertThat(firstBadPower(diagonal)).isZero();
  }

  /** With two equal entries, their difference is an invariant line. */
  @ParameterizedTest
  @MethodSource("parameters")
  void aDiagonalWithARepeatedEntryWouldBeNoticed(Poseidon2Parameters parameters) {
    int[] diagonal = IntStream.range(0, parameters.width()).map(parameters::diagonal).toArray();
    diagonal[5] = diagonal[4];
    assertThat(firstBadPower(diagonal)).isOne();
  }

  /** The first power whose minimal polynomial is not as wanted, 0 if there is none. */
  private static int firstBadPower(int[] diagonal) {
    int t = diagonal.length;
    for (int power = 1; power <= 2 * t; power++) {
      int[] sequence = new int[2 * t];
      int[] vector = new int[t];
      vector[0] = KoalaBear.ONE;
      for (int k = 0; k < 2 * t; k++) {
        sequence[k] = vector[0];
        for (int i = 0; i < power; i++) {
          vector = internalLayer(diagonal, vector);
        }
      }
      int[] minimal = shortestRecurrence(sequence);
      if (minimal.length != t + 1 || !isIrreducible(minimal)) {
        return power;
      }
    }
    return 0;
  }

  private static int[] internalLayer(int[] diagonal, int[] vector) {
    int sum = Arrays.stream(vector).reduce(0, KoalaBear::add);
    int[] image = new int[vector.length];
    for (int i = 0; i < vector.length; i++) {
      image[i] = KoalaBear.add(KoalaBear.mul(diagonal[i], vector[i]), sum);
    }
    return image;
  }

  /**
   * The monic polynomial, lowest coefficient first, of the shortest linear recurrence (Berlekamp
   * and Massey). It divides the minimal polynomial of the matrix that made the sequence; if it has
   * full degree, it is that polynomial.
   */
  private static int[] shortestRecurrence(int[] sequence) {
    int[] current = {KoalaBear.ONE}; // c_0 = 1, Σ c_j·s_{k−j} = 0
    int[] last = {KoalaBear.ONE};
    int length = 0;
    int gap = 1;
    int lastDiscrepancy = KoalaBear.ONE;
    for (int k = 0; k < sequence.length; k++) {
      int discrepancy = 0;
      for (int j = 0; j <= Math.min(length, current.length - 1); j++) {
        discrepancy = KoalaBear.add(discrepancy, KoalaBear.mul(current[j], sequence[k - j]));
      }
      if (discrepancy == 0) {
        gap++;
        continue;
      }
      int factor = KoalaBear.mul(discrepancy, KoalaBear.inverse(lastDiscrepancy));
      int[] next = Arrays.copyOf(current, Math.max(current.length, last.length + gap));
      for (int j = 0; j < last.length; j++) {
        next[j + gap] = KoalaBear.sub(next[j + gap], KoalaBear.mul(factor, last[j]));
      }
      if (2 * length <= k) {
        length = k + 1 - length;
        last = current;
        lastDiscrepancy = discrepancy;
        gap = 1;
      } else {
        gap++;
      }
      current = next;
    }
    int[] monic = new int[length + 1];
    for (int j = 0; j < Math.min(current.length, length + 1); j++) {
      monic[length - j] = current[j];
    }
    return monic;
  }

  /** Rabin's test: {@code x^(p^t) = x}, and {@code x^(p^(t/q)) − x} is prime to {@code f}. */
  private static boolean isIrreducible(int[] f) {
    int t = f.length - 1;
    int[] x = Arrays.copyOf(new int[] {0, KoalaBear.ONE}, t);
    int[] image = x;
    for (int k = 1; k <= t; k++) {
      image = frobenius(image, f);
      if ((t % 2 == 0 && k == t / 2) || (t % 3 == 0 && k == t / 3)) {
        if (!areCoprime(f, subtract(image, x))) {
          return false;
        }
      }
    }
    return Arrays.equals(image, x);
  }

  private static int[] frobenius(int[] a, int[] f) {
    int[] result = Arrays.copyOf(new int[] {KoalaBear.ONE}, a.length);
    for (int bit = 30; bit >= 0; bit--) {
      result = multiply(result, result, f);
      if ((KoalaBear.P >> bit & 1) != 0) {
        result = multiply(result, a, f);
      }
    }
    return result;
  }

  private static int[] multiply(int[] a, int[] b, int[] f) {
    int[] product = new int[a.length + b.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b.length; j++) {
        product[i + j] = KoalaBear.add(product[i + j], KoalaBear.mul(a[i], b[j]));
      }
    }
    return Arrays.copyOf(remainder(product, f), f.length - 1);
  }

  private static int[] subtract(int[] a, int[] b) {
    int[] difference = new int[a.length];
    Arrays.setAll(difference, i -> KoalaBear.sub(a[i], b[i]));
    return difference;
  }

  private static boolean areCoprime(int[] f, int[] g) {
    int[] a = f;
    int[] b = trimmed(g);
    while (b.length > 1) {
      int[] rest = trimmed(remainder(a, b));
      a = b;
      b = rest;
    }
    return b.length == 1; // a constant that is not zero; nothing left means a common factor
  }

  private static int[] remainder(int[] a, int[] f) {
    int[] rest = a.clone();
    int inverse = KoalaBear.inverse(f[f.length - 1]);
    for (int top = a.length - 1; top >= f.length - 1; top--) {
      int factor = KoalaBear.mul(rest[top], inverse);
      for (int j = 0; j < f.length; j++) {
        int at = top - f.length + 1 + j;
        rest[at] = KoalaBear.sub(rest[at], KoalaBear.mul(factor, f[j]));
      }
    }
    return rest;
  }

  private static int[] trimmed(int[] a) {
    int length = a.length;
    while (length > 0 && a[length - 1] == 0) {
      length--;
    }
    return Arrays.copyOf(a, length);
  }
}
