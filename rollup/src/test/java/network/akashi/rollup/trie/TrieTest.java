package network.akashi.rollup.trie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import network.akashi.chain.Bytes;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import network.akashi.rollup.rlp.Rlp;
import network.akashi.testkit.ForAll;
import org.junit.jupiter.api.Test;

class TrieTest {
  /** A trie, and the map that it should be. */
  private record Pair(Trie trie, Map<String, Bytes> map) {}

  private static Pair random(RandomGenerator random, int steps) {
    Trie trie = Trie.empty();
    Map<String, Bytes> map = new TreeMap<>();
    for (int i = 0; i < steps; i++) {
      byte[] key = new byte[random.nextInt(4)];
      for (int j = 0; j < key.length; j++) {
        key[j] = (byte) (random.nextInt(3) * 16 + random.nextInt(3));
      }
      Bytes name = Bytes.of(key);
      if (random.nextInt(3) == 0) {
        trie = trie.delete(name);
        map.remove(name.toHex());
      } else {
        byte[] value = new byte[1 + random.nextInt(40)];
        random.nextBytes(value);
        trie = trie.put(name, Bytes.of(value));
        map.put(name.toHex(), Bytes.of(value));
      }
    }
    return new Pair(trie, map);
  }

  @Test
  void isTheMapItShouldBeInOneShapeOnly() {
    ForAll.cases(
        300,
        random -> {
          Pair pair = random(random, 60);
          Map<String, Bytes> entries = new TreeMap<>();
          pair.trie.forEach((key, value) -> entries.put(key.toHex(), value));
          assertThat(entries).isEqualTo(pair.map);
          Trie fresh = Trie.empty();
          for (Map.Entry<String, Bytes> entry : pair.map.entrySet()) {
            Bytes key = Bytes.fromHex(entry.getKey());
            assertThat(pair.trie.get(key)).contains(entry.getValue());
            fresh = fresh.put(key, entry.getValue());
          }
          assertThat(pair.trie.root()).isEqualTo(fresh.root());
          assertThat(pair.trie.isEmpty()).isEqualTo(pair.map.isEmpty());
        });
  }

  @Test
  void oldTriesStayAsTheyWere() {
    Trie one = Trie.empty().put(key(1), key(2));
    Bytes32 root = one.root();
    Trie two = one.put(key(1), key(3)).put(key(17), key(4)).delete(key(1));
    assertThat(two.get(key(1))).isEmpty();
    assertThat(one.root()).isEqualTo(root);
    assertThat(one.get(key(1))).contains(key(2));
    assertThat(one.delete(key(9))).isSameAs(one);
  }

  @Test
  void isReadBackFromTheNodesThatAStoreHas() {
    ForAll.cases(
        100,
        random -> {
          Pair pair = random(random, 40);
          Map<Bytes32, Bytes> store = new HashMap<>();
          pair.trie.forEachNewNode(store::containsKey, store::put);
          Trie loaded = Trie.at(pair.trie.root(), hash -> Optional.ofNullable(store.get(hash)));
          Map<String, Bytes> entries = new TreeMap<>();
          loaded.forEach((key, value) -> entries.put(key.toHex(), value));
          assertThat(entries).isEqualTo(pair.map);
          // What a change adds is all that a store has to write.
          Bytes key = Bytes.of(new byte[] {0x11, 0x22});
          Trie changed = loaded.put(key, Bytes.of(new byte[33]));
          int before = store.size();
          changed.forEachNewNode(store::containsKey, store::put);
          assertThat(store.size() - before).isBetween(1, 6);
          Trie again = Trie.at(changed.root(), hash -> Optional.ofNullable(store.get(hash)));
          assertThat(again.get(key)).contains(Bytes.of(new byte[33]));
          assertThat(again.delete(key).root()).isEqualTo(loaded.delete(key).root());
        });
  }

  @Test
  void namesTheNodeThatIsMissing() {
    Bytes32 root = Trie.empty().put(key(1), key(2)).root();
    assertThatThrownBy(() -> Trie.at(root, NodeSource.NONE).get(key(1)))
        .isInstanceOfSatisfying(
            MissingNodeException.class, e -> assertThat(e.hash()).isEqualTo(root));
  }

