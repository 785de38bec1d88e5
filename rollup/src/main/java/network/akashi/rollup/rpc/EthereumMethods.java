package network.akashi.rollup.rpc;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import network.akashi.rollup.sequencer.Sequencer;

/** The methods of a sequencer: those of Ethereum that make sense here, and a few of its own. */
public final class EthereumMethods implements RpcMethods {
  private final Map<String, Method> methods;

  public EthereumMethods(Sequencer sequencer) {
    Map<String, Method> all = new HashMap<>();
    Blocks blocks = new Blocks(sequencer);
    new ChainMethods(sequencer, blocks).register(all);
    new AccountMethods(sequencer, blocks).register(all);
    new FeeMethods(sequencer, blocks).register(all);
    new RollupMethods(sequencer).register(all);
    methods = Map.copyOf(all);
  }

  @Override
  public Optional<Method> method(String name) {
    return Optional.ofNullable(methods.get(name));
  }

  /** The names of all methods. */
  public Set<String> names() {
    return methods.keySet();
  }
}
