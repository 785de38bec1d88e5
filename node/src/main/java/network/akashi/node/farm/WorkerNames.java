package network.akashi.node.farm;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** What a worker calls itself if nobody says. */
public final class WorkerNames {
  private static final int MOST_OF_A_HOST = 40;

  private WorkerNames() {}

  /** Host and process. */
  public static String ofThisProcess() {
    String host;
    try {
      host = InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      host = "host";
    }
    String plain = host.replaceAll("[^A-Za-z0-9.-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
    String name = plain.isEmpty() ? "host" : plain;
    return "%s-%d"
        .formatted(
            name.substring(0, Math.min(MOST_OF_A_HOST, name.length())),
            ProcessHandle.current().pid());
  }

  /** This JVM's heap. */
  public static int heapMib() {
    return (int) (Runtime.getRuntime().maxMemory() >> 20);
  }
}
