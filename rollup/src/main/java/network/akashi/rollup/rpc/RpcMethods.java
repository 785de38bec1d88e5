package network.akashi.rollup.rpc;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The methods that a server offers. */
public interface RpcMethods {
  /** One method. */
  @FunctionalInterface
  interface Method {
    /**
     * The result, made of what JSON has: maps, lists, strings, numbers, booleans, null.
     *
     * @throws RpcFault if it is refused
     */
    @Nullable Object call(Params params);
  }

  /** The method of that name. */
  Optional<Method> method(String name);
}
