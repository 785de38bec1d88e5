package network.akashi.chain.abi;

import java.lang.reflect.Array;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/** Passes values between ours and headlong's; for generated code. */
public final class AbiValues {
  private AbiValues() {}

  public static com.esaulpaugh.headlong.abi.Address toAbi(Address address) {
    return com.esaulpaugh.headlong.abi.Address.wrap(address.toChecksummed());
  }

  public static byte[] toAbi(Bytes bytes) {
    return bytes.toArray();
  }

  public static byte[] toAbi(Bytes32 bytes) {
    return bytes.toArray();
  }

  public static Address toAddress(Object value) {
    BigInteger number = ((com.esaulpaugh.headlong.abi.Address) value).value();
    return new Address(Bytes32.of(number).bytes().slice(12, 32));
  }

  public static Bytes toBytes(Object value) {
    return Bytes.of((byte[]) value);
  }

  public static Bytes32 toBytes32(Object value) {
    return Bytes32.of((byte[]) value);
  }

  /** The elements of a headlong array, which may be one of primitives. */
  public static <T> List<T> toList(Object array, Function<Object, T> each) {
    int length = Array.getLength(array);
    List<T> list = new ArrayList<>(length);
    for (int i = 0; i < length; i++) {
      list.add(each.apply(Array.get(array, i)));
    }
    return List.copyOf(list);
  }

  /** A headlong array of {@code list}; {@code type} is that of its elements. */
  public static <T> Object toArray(Class<?> type, List<T> list, Function<T, Object> each) {
    Object array = Array.newInstance(type, list.size());
    for (int i = 0; i < list.size(); i++) {
      Array.set(array, i, each.apply(list.get(i)));
    }
    return array;
  }
}
