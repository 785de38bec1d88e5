package network.akashi.stark.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.math.KeccakPermutation;
import network.akashi.math.KoalaBear;
import network.akashi.math.MathProvider;
import network.akashi.stark.air.Air;
import network.akashi.stark.air.AirBuilder;
import network.akashi.stark.air.AirLayout;
import network.akashi.stark.air.KeccakColumns;
import network.akashi.stark.air.Table;
import network.akashi.stark.keccak.KeccakWiring;

/** A permutation of Keccak-f[1600] in each row, from bits to limbs, and nothing else. */
public final class KeccakAir implements Air {
  private static final KeccakColumns COLUMNS = new KeccakColumns(0, KeccakWiring.BITS);

  private final int[] ofZeros = limbs(permuted(new long[KeccakWiring.LANES]));

  @Override
  public String name() {
    return "keccak";
  }

  @Override
  public AirLayout layout() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < KeccakWiring.BITS; i++) {
      names.add("bit[%d]".formatted(i));
    }
    for (int i = 0; i < KeccakWiring.LIMBS; i++) {
      names.add("limb[%d]".formatted(i));
    }
    return new AirLayout(names, List.of(), List.of());
  }

  @Override
  public Optional<KeccakColumns> keccak() {
    return Optional.of(COLUMNS);
  }

  @Override
  public int paddingValue(int column) {
    return column < COLUMNS.limbs() ? 0 : ofZeros[column - COLUMNS.limbs()];
  }

  @Override
  public <E> void constrain(AirBuilder<E> b) {}

  /** The rows that permute {@code states}, one each. */
  public static Table table(List<long[]> states) {
    int height = states.size();
    int width = KeccakWiring.BITS + KeccakWiring.LIMBS;
    int[] cells = new int[width * height];
    for (int row = 0; row < height; row++) {
      long[] state = states.get(row);
      for (int bit = 0; bit < KeccakWiring.BITS; bit++) {
        boolean set = (state[bit / Long.SIZE] >>> bit & 1) == 1;
        cells[bit * height + row] = set ? KoalaBear.ONE : 0;
      }
      int[] limbs = limbs(permuted(state));
      for (int limb = 0; limb < KeccakWiring.LIMBS; limb++) {
        cells[(KeccakWiring.BITS + limb) * height + row] = KoalaBear.fromInt(limbs[limb]);
      }
    }
    return new Table(0, height, width, cells, 0, height);
  }

  private static long[] permuted(long[] state) {
    KeccakPermutation keccak = MathProvider.scalar().keccak();
    long[] result = state.clone();
    keccak.permute(result, 0);
    return result;
  }

  private static int[] limbs(long[] state) {
    int[] limbs = new int[KeccakWiring.LIMBS];
    for (int i = 0; i < limbs.length; i++) {
      limbs[i] = (int) (state[i / 4] >>> (KeccakWiring.LIMB_BITS * (i % 4))) & 0xffff;
    }
    return limbs;
  }
}
