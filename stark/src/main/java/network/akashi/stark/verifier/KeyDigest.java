package network.akashi.stark.verifier;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.akashi.math.KoalaBear;
import network.akashi.stark.air.AirEncoding;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.security.SecurityParameters;

/**
 * The digest of a verifying key: a sponge over an injective encoding of all that decides what a
 * proof of it means. Lists come with their lengths.
 */
final class KeyDigest {
  /** Elements of a digest. */
  static final int LENGTH = 8;

  private static final int DOMAIN = 0x6b6579; // "key"

  private final Sponge<Integer> sponge = new Sponge<>(new PoseidonPrimitive(), DOMAIN);

  private KeyDigest() {}

  /** The digest's state before the preprocessed columns: what keys of one machine share. */
  static Sponge<Integer> prefix(
      SecurityParameters security, List<AirProgram> programs, int publicValues) {
    KeyDigest digest = new KeyDigest();
    digest.put(ProofFormat.VERSION);
    digest.putSecurity(security);
    digest.put(programs.size());
    for (AirProgram program : programs) {
      int[] encoding = AirEncoding.encode(program);
      digest.put(encoding.length);
      for (int element : encoding) {
        digest.put(element);
      }
    }
    digest.put(publicValues);
    return digest.sponge;
  }

  /** The digest that begins with {@code prefix}, which stays as it is. */
  static List<Integer> of(Sponge<Integer> prefix, Optional<PreprocessedKey> preprocessed) {
    Sponge<Integer> sponge = prefix.copy();
    put(sponge, preprocessed.isPresent() ? 1 : 0);
    preprocessed.ifPresent(key -> {
      key.root().forEach(element -> put(sponge, element));
      key.logHeights().forEach(height -> put(sponge, height + 1));
    });
    List<Integer> result = new ArrayList<>(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      result.add(KoalaBear.toInt(sponge.squeeze()));
    }
    return result;
  }

  private void putSecurity(SecurityParameters security) {
    byte[] name = security.name().getBytes(StandardCharsets.UTF_8);
    put(name.length);
    for (byte b : name) {
      put(b & 0xff);
    }
    put(security.targetBits());
    put(security.regime().code());
    put(security.logInverseRate());
    put(security.firstFold());
    put(security.fold());
    put(security.firstDomainShift());
    put(security.queryGrindingBits());
    put(security.foldGrindingBits());
    put(security.maxFinalVariables());
  }

  private void put(int canonical) {
    put(sponge, canonical);
  }

  private static void put(Sponge<Integer> sponge, int canonical) {
    sponge.absorb(KoalaBear.fromInt(canonical));
  }
}
