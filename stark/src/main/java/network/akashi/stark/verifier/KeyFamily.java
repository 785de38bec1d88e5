package network.akashi.stark.verifier;

import java.util.List;
import java.util.Optional;
import network.akashi.stark.air.AirProgram;
import network.akashi.stark.security.SecurityParameters;

/**
 * The keys of one machine, which differ in preprocessed columns only: what their digests share is
 * computed once. Immutable.
 */
public final class KeyFamily {
  private final SecurityParameters security;
  private final List<AirProgram> programs;
  private final int publicValues;
  private final Sponge<Integer> prefix;

  public KeyFamily(SecurityParameters security, List<AirProgram> programs, int publicValues) {
    this.security = security;
    this.programs = List.copyOf(programs);
    this.publicValues = publicValues;
    this.prefix = KeyDigest.prefix(security, programs, publicValues);
  }

  /** The key with these preprocessed columns. */
  public VerifyingKey key(Optional<PreprocessedKey> preprocessed) {
    return new VerifyingKey(
        security, programs, publicValues, preprocessed, KeyDigest.of(prefix, preprocessed));
  }
}
