package network.akashi.rollup.rlp;

/**
 * Bytes that are not what was to be read. Decoders catch it and answer with a rejection of their
 * own; it carries no stack trace, because bad bytes are nothing out of the ordinary.
 */
public final class RlpException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RlpError error;

  RlpException(RlpError error, int at) {
    super("%s at byte %d".formatted(error, at), null, false, false);
    this.error = error;
  }

  public RlpError error() {
    return error;
  }
}
