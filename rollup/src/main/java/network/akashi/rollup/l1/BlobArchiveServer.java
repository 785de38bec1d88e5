package network.akashi.rollup.l1;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;

/**
 * Serves an archive over HTTP: {@code GET /blobs/0x01…} answers with the blob's 131,072 bytes, or
 * 404. Nothing can be stored this way.
 */
public final class BlobArchiveServer implements AutoCloseable {
  private static final String PATH = "/blobs/";
  private static final Pattern NAME = Pattern.compile("0x01[0-9a-f]{62}");

  private final HttpServer server;
  private final ExecutorService threads;
  private final BlobArchive archive;

  private BlobArchiveServer(HttpServer server, BlobArchive archive) {
    this.server = server;
    this.archive = archive;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
  }

  /**
   * Starts to serve.
   *
   * @param address where to listen; port 0 for a free one
   * @throws IOException if that is not possible
   */
  public static BlobArchiveServer start(BlobArchive archive, InetSocketAddress address)
      throws IOException {
    BlobArchiveServer it = new BlobArchiveServer(HttpServer.create(address, 64), archive);
    it.server.createContext(PATH, it::answer);
    it.server.setExecutor(it.threads);
    it.server.start();
    return it;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String name = exchange.getRequestURI().getPath().substring(PATH.length());
      if (!exchange.getRequestMethod().equals("GET")) {
        exchange.sendResponseHeaders(405, -1);
      } else if (!NAME.matcher(name).matches()) {
        exchange.sendResponseHeaders(400, -1);
      } else {
        Optional<Bytes> blob = archive.read(Bytes32.fromHex(name));
        if (blob.isEmpty()) {
          exchange.sendResponseHeaders(404, -1);
          return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.getResponseHeaders().set("Cache-Control", "public, max-age=31536000, immutable");
        exchange.sendResponseHeaders(200, blob.get().size());
        exchange.getResponseBody().write(blob.get().toArray());
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.close();
  }
}
