package network.akashi.rollup.service;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicInteger;
import network.akashi.chain.Address;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.block.GenesisFile;
import network.akashi.rollup.sequencer.Step;

/**
 * A sequencer in a process of its own, to be killed: by others, or by itself when it has reached a
 * step so many times. Arguments: L1, contract, first block, genesis file, folder, file for the RPC
 * port, and perhaps step and times.
 */
final class SequencerProcess {
  private SequencerProcess() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Genesis genesis = GenesisFile.parse(Files.readString(Path.of(args[3])));
    Ethereum l1 =
        new Ethereum(new HttpJsonRpc(RpcConfig.of(URI.create(args[0]))), ContractErrors.ALL);
    ServiceConfig config =
        TestL1.config(genesis, Address.fromHex(args[1]), Long.parseLong(args[2]), Path.of(args[4]));
    AtomicInteger left = new AtomicInteger(args.length > 7 ? Integer.parseInt(args[7]) : 0);
    String fatal = args.length > 6 ? args[6] : "";
    SequencerService service =
        SequencerService.start(
            config,
            l1,
            TestL1.key(1),
            (Step step) -> {
              if (step.name().equals(fatal) && left.decrementAndGet() <= 0) {
                Runtime.getRuntime().halt(137);
              }
            });
    Path draft = Path.of(args[5] + ".draft");
    Files.writeString(draft, BigInteger.valueOf(service.rpcAddress().getPort()).toString());
    Files.move(draft, Path.of(args[5]), StandardCopyOption.ATOMIC_MOVE);
    Thread.currentThread().join();
  }
}
