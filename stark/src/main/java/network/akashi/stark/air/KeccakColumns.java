package network.akashi.stark.air;

import java.util.stream.IntStream;
import network.akashi.stark.keccak.KeccakWiring;

/**
 * Main columns between which Keccak-f[1600] holds in every row, padding rows included.
 *
 * <p>All cells of the 1,600 columns from {@code bits} on are 0 or 1, and the 100 columns from
 * {@code limbs} on hold the state that they are, permuted, in limbs of 16 bits. Bit {@code z} of
 * lane {@code x + 5·y} is column {@code bits + 64·(x + 5·y) + z}; limb {@code i} holds bits {@code
 * 16·i … 16·i + 15}, the lowest first.
 *
 * <p>The rounds are proven without a column for what is between; {@code KeccakVerifier} says how.
 *
 * @param bits first column of the state that goes in
 * @param limbs first column of the state that comes out
 */
public record KeccakColumns(int bits, int limbs) {
  /** Whether all columns are there. */
  boolean fits(AirLayout layout) {
    int columns = layout.main().size();
    return bits >= 0
        && limbs >= 0
        && bits + KeccakWiring.BITS <= columns
        && limbs + KeccakWiring.LIMBS <= columns;
  }

  /** All columns concerned. */
  public IntStream all() {
    return IntStream.concat(
        IntStream.range(bits, bits + KeccakWiring.BITS),
        IntStream.range(limbs, limbs + KeccakWiring.LIMBS));
  }
}
