package network.akashi.chain.outbox;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;

/** A process that submits intents and sends them, until it is killed. */
final class OutboxProcess {
  static final int INTENTS = 400;

  private OutboxProcess() {}

  static String key(int i) {
    return "intent " + i;
  }

  public static void main(String[] args) throws IOException {
    try (HttpJsonRpc rpc = new HttpJsonRpc(RpcConfig.of(URI.create(args[0])));
        TransactionManager manager =
            TransactionManager.open(
                new Ethereum(rpc, ContractErrors.ALL),
                TransactionManagerTest.KEY,
                Path.of(args[1]),
                TransactionManagerTest.CONFIG)) {
      Files.createFile(Path.of(args[2]));
      for (int i = 0; i < INTENTS; i++) {
        manager.submit(TransactionManagerTest.transfer(key(i)));
        manager.tick();
      }
      while (true) {
        manager.tick();
      }
    }
  }
}
