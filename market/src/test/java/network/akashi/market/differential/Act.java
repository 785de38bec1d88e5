package network.akashi.market.differential;

import java.math.BigInteger;
import java.util.Optional;
import java.util.function.Function;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes;
import network.akashi.chain.abi.ContractCall;

/**
 * Something that somebody does, on the chain and in the model.
 *
 * @param label what, for people
 * @param actor index of who
 * @param to contract that is called
 * @param value wei that are sent along
 * @param data call data
 * @param call how the answer is read, if it is compared
 * @param effect the same in the model; gives what the contract returns
 */
record Act(
    String label,
    int actor,
    Address to,
    BigInteger value,
    Bytes data,
    Optional<ContractCall<?>> call,
    Function<Model, Object> effect) {
  /** What acts return that return nothing. */
  static final String NOTHING = "";

  static Act of(String label, int actor, ContractCall<?> call, Function<Model, Object> effect) {
    return new Act(label, actor, call.to(), call.value(), call.data(), Optional.of(call), effect);
  }

  @Override
  public String toString() {
    return "%s by %d with %s wei".formatted(label, actor, value);
  }
}
