package network.akashi.rollup.trie;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.rollup.rlp.Rlp;
import org.jspecify.annotations.Nullable;

/**
 * Ethereum's Merkle-Patricia trie (Yellow Paper, appendix D), immutable: a change gives a new trie
 * that shares all nodes off the changed path with the old one, so that old tries cost next to
 * nothing to keep. Keys may have any length, and one may be the beginning of another.
 *
 * <p>Two tries with the same entries have the same shape and the same {@link #root}, however they
 * came about. Nodes that are only known by their hash ({@link #at}) are fetched when they are
 * needed; whatever has to read one that its source lacks throws {@link MissingNodeException}.
 */
public final class Trie {
  /** The root of the trie without entries. */
  public static final Bytes32 EMPTY_ROOT = Bytes32.of(Hashing.keccak(Rlp.string(new byte[0])));

  private static final Trie EMPTY = new Trie(null);

  private final @Nullable Node root;

  private Trie(@Nullable Node root) {
    this.root = root;
  }

  /** The trie without entries. */
  public static Trie empty() {
    return EMPTY;
  }

  /** The trie with that root, whose nodes {@code source} has. */
  public static Trie at(Bytes32 root, NodeSource source) {
    return root.equals(EMPTY_ROOT) ? EMPTY : new Trie(new Node.Stub(root.toArray(), source));
  }

  /** The trie of a list: the value at {@code i} has the key RLP({@code i}), as in block headers. */
  public static Trie ofList(List<Bytes> values) {
    Trie trie = EMPTY;
    for (int i = 0; i < values.size(); i++) {
      trie = trie.put(Bytes.of(Rlp.number(i)), values.get(i));
    }
    return trie;
  }

  static Trie of(@Nullable Node root) {
    return root == null ? EMPTY : new Trie(root);
  }

  @Nullable Node node() {
    return root;
  }

  /** The value of {@code key}. */
  public Optional<Bytes> get(Bytes key) {
    byte[] value = Lookup.get(root, Nibbles.of(key.toArray()), 0);
    return value == null ? Optional.empty() : Optional.of(Bytes.of(value));
  }

  /** With {@code key} at {@code value}; an empty value is none, so it deletes the key. */
  public Trie put(Bytes key, Bytes value) {
    if (value.isEmpty()) {
      return delete(key);
    }
    return new Trie(Insertion.put(root, Nibbles.of(key.toArray()), 0, value.toArray()));
  }

  /** Without {@code key}. */
  public Trie delete(Bytes key) {
    Node changed = Deletion.delete(root, Nibbles.of(key.toArray()), 0);
    return changed == root ? this : of(changed);
  }

  public boolean isEmpty() {
    return root == null;
  }

  /** The hash of the root node. */
  public Bytes32 root() {
    if (root == null) {
      return EMPTY_ROOT;
    }
    byte[] reference = root.reference();
    // A hash is encoded as a string of 32 bytes, with one byte before it.
    return root.isInline()
        ? Bytes32.of(Hashing.keccak(reference))
        : Bytes32.of(Arrays.copyOfRange(reference, 1, 33));
  }

  /**
   * The nodes from the root towards {@code key}, as {@code eth_getProof} gives them (EIP-1186):
   * they prove the key's value, or that it has none. Nodes that are part of their parent are not
   * listed again.
   */
  public List<Bytes> prove(Bytes key) {
    List<Bytes> proof = new ArrayList<>();
    Lookup.path(root, Nibbles.of(key.toArray()), node -> proof.add(Bytes.of(node.encode())));
    return proof;
  }

  /** Hands out all entries in the order of their keys. */
  public void forEach(EntryVisitor visitor) {
    Lookup.forEach(root, Nibbles.NONE, visitor);
  }

  /**
   * Hands out the nodes that this trie has and {@code known} has not, children before parents, with
   * their hashes: what a store has to write. The root is handed out even if it is small.
   *
   * @param known whether a node with that hash, and so all below it, is stored already
   */
  public void forEachNewNode(Predicate<Bytes32> known, NodeVisitor visitor) {
    NewNodes.visit(this, known, visitor);
  }

  /** Takes entries. */
  @FunctionalInterface
  public interface EntryVisitor {
    /** Takes one entry. */
    void entry(Bytes key, Bytes value);
  }

  /** Takes nodes. */
  @FunctionalInterface
  public interface NodeVisitor {
    /** Takes the RLP of the node with that hash. */
    void node(Bytes32 hash, Bytes rlp);
  }
}
