package network.akashi.bindgen;

import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/** How names of Solidity are written in Java. */
final class Names {
  /** What every object has without parameters, and no record component may be called. */
  private static final Set<String> OF_OBJECT =
      Set.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  private Names() {}

  /** A method, parameter or record component. */
  static String member(String solidity) {
    String name = solidity.replaceAll("_+$", "");
    name = Character.toLowerCase(name.charAt(0)) + name.substring(1);
    if (solidity.equals(constant(solidity))) {
      name = camel(solidity);
    }
    return SourceVersion.isKeyword(name) || OF_OBJECT.contains(name) ? name + "_" : name;
  }

  /** {@code MAX_SEATS} as {@code maxSeats}. */
  private static String camel(String constant) {
    String[] words = constant.toLowerCase(Locale.ROOT).split("_", -1);
    StringBuilder name = new StringBuilder(words[0]);
    for (int i = 1; i < words.length; i++) {
      name.append(type(words[i]));
    }
    return name.toString();
  }

  /** The same with a capital. */
  static String type(String solidity) {
    return Character.toUpperCase(solidity.charAt(0)) + solidity.substring(1);
  }

  /**
   * {@code struct Attestation.Claim} as {@code AttestationClaim}; {@code struct Locks} as it is.
   */
  static String ofInternalType(String internalType) {
    String name = internalType.substring(internalType.indexOf(' ') + 1);
    int bracket = name.indexOf('[');
    name = bracket < 0 ? name : name.substring(0, bracket);
    int dot = name.indexOf('.');
    if (dot < 0) {
      return name;
    }
    String owner = name.substring(0, dot);
    boolean acronym = owner.equals(owner.toUpperCase(Locale.ROOT));
    return (acronym ? owner.charAt(0) + owner.substring(1).toLowerCase(Locale.ROOT) : owner)
        + name.substring(dot + 1);
  }

  /** {@code UnknownRequest}, {@code NO_ERROR} or {@code maxWork} in capitals with underscores. */
  static String constant(String solidity) {
    return solidity.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
  }
}
