package network.akashi.chain;

import java.util.Map;

/** Which block a question is about. */
public sealed interface BlockId {
  /** The value in a JSON-RPC request: a string, or an object for a block hash (EIP-1898). */
  Object toJson();

  /** The block of that number on the chain that the node follows. */
  static BlockId number(long number) {
    return new Numbered(number);
  }

  /** A block by its number. */
  record Numbered(long number) implements BlockId {
    @Override
    public Object toJson() {
      return Hex.quantity(number);
    }
  }

  /** A block by its hash, which no reorganisation makes another. */
  record Hash(Bytes32 hash) implements BlockId {
    @Override
    public Object toJson() {
      return Map.of("blockHash", hash.toHex());
    }
  }

  /** A block by its place in the chain. */
  enum Tag implements BlockId {
    EARLIEST("earliest"),
    FINALIZED("finalized"),
    SAFE("safe"),
    LATEST("latest"),
    PENDING("pending");

    private final String name;

    Tag(String name) {
      this.name = name;
    }

    @Override
    public Object toJson() {
      return name;
    }
  }
}
