package network.akashi.stark.verifier;

import java.util.ArrayList;
import java.util.List;
import network.akashi.math.KoalaBear;

/**
 * The frame of an encoded proof; see {@code docs/proof-format.md}.
 *
 * <pre>
 *   bytes  what
 *   4      magic "AKSP"
 *   1      format version
 *   32     digest of the verifying key, eight elements
 *   1      number of tables
 *   2 each AIR index, log2 of the height
 *   …      the prover's messages in the order of the protocol, elements only
 * </pre>
 *
 * <p>A field element is four bytes, little-endian, canonical (below p, not Montgomery). There are
 * no lengths: everything's length follows from the key and the tables.
 */
public final class ProofFormat {
  /** Changes with every change to the protocol or the encoding. */
  public static final int VERSION = 1;

  /** Larger inputs are refused before anything is read. */
  public static final int MAX_BYTES = 1 << 24;

  /** Most tables in a proof. */
  public static final int MAX_TABLES = 255;

  static final byte[] MAGIC = {'A', 'K', 'S', 'P'};

  /** Domain of the proof transcript's sponge. */
  private static final int DOMAIN = 0x616b73; // "aks"

  private ProofFormat() {}

  /** The four bytes that a proof begins with. */
  public static byte[] magic() {
    return MAGIC.clone();
  }

  /** The transcript of a proof, with everything that is known before the first message absorbed. */
  public static Sponge<Integer> transcript(
      VerifyingKey key, List<TableShape> tables, List<Integer> publicValues) {
    return transcript(new PoseidonPrimitive(), key, tables, montgomery(publicValues));
  }

  static <B> Sponge<B> transcript(
      Sponge.Primitive<B> primitive,
      VerifyingKey key,
      List<TableShape> tables,
      List<B> publicValues) {
    Sponge<B> sponge = new Sponge<>(primitive, DOMAIN);
    List<Integer> known = new ArrayList<>();
    known.add(VERSION);
    known.addAll(key.digest());
    known.add(tables.size());
    for (TableShape table : tables) {
      known.add(table.air());
      known.add(table.logHeight());
    }
    known.add(publicValues.size());
    for (int element : known) {
      sponge.absorb(primitive.addConstant(primitive.zero(), element));
    }
    publicValues.forEach(sponge::absorb);
    return sponge;
  }

  static List<Integer> montgomery(List<Integer> canonical) {
    return canonical.stream().map(KoalaBear::fromInt).toList();
  }
}
