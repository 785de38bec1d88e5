package network.akashi.node.demo;

import java.nio.file.Path;
import network.akashi.chain.Address;
import network.akashi.chain.contracts.RollupConfig;
import network.akashi.chain.deploy.Deployment;
import network.akashi.chain.rpc.Ethereum;
import network.akashi.chain.tx.PrivateKey;
import network.akashi.chain.tx.Wallet;
import network.akashi.market.Deadlines;

/** The demo's rollup for tests: one batch of signed transfers. */
public final class TestRollup implements AutoCloseable {
  private static final Deadlines DEADLINES = new Deadlines(60, 90, 120, 600);

  private final RollupWorkload workload;
  private final Path folder;

  public TestRollup(Path guest, Path folder) {
    this.folder = folder;
    this.workload = new RollupWorkload(guest, folder, 1, 20, DEADLINES);
  }

  /** What the deployment needs of it. */
  public RollupConfig config(Address sequencer) {
    return workload.config(sequencer);
  }

  /** Where its genesis is written. */
  public Path genesis() {
    return folder.resolve("genesis.json");
  }

  /** Starts sequencing and sending. */
  public void start(Ethereum l1, Deployment deployment, Wallet rich, PrivateKey sequencer) {
    workload.open(l1, deployment, rich, sequencer);
    workload.start();
  }

  @Override
  public void close() {
    workload.close();
  }
}
