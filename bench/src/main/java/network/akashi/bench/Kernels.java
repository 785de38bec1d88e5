package network.akashi.bench;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import network.akashi.math.Ext5Array;
import network.akashi.math.MathProvider;

/** The kernels of the table, with their goals on a machine of the Zen 4 class. */
final class Kernels {
  /** Three arrays of 8 KiB: well inside a first-level cache of 32 KiB. */
  private static final int FIELD_ELEMENTS = 2048;

  /** Three arrays of 10 KiB. */
  private static final int EXTENSION_ELEMENTS = 512;

  private Kernels() {}

  static List<Kernel> all() {
    return List.of(
        new CoreKernel(
            "field-mul",
            "Montgomery product, L1",
            "element",
            FIELD_ELEMENTS,
            Optional.of(new Goal(Quantity.GIGA_PER_SECOND, 1, 5.0, 6.5)),
            Kernels::fieldMul),
        new CoreKernel(
            "extension-mul",
            "quintic product, L1",
            "element",
            EXTENSION_ELEMENTS,
            Optional.of(new Goal(Quantity.NANOSECONDS, 1, 6, 3)),
            Kernels::extensionMul),
        permutation(
            "poseidon2-16",
            "Poseidon2 of width 16",
            Optional.of(new Goal(Quantity.MEGA_PER_SECOND, 1, 8, 10.5)),
            provider -> Operands.permuting(provider.poseidon2Width16())),
        permutation(
            "poseidon2-24",
            "Poseidon2 of width 24",
            Optional.of(new Goal(Quantity.MEGA_PER_SECOND, 1, 5, 6.7)),
            provider -> Operands.permuting(provider.poseidon2Width24())),
        permutation(
            "keccak-f",
            "Keccak-f[1600]",
            Optional.of(new Goal(Quantity.MEGA_PER_SECOND, 1, 14, 17.5)),
            provider -> Operands.permuting(provider.keccak())),
        new MatrixKernel(
            "extend",
            "extend 2^20 × 64 twofold",
            20,
            64,
            Optional.of(new Goal(Quantity.MILLISECONDS, 2, 420, 270)),
            MatrixJobs::extend),
        new MatrixKernel(
            "commit",
            "extend and hash to a tree",
            20,
            64,
            Optional.of(new Goal(Quantity.MILLISECONDS, 2, 1700, 1100)),
            MatrixJobs::commit),
        new MatrixKernel(
            "commit-wide",
            "the same, width-24 leaves",
            20,
            64,
            Optional.empty(),
            MatrixJobs::commitWithWideLeaves));
  }

  private static CoreKernel permutation(
      String id, String title, Optional<Goal> goal, Function<MathProvider, Work> works) {
    return new CoreKernel(id, title, "permutation", Operands.STATES, goal, works);
  }

  private static Work fieldMul(MathProvider provider) {
    int[] a = Operands.elements(1, FIELD_ELEMENTS);
    int[] b = Operands.elements(2, FIELD_ELEMENTS);
    int[] out = new int[FIELD_ELEMENTS];
    return () -> provider.field().mul(a, 0, b, 0, out, 0, FIELD_ELEMENTS);
  }

  private static Work extensionMul(MathProvider provider) {
    Ext5Array a = Operands.extensionElements(6, EXTENSION_ELEMENTS);
    Ext5Array b = Operands.extensionElements(7, EXTENSION_ELEMENTS);
    Ext5Array out = Ext5Array.allocate(EXTENSION_ELEMENTS);
    return () -> provider.ext().mul(a, b, out);
  }
}
