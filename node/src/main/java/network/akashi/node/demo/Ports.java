package network.akashi.node.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.random.RandomGenerator;

/**
 * Ports to listen at later. They are below those that systems give to outgoing connections: such a
 * connection could otherwise take one before its node starts.
 */
final class Ports {
  private static final int LOWEST = 20_000;
  private static final int COUNT = 12_000;

  private int next;

  Ports(RandomGenerator random) {
    this.next = random.nextInt(COUNT);
  }

  /** One that is free now and was not given before. */
  int take() {
    for (int tries = 0; tries < COUNT; tries++) {
      int port = LOWEST + next++ % COUNT;
      if (isFree(port)) {
        return port;
      }
    }
    throw new DemoException("no port is free", "end some of what listens on this machine");
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
