package network.akashi.cli;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import network.akashi.chain.Address;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.outbox.LedgerException;
import network.akashi.chain.outbox.OutboxConfig;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.rollup.rpc.RpcLimits;
import network.akashi.rollup.sequencer.SequencerConfig;
import network.akashi.rollup.sequencer.SequencerStatus;
import network.akashi.rollup.service.SequencerService;
import network.akashi.rollup.service.ServiceConfig;
import network.akashi.rollup.store.StoreException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the sequencer of the reference rollup. */
@Command(
    name = "sequencer",
    description = {
      "Order the reference rollup's transactions: take them by Ethereum's JSON-RPC, make blocks,"
          + " and post batches as blobs to L1.",
      "All it must not lose is in one folder; killed at any moment, it goes on from there. Options"
          + " can be in a file, one a line: akashi sequencer @FILE"
    })
final class SequencerCommand implements Callable<Integer> {
  private static final long SECONDS_BETWEEN_LINES = 5;

  @Spec private CommandSpec spec;
  @Mixin private RollupOptions rollup = new RollupOptions();

  @ArgGroup(exclusive = false, multiplicity = "0..1")
  private KeyOptions key = new KeyOptions();

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      required = true,
      description = "Where everything is kept; made if it is not there.")
  private @Nullable Path folder;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9545",
      description = "Where to answer JSON-RPC (default: ${DEFAULT-VALUE}).")
  private String listen = "";

  @Option(
      names = "--serve-archive",
      paramLabel = "HOST:PORT",
      description = "Serve the blob archive there.")
  private @Nullable String serveArchive;

  @Option(
      names = "--beneficiary",
      paramLabel = "ADDRESS",
      description = "Who gets the tips on the L2; the key's account if absent.")
  private @Nullable String beneficiary;

  @Option(
      names = "--confirmations",
      paramLabel = "N",
      defaultValue = "20",
      description = "L1 blocks on top of a deposit before it is taken (default: ${DEFAULT-VALUE}).")
  private int confirmations;

  @Option(
      names = "--finality",
      paramLabel = "N",
      defaultValue = "64",
      description =
          "L1 blocks on top of a posting before it counts for good (default: ${DEFAULT-VALUE}).")
  private int finality;

  @Option(
      names = "--block-interval",
      paramLabel = "MS",
      defaultValue = "250",
      description =
          "A block is made at least so often if anything waits (default: ${DEFAULT-VALUE}).")
  private int blockMillis;

  @Option(
      names = "--batch-transfers",
      paramLabel = "N",
      defaultValue = "32",
      description = "Post a batch when it has so many transfers (default: ${DEFAULT-VALUE}).")
  private int batchTransfers;

  @Option(
      names = "--batch-age",
      paramLabel = "SECONDS",
      defaultValue = "300",
      description = "Or when its oldest block is so old (default: ${DEFAULT-VALUE}).")
  private int batchSeconds;

  @Option(
      names = "--poll",
      paramLabel = "MS",
      defaultValue = "2000",
      description = "Look at L1 so often (default: ${DEFAULT-VALUE}).")
  private int pollMillis;

  @Override
  public Integer call() throws InterruptedException {
    PrivateKey signer = key.read();
    ServiceConfig config = config(signer);
    try (HttpJsonRpc transport = new HttpJsonRpc(rollup.nodes())) {
      Ethereum l1 = new Ethereum(transport, ContractErrors.ALL);
      try (SequencerService service = start(config, l1, signer)) {
        return run(service, config);
      }
    }
  }

  private static SequencerService start(ServiceConfig config, Ethereum l1, PrivateKey signer) {
    try {
      return ChainFailures.translate(() -> SequencerService.start(config, l1, signer));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()), "give the genesis that the rollup was deployed with");
    } catch (StoreException | LedgerException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()), "name another folder, or end who uses this one");
    } catch (UncheckedIOException e) {
      throw new CommandFailure(
          "cannot listen: " + e.getMessage(),
          "name another address by --listen or --serve-archive");
    }
  }

  private ServiceConfig config(PrivateKey signer) {
    if (folder == null) {
      throw new CommandFailure("no folder is named", "give --folder FOLDER");
    }
    RollupOptions.Deployed deployed = rollup.deployed();
    try {
      Address tips = beneficiary == null ? signer.address() : Address.fromHex(beneficiary);
      SequencerConfig sequencer =
          SequencerConfig.defaults(tips)
              .withConfirmations(confirmations)
              .withBatches(batchTransfers, Duration.ofSeconds(batchSeconds))
              .withIntervals(Duration.ofMillis(blockMillis), Duration.ofMillis(pollMillis));
      return new ServiceConfig(
          folder,
          rollup.genesis(),
          deployed.rollup().address(),
          deployed.firstBlock(),
          sequencer,
          OutboxConfig.ethereum().withConfirmations(finality),
          HostAndPort.parse("--listen", listen),
          RpcLimits.defaults(),
          rollup.beacon(),
          rollup.archives(),
          Optional.ofNullable(serveArchive)
              .map(each -> HostAndPort.parse("--serve-archive", each)));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(String.valueOf(e.getMessage()), "akashi sequencer --help");
    }
  }

  private int run(SequencerService service, ServiceConfig config) throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    Thread hook =
        new Thread(() -> {
          asked.countDown();
          try {
            closed.await(10, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    Runtime.getRuntime().addShutdownHook(hook);
    say(
        out,
        "chain %d: JSON-RPC at http://%s, folder %s"
            .formatted(
                config.genesis().chainId(),
                HostAndPort.text(service.rpcAddress()),
                config.folder()));
    service
        .archiveAddress()
        .ifPresent(each -> say(out, "blob archive at http://" + HostAndPort.text(each)));
    String last = "";
    boolean ended = false;
    try {
      while (!ended && !asked.await(SECONDS_BETWEEN_LINES, TimeUnit.SECONDS)) {
        String line = line(service.sequencer().status());
        if (!line.equals(last)) {
          say(out, line);
          last = line;
        }
        ended = service.sequencer().end().isDone();
      }
    } finally {
      service.close();
      closed.countDown();
    }
    if (ended) {
      throw new CommandFailure(
          "the sequencer stopped: " + reason(service), "start it again: nothing is lost");
    }
    return ExitCode.OK;
  }

  private static String reason(SequencerService service) {
    Throwable why = service.sequencer().end().exceptionNow();
    return String.valueOf(why.getMessage());
  }

  private static void say(PrintWriter out, String line) {
    out.println(line);
    out.flush();
  }

  private static String line(SequencerStatus status) {
    return "block %,d, %,d waiting; L1 %,d: posted %d, attested %d, proven %d%s"
        .formatted(
            status.block(),
            status.waiting(),
            status.l1Block(),
            status.tips().posted(),
            status.tips().attested(),
            status.tips().proven(),
            status.note().isEmpty() ? "" : "; " + status.note());
  }
}
