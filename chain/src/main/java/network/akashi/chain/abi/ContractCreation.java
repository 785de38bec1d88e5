package network.akashi.chain.abi;

import com.esaulpaugh.headlong.abi.Tuple;
import com.esaulpaugh.headlong.abi.TupleType;
import java.math.BigInteger;
import network.akashi.chain.Bytes;

/**
 * The deployment of a contract, as a value.
 *
 * @param code what is deployed
 * @param data creation code and encoded parameters
 * @param value wei that the contract starts with
 */
public record ContractCreation(ContractCode code, Bytes data, BigInteger value) {
  /**
   * A deployment without money; for generated code.
   *
   * @param types of the parameters, such as {@code (address,uint48)}
   * @throws AbiException if a parameter does not fit into its ABI type
   */
  public static ContractCreation of(String contract, String types, Object[] parameters) {
    ContractCode code = ContractCode.of(contract);
    try {
      TupleType<Tuple> type = TupleType.parse(types);
      Bytes encoded = Bytes.of(type.encode(Tuple.from(parameters)).array());
      return new ContractCreation(
          code, Bytes.concat(code.creationCode(), encoded), BigInteger.ZERO);
    } catch (IllegalArgumentException e) {
      throw new AbiException("parameters of " + contract + ": " + e.getMessage(), e);
    }
  }

  /** The contract's name. */
  public String contract() {
    return code.contract();
  }
}
