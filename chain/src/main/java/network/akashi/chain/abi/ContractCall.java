package network.akashi.chain.abi;

import com.esaulpaugh.headlong.abi.Tuple;
import java.math.BigInteger;
import java.util.function.Function;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;

/**
 * A call of a contract's function, as a value: it can be asked ({@code eth_call}), sent as a
 * transaction, or stored, and says how its answer is read.
 *
 * @param <R> what the function answers
 */
public final class ContractCall<R> {
  private final Address to;
  private final AbiFunction function;
  private final Bytes data;
  private final BigInteger value;
  private final Function<Tuple, R> reader;

  private ContractCall(
      Address to, AbiFunction function, Bytes data, BigInteger value, Function<Tuple, R> reader) {
    this.to = to;
    this.function = function;
    this.data = data;
    this.value = value;
    this.reader = reader;
  }

  /**
   * A call that brings no money; for generated code.
   *
   * @throws AbiException if an argument does not fit into its ABI type
   */
  public static <R> ContractCall<R> of(
      Address to, AbiFunction function, Object[] arguments, Function<Tuple, R> reader) {
    return new ContractCall<>(to, function, function.encode(arguments), BigInteger.ZERO, reader);
  }

  /** The same call, bringing {@code wei}. */
  public ContractCall<R> withValue(BigInteger wei) {
    if (wei.signum() < 0) {
      throw new IllegalArgumentException("a call cannot bring " + wei + " wei");
    }
    return new ContractCall<>(to, function, data, wei, reader);
  }

  /** The contract. */
  public Address to() {
    return to;
  }

  /** Selector and arguments. */
  public Bytes data() {
    return data;
  }

  /** Wei that the call brings. */
  public BigInteger value() {
    return value;
  }

  /** The function's canonical form, such as {@code expire(bytes32)}. */
  public String signature() {
    return function.signature();
  }

  /**
   * The answer in the bytes that the contract returned.
   *
   * @throws AbiException if they are not what the ABI says
   */
  public R decode(Bytes answer) {
    return reader.apply(function.decode(answer));
  }

  @Override
  public String toString() {
    return "%s.%s".formatted(to, signature());
  }
}
