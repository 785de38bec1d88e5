package network.akashi.rollup.block;

import java.math.BigInteger;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import network.akashi.chain.Address;

/**
 * Block 0, as those who start a rollup write it down.
 *
 * @param chainId of the transactions, from 1 on
 * @param timestamp Unix seconds
 * @param baseFee of block 0, wei, below 2^64
 * @param alloc what accounts have; each has something, all together less than 2^192 wei
 */
public record Genesis(
    long chainId, long timestamp, BigInteger baseFee, Map<Address, BigInteger> alloc) {
  private static final int BASE_FEE_BITS = 64;
  private static final int SUPPLY_BITS = 192;

  public Genesis {
    SortedMap<Address, BigInteger> sorted =
        new TreeMap<>(Comparator.comparing(address -> address.toHex()));
    sorted.putAll(alloc);
    alloc = Collections.unmodifiableSortedMap(sorted);
    if (chainId < 1) {
      throw new IllegalArgumentException("chainId must be at least 1, not " + chainId);
    }
    if (timestamp < 0) {
      throw new IllegalArgumentException("timestamp must not be negative: " + timestamp);
    }
    if (baseFee.signum() < 0 || baseFee.bitLength() > BASE_FEE_BITS) {
      throw new IllegalArgumentException("baseFee must be below 2^64 wei, not " + baseFee);
    }
    BigInteger supply = BigInteger.ZERO;
    for (Map.Entry<Address, BigInteger> entry : alloc.entrySet()) {
      if (entry.getValue().signum() <= 0) {
        throw new IllegalArgumentException("alloc gives nothing to " + entry.getKey());
      }
      supply = supply.add(entry.getValue());
    }
    if (supply.bitLength() > SUPPLY_BITS) {
      throw new IllegalArgumentException("alloc must add up to less than 2^192 wei");
    }
  }
}
