package network.akashi.stark.air;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirProgram.Constraint;
import network.akashi.stark.air.AirProgram.Interaction;
import network.akashi.stark.air.AirProgram.Node;

/**
 * An {@link AirProgram} as a sequence of field elements, for the digest in the verifying key.
 *
 * <p>The encoding is injective: every list and string is preceded by its length, so no two programs
 * share a sequence. In order: format version; name; number of instances (minimum, maximum); names
 * of main and of preprocessed columns; structured columns; nodes (operation code, operands,
 * degree); constraints (name, node); interactions (bus name, tag, arity, sign, multiplicity,
 * tuple); if there is a Keccak-f, its mark and columns, otherwise nothing. Strings are UTF-8, one
 * byte per element. Whoever digests a sequence digests its length before, so the optional end is no
 * prefix of anything either.
 *
 * <p>A structured column is a function, not data. It is encoded as its name and its multilinear
 * extension at one fixed point for each height from {@code 2^0} to {@code 2^24} ({@link
 * #FINGERPRINTS} values): two functions that differ for a height agree there with probability at
 * most {@code 24/p} for that height.
 */
public final class AirEncoding {
  /** Version of the format; part of the encoding. */
  public static final int VERSION = 1;

  /** Log-heights 0 to 24, each with one fingerprint. */
  static final int FINGERPRINTS = KoalaBear.TWO_ADICITY + 1;

  private static final int KECCAK = 0x6b6563; // "kec"

  private static final long FINGERPRINT_SEED = 0x737472756374L;

  private int[] out = new int[256];
  private int size;

  private AirEncoding() {}

  /** The encoding, canonical integers in {@code [0, p)}. */
  public static int[] encode(AirProgram program) {
    AirEncoding encoding = new AirEncoding();
    encoding.put(VERSION);
    encoding.putString(program.name());
    encoding.put(program.instances().min());
    encoding.put(program.instances().max());
    encoding.putLayout(program.layout());
    encoding.put(program.nodes().size());
    program.nodes().forEach(encoding::putNode);
    encoding.put(program.constraints().size());
    program.constraints().forEach(encoding::putConstraint);
    encoding.put(program.interactions().size());
    program.interactions().forEach(encoding::putInteraction);
    program.keccak().ifPresent(encoding::putKeccak);
    return Arrays.copyOf(encoding.out, encoding.size);
  }

  private void putLayout(AirLayout layout) {
    putStrings(layout.main());
    putStrings(layout.preprocessed());
    put(layout.structured().size());
    layout.structured().forEach(this::putStructured);
  }

  private void putStructured(StructuredColumn column) {
    putString(column.name());
    SplittableRandom random = new SplittableRandom(FINGERPRINT_SEED);
    int[] point = new int[FINGERPRINTS - 1];
    Arrays.setAll(point, _ -> random.nextInt(KoalaBear.P));
    List<Integer> coordinates = Arrays.stream(point).boxed().toList();
    for (int variables = 0; variables < FINGERPRINTS; variables++) {
      put(KoalaBear.toInt(column.evaluate(BaseOps.INSTANCE, coordinates.subList(0, variables))));
    }
  }

  private void putNode(Node node) {
    put(node.op().code());
    put(node.a());
    put(node.b());
    put(node.degree());
  }

  private void putConstraint(Constraint constraint) {
    putString(constraint.name());
    put(constraint.node());
  }

  private void putInteraction(Interaction interaction) {
    putString(interaction.bus().name());
    put(interaction.bus().tag());
    put(interaction.bus().arity());
    put(interaction.sign() > 0 ? 1 : 0);
    put(interaction.multiplicity());
    put(interaction.tuple().size());
    interaction.tuple().forEach(this::put);
  }

  private void putKeccak(KeccakColumns columns) {
    put(KECCAK);
    put(columns.bits());
    put(columns.limbs());
  }

  private void putStrings(List<String> strings) {
    put(strings.size());
    strings.forEach(this::putString);
  }

  private void putString(String string) {
    byte[] bytes = string.getBytes(StandardCharsets.UTF_8);
    put(bytes.length);
    for (byte b : bytes) {
      put(b & 0xff);
    }
  }

  private void put(int value) {
    if (!KoalaBear.isCanonical(value)) {
      throw new IllegalArgumentException("value: %d does not fit a field element".formatted(value));
    }
    if (size == out.length) {
      out = Arrays.copyOf(out, 2 * size);
    }
    out[size++] = value;
  }
}
