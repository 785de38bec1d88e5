package network.akashi.rollup;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Bytes32;
import network.akashi.chain.tx.PrivateKey;

/** Accounts whose keys tests have. */
public final class TestKeys {
  private static final List<PrivateKey> KEYS = make(24);

  private TestKeys() {}

  private static List<PrivateKey> make(int count) {
    List<PrivateKey> keys = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      keys.add(PrivateKey.of(Bytes32.of(BigInteger.valueOf(1000 + i))));
    }
    return keys;
  }

  public static PrivateKey key(int index) {
    return KEYS.get(index);
  }

  public static int count() {
    return KEYS.size();
  }
}
