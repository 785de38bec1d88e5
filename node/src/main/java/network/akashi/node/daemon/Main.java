package network.akashi.node.daemon;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import network.akashi.node.config.NodeConfig;
import network.akashi.node.config.NodeConfigFile;

/** Runs the nodes of some configuration files in this process. */
public final class Main {
  private static final Logger LOG = System.getLogger(Main.class.getName());

  private Main() {}

  /** Runs until standard input ends, so that whoever started it takes it along. */
  public static void main(String[] files) throws IOException {
    List<Path> configs = Arrays.stream(files).map(Path::of).toList();
    try (Nodes nodes = Nodes.start(configs.stream().map(NodeConfigFile::read).toList())) {
      while (System.in.read() >= 0) {
        // nothing that is said there matters
      }
      LOG.log(Level.INFO, "stopping {0} nodes", nodes.size());
    }
    System.exit(0);
  }

  /** Nodes that share a host. */
  public static final class Nodes implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private int count;

    /** Starts them; the first's folder keeps the chain's events. */
    public static Nodes start(List<NodeConfig> configs) {
      Nodes nodes = new Nodes();
      boolean started = false;
      try {
        Host host = Host.open(configs.getFirst());
        nodes.parts.push(host);
        for (NodeConfig config : configs) {
          nodes.parts.push(Node.start(config, host));
          nodes.count++;
        }
        started = true;
        return nodes;
      } finally {
        if (!started) {
          nodes.close();
        }
      }
    }

    /** How many. */
    public int size() {
      return count;
    }

    /** Runs until the process is asked to end. */
    public void join() throws InterruptedException {
      CountDownLatch end = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(end::countDown));
      end.await();
    }

    @Override
    public void close() {
      Node.closeAll(parts);
    }
  }
}
