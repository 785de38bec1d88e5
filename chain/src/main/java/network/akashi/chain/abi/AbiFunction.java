package network.akashi.chain.abi;

import com.esaulpaugh.headlong.abi.Function;
import com.esaulpaugh.headlong.abi.Tuple;
import java.nio.BufferUnderflowException;
import network.akashi.chain.Bytes;

/** How calls of one function are encoded, and its answers decoded. */
public final class AbiFunction {
  private final Function function;

  private AbiFunction(Function function) {
    this.function = function;
  }

  /**
   * A function by its canonical form.
   *
   * @param signature such as {@code sample(bytes32,uint8)}
   * @param outputs such as {@code (uint32,bool)}
   */
  public static AbiFunction of(String signature, String outputs) {
    return new AbiFunction(new Function(signature, outputs));
  }

  /** The canonical form, such as {@code sample(bytes32,uint8)}. */
  public String signature() {
    return function.getCanonicalSignature();
  }

  /** The first four bytes of every call. */
  public Bytes selector() {
    return Bytes.of(function.selector());
  }

  /**
   * The call data for these values of headlong's.
   *
   * @throws AbiException if a value does not fit into its type
   */
  public Bytes encode(Object... values) {
    try {
      return Bytes.of(function.encodeCall(Tuple.from(values)).array());
    } catch (IllegalArgumentException e) {
      throw new AbiException(signature() + ": " + e.getMessage(), e);
    }
  }

  /**
   * The values in an answer.
   *
   * @throws AbiException if {@code answer} is not encoded as the ABI says
   */
  public Tuple decode(Bytes answer) {
    if (function.getOutputs().isEmpty()) {
      return Tuple.EMPTY;
    }
    if (answer.isEmpty()) {
      throw new AbiException(
          signature() + " answered nothing: there is no such contract at this address");
    }
    try {
      return function.decodeReturn(answer.toArray());
    } catch (IllegalArgumentException | BufferUnderflowException e) {
      throw new AbiException(
          signature() + " answered with other values than its ABI says: " + e.getMessage(), e);
    }
  }
}
