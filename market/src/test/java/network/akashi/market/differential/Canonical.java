package network.akashi.market.differential;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.contracts.BlsG1Point;
import network.akashi.market.Commitment;
import network.akashi.market.Uint64;

/** Values of the rules and of the bindings in one form: a list of texts, structs laid flat. */
final class Canonical {
  private Canonical() {}

  static List<String> of(Object value) {
    List<String> texts = new ArrayList<>();
    add(value, texts);
    return texts;
  }

  private static void add(Object value, List<String> texts) {
    switch (value) {
      case Boolean _, BigInteger _, String _ -> texts.add(value.toString());
      case Integer number -> texts.add(Long.toString(Integer.toUnsignedLong(number)));
      case Long number -> texts.add(Uint64.big(number).toString());
      case Enum<?> member -> texts.add(member.name());
      case Bytes bytes -> texts.add(bytes.toHex());
      case network.akashi.chain.Address _,
          Bytes32 _,
          network.akashi.market.Address _,
          network.akashi.market.Bytes32 _,
          Commitment.Hash _ ->
          texts.add(value.toString().toLowerCase(Locale.ROOT));
      // The rules know a key by its hash.
      case BlsG1Point key -> texts.add(Lane.hash(key).toString());
      case List<?> list -> list.forEach(each -> add(each, texts));
      case Record struct -> components(struct, texts);
      default -> throw new IllegalArgumentException("no canonical form of " + value.getClass());
    }
  }

  private static void components(Record struct, List<String> texts) {
    for (RecordComponent component : struct.getClass().getRecordComponents()) {
      try {
        component.getAccessor().setAccessible(true);
        add(component.getAccessor().invoke(struct), texts);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
