package network.akashi.cli;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Where to listen, as people write it. */
final class HostAndPort {
  private HostAndPort() {}

  /** The address behind {@code HOST:PORT}, or {@code PORT} of the loopback interface. */
  static InetSocketAddress parse(String option, String text) {
    int colon = text.lastIndexOf(':');
    try {
      int port = Integer.parseInt(text.substring(colon + 1));
      InetAddress host =
          colon < 0
              ? InetAddress.getLoopbackAddress()
              : InetAddress.getAllByName(text.substring(0, colon))[0];
      return new InetSocketAddress(host, port);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(
          "%s: not HOST:PORT: '%s'".formatted(option, text), "write it as 127.0.0.1:9545");
    } catch (UnknownHostException e) {
      throw new CommandFailure("%s: unknown host: '%s'".formatted(option, text), "name another");
    }
  }

  /** The same as people read it. */
  static String text(InetSocketAddress address) {
    return address.getAddress().getHostAddress() + ":" + address.getPort();
  }
}
