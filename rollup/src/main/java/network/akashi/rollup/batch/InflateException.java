package network.akashi.rollup.batch;

/** Bytes that are no strict zlib stream. It never leaves this package. */
final class InflateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InflateException(String message) {
    super(message, null, false, false);
  }
}
