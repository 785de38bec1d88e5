package network.akashi.zkvm.program;

/** A file that is not a program this machine runs. */
public final class InvalidElfException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient ElfRejection rejection;

  InvalidElfException(ElfRejection rejection) {
    super(rejection.message());
    this.rejection = rejection;
  }

  public ElfRejection rejection() {
    return rejection;
  }
}
