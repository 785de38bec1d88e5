package network.akashi.rollup.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import network.akashi.chain.Address;
import network.akashi.chain.Bytes32;
import network.akashi.chain.Keccak256;
import org.junit.jupiter.api.Test;

class WithdrawalTreeTest {
  private static List<Bytes32> leaves(int count) {
    List<Bytes32> leaves = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      leaves.add(new Withdrawal(i, Address.ZERO, BigInteger.valueOf(i + 1)).leaf());
    }
    return leaves;
  }

  @Test
  void eachLeafLeadsToTheRootFromItsPlaceOnly() {
    for (int count = 1; count <= 17; count++) {
      List<Bytes32> leaves = leaves(count);
      WithdrawalTree tree = WithdrawalTree.of(leaves);
      for (int i = 0; i < count; i++) {
        List<Bytes32> path = tree.path(i);
        assertThat(WithdrawalTree.includes(tree.root(), leaves.get(i), i, path)).isTrue();
        long beyond = i + (1L << path.size());
        assertThat(WithdrawalTree.includes(tree.root(), leaves.get(i), beyond, path)).isFalse();
        assertThat(WithdrawalTree.includes(tree.root(), leaves.get(i), i ^ 1, path)).isFalse();
      }
      int size = count;
      assertThatThrownBy(() -> tree.path(size)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void smallTreesAreAsSpecified() {
    List<Bytes32> leaves = leaves(3);
    assertThat(WithdrawalTree.of(List.of()).root()).isEqualTo(Bytes32.ZERO);
    assertThat(WithdrawalTree.of(leaves.subList(0, 1)).root()).isEqualTo(leaves.getFirst());
    Bytes32 left = Keccak256.hash(leaves.get(0).bytes(), leaves.get(1).bytes());
    Bytes32 right = Keccak256.hash(leaves.get(2).bytes(), Bytes32.ZERO.bytes());
    assertThat(WithdrawalTree.of(leaves).root())
        .isEqualTo(Keccak256.hash(left.bytes(), right.bytes()));
  }

  @Test
  void pathsAreBounded() {
    List<Bytes32> path = new ArrayList<>();
    Bytes32 node = Bytes32.ZERO;
    for (int i = 0; i < 33; i++) {
      path.add(Bytes32.ZERO);
      node = Keccak256.hash(node.bytes(), Bytes32.ZERO.bytes());
    }
    assertThat(WithdrawalTree.includes(node, Bytes32.ZERO, 0, path)).isFalse();
  }
}
