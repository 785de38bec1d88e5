package network.akashi.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import network.akashi.chain.Block;
import network.akashi.chain.BlockId;
import network.akashi.chain.contracts.ContractErrors;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.rpc.HttpJsonRpc;
import network.akashi.chain.rpc.RpcConfig;
import network.akashi.rollup.block.Genesis;
import network.akashi.rollup.block.Header;
import network.akashi.rollup.l1.BlobArchive;
import network.akashi.rollup.l1.BlobFetcher;
import network.akashi.rollup.l1.BlobUnavailableException;
import network.akashi.rollup.l1.Deriver;
import network.akashi.rollup.l1.InboxFollower;
import network.akashi.rollup.l1.RollupIdentity;
import network.akashi.rollup.service.SequencerService;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Rebuilds the rollup from L1 alone. */
@Command(
    name = "derive",
    description = {
      "Rebuild the rollup's chain from L1 alone, believing nobody, and compare it with what a"
          + " sequencer says.",
      "Exit status 1 if they differ."
    })
final class RollupDeriveCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private RollupOptions rollup = new RollupOptions();

  @Option(
      names = "--folder",
      paramLabel = "FOLDER",
      description = "Keep events and blobs there, so that the next time is faster.")
  private @Nullable Path folder;

  @Option(
      names = "--compare",
      paramLabel = "URL",
      description = "The JSON-RPC of the sequencer whose blocks are compared.")
  private @Nullable URI compare;

  @Option(names = "--json", description = "Print JSON instead of text.")
  private boolean json;

  /** A batch, and what is said about its last block. */
  private record Row(Deriver.DerivedPost post, Optional<String> theirs) {
    boolean isSame() {
      return theirs.isEmpty() || theirs.get().equals(post.after().header().hash().toHex());
    }
  }

  @Override
  public Integer call() throws IOException {
    Genesis genesis = rollup.genesis();
    RollupOptions.Deployed deployed = rollup.deployed();
    Path at = folder == null ? Files.createTempDirectory("akashi-derive") : folder;
    Files.createDirectories(at);
    try (HttpJsonRpc transport = new HttpJsonRpc(rollup.nodes())) {
      Ethereum l1 = new Ethereum(transport, ContractErrors.ALL);
      return ChainFailures.translate(() -> derive(l1, deployed, genesis, at));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()), "give the genesis that the rollup was deployed with");
    } catch (BlobUnavailableException e) {
      throw new CommandFailure(
          String.valueOf(e.getMessage()), "name who has it by --beacon or --archive");
    } finally {
      if (folder == null) {
        deleteAll(at);
      }
    }
  }

  private static void deleteAll(Path folder) throws IOException {
    List<Path> all;
    try (var files = Files.walk(folder)) {
      all = files.toList();
    }
    for (Path each : all.reversed()) {
      Files.deleteIfExists(each);
    }
  }

  private int derive(Ethereum l1, RollupOptions.Deployed deployed, Genesis genesis, Path at) {
    var _ = RollupIdentity.require(l1, deployed.rollup(), genesis);
    BlobFetcher blobs =
        new BlobFetcher(
            Optional.of(new BlobArchive(at.resolve("blobs"))),
            SequencerService.sources(l1, rollup.beacon(), rollup.archives()));
    Deriver deriver = new Deriver(genesis, blobs);
    List<Row> rows = new ArrayList<>();
    try (InboxFollower follower =
            InboxFollower.open(
                l1,
                deployed.rollup().address(),
                deployed.firstBlock(),
                at.resolve("l1-events.db"));
        Comparison comparison = new Comparison(compare)) {
      while (!follower.tick()) {
        // L1 changed meanwhile
      }
      Optional<Deriver.DerivedPost> next = deriver.next(follower.view());
      while (next.isPresent()) {
        rows.add(new Row(next.get(), comparison.hash(next.get().after().header())));
        next = deriver.next(follower.view());
      }
      Optional<Long> dead = deriver.deadBatch(follower.view()).map(each -> each.index());
      print(deriver.tip(), rows, dead);
    }
    return rows.stream().allMatch(Row::isSame) ? ExitCode.OK : ExitCode.NEGATIVE;
  }

  /** Asks the other side, if there is one. */
  private static final class Comparison implements AutoCloseable {
    private final @Nullable HttpJsonRpc transport;

    Comparison(@Nullable URI address) {
      transport = address == null ? null : new HttpJsonRpc(RpcConfig.of(address));
    }

    Optional<String> hash(Header header) {
      if (transport == null) {
        return Optional.empty();
      }
      Ethereum l2 = new Ethereum(transport, ContractErrors.ALL);
      Optional<Block> block = l2.block(BlockId.number(header.number()));
      return Optional.of(block.map(each -> each.hash().toHex()).orElse("no such block"));
    }

    @Override
    public void close() {
      if (transport != null) {
        transport.close();
      }
    }
  }

  private void print(Deriver.Tip tip, List<Row> rows, Optional<Long> dead) {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(json(tip, rows));
    } else {
      for (Row each : rows) {
        out.println(line(each));
      }
      dead.ifPresent(index ->
          out.println(
              "batch %d builds on no block of this rollup: it will be discarded".formatted(index)));
      out.println(
          "%d batches; block %d, hash %s, state root %s"
              .formatted(
                  rows.size(),
                  tip.header().number(),
                  tip.header().hash(),
                  tip.header().stateRoot()));
      if (compare != null) {
        boolean same = rows.stream().allMatch(Row::isSame);
        out.println(same ? "the sequencer says the same" : "THE SEQUENCER SAYS SOMETHING ELSE");
      }
    }
    out.flush();
  }

  private static String line(Row row) {
    Deriver.DerivedPost post = row.post();
    String last = row.theirs().orElse("");
    return "batch %d: blocks %d to %d, %s%s%s"
        .formatted(
            post.posted().index(),
            post.batch().blocks().getFirst().block().header().number(),
            post.after().header().number(),
            post.after().header().hash(),
            post.batch().derived().fallback().map(why -> ", fallback: " + why).orElse(""),
            row.isSame() ? "" : "; the sequencer says " + last);
  }

  private static String json(Deriver.Tip tip, List<Row> rows) {
    JsonMapper mapper = JsonMapper.shared();
    ObjectNode root = mapper.createObjectNode();
    root.put("block", tip.header().number());
    root.put("blockHash", tip.header().hash().toHex());
    root.put("stateRoot", tip.header().stateRoot().toHex());
    root.put("same", rows.stream().allMatch(Row::isSame));
    ArrayNode batches = root.putArray("batches");
    for (Row each : rows) {
      ObjectNode node = batches.addObject();
      node.put("index", each.post().posted().index());
      node.put("firstBlock", each.post().batch().blocks().getFirst().block().header().number());
      node.put("lastBlock", each.post().after().header().number());
      node.put("blockHash", each.post().after().header().hash().toHex());
      node.put("same", each.isSame());
      each.post().batch().derived().fallback().ifPresent(why -> node.put("fallback", why.name()));
    }
    return mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }
}