  @Test
  void refusesASourceThatGivesOtherNodes() {
    Bytes32 root = Trie.empty().put(key(1), key(2)).root();
    assertThatThrownBy(() -> Trie.at(root, _ -> Optional.of(key(5))).get(key(1)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void proofsHoldAllNodesOnThePath() {
    ForAll.cases(
        100,
        random -> {
          Trie trie = secure(random, 30);
          Bytes key = secureKey(random.nextInt(40));
          List<Bytes> proof = trie.prove(key);
          Map<Bytes32, Bytes> nodes = new HashMap<>();
          proof.forEach(node -> nodes.put(Keccak256.hash(node), node));
          Trie part = Trie.at(trie.root(), hash -> Optional.ofNullable(nodes.get(hash)));
          assertThat(part.get(key)).isEqualTo(trie.get(key));
          for (Bytes node : proof) {
            Map<Bytes32, Bytes> less = new HashMap<>(nodes);
            less.remove(Keccak256.hash(node));
            Trie hole = Trie.at(trie.root(), hash -> Optional.ofNullable(less.get(hash)));
            assertThatThrownBy(() -> hole.get(key)).isInstanceOf(MissingNodeException.class);
          }
        });
  }

  @Test
  void witnessesAreAllThatKeysNeedAndNoMore() {
    ForAll.cases(
        100,
        random -> {
          Trie trie = secure(random, 30);
          List<Bytes> keys =
              random.ints(1 + random.nextInt(6), 0, 60).mapToObj(TrieTest::secureKey).toList();
          List<WitnessNode> witness = Witness.of(trie, keys);
          Map<Bytes32, Bytes> nodes = new HashMap<>();
          witness.forEach(node -> nodes.put(Keccak256.hash(node.rlp()), node.rlp()));
          assertThat(nodes).hasSameSizeAs(witness);
          Trie whole = trie;
          Trie part = Trie.at(trie.root(), hash -> Optional.ofNullable(nodes.remove(hash)));
          for (Bytes key : keys) {
            whole = whole.put(key, Bytes.of(new byte[70]));
            part = part.put(key, Bytes.of(new byte[70]));
          }
          assertThat(part.root()).isEqualTo(whole.root());
          assertThat(nodes).isEmpty();
        });
  }

  @Test
  void nothingTouchedNeedsNoWitness() {
    assertThat(Witness.of(Trie.empty(), List.of(secureKey(1)))).isEmpty();
    assertThat(Witness.of(Trie.empty().put(key(1), key(2)), List.of())).isEmpty();
  }

  @Test
  void whatIsLargeIsNotPartOfItsParent() {
    byte[] path = Rlp.string(new byte[] {0x11});
    for (int size : new int[] {28, 29}) {
      byte[] leaf = Rlp.list(Rlp.string(new byte[] {0x31}), Rlp.string(new byte[size]));
      assertThat(leaf).hasSize(size + 3);
      byte[] extension = Rlp.list(path, leaf);
      if (size == 28) {
        assertThat(NodeDecoder.decode(extension, NodeSource.NONE).encode()).isEqualTo(extension);
      } else {
        assertThatThrownBy(() -> NodeDecoder.decode(extension, NodeSource.NONE))
            .hasMessageContaining("a large node inside another");
      }
    }
  }

  @Test
  void noBytesMakeTheDecoderFailOtherwise() {
    ForAll.cases(
        2000,
        random -> {
          Trie trie = secure(random, 5);
          byte[] node = trie.prove(secureKey(0)).getFirst().toArray();
          node[random.nextInt(node.length)] ^= (byte) (1 << random.nextInt(8));
          try {
            Node.Known decoded = NodeDecoder.decode(node, NodeSource.NONE);
            assertThat(decoded.encode()).isEqualTo(node);
          } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("not a trie node");
          }
        });
  }

  private static Trie secure(RandomGenerator random, int count) {
    Trie trie = Trie.empty();
    for (int i = 0; i < count; i++) {
      byte[] value = new byte[70];
      random.nextBytes(value);
      trie = trie.put(secureKey(random.nextInt(40)), Bytes.of(value));
    }
    return trie;
  }

  private static Bytes secureKey(int i) {
    return Keccak256.hash(key(i)).bytes();
  }

  private static Bytes key(int i) {
    return Bytes.of(new byte[] {(byte) i, 7});
  }
}
