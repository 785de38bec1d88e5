package network.akashi.zkvm.exec;

/** Carries a forbidden access from memory to the machine, which makes a {@link Trap} of it. */
final class MemoryFault extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What was tried. */
  enum Access {
    LOAD,
    STORE
  }

  private final Access access;
  private final long address;
  private final int bytes;

  MemoryFault(Access access, long address, int bytes) {
    super(null, null, false, false);
    this.access = access;
    this.address = address;
    this.bytes = bytes;
  }

  Trap at(long pc) {
    return new Trap.AccessFault(pc, access == Access.STORE, address, bytes);
  }
}
