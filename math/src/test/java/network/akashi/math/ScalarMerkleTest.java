package network.akashi.math;

class ScalarMerkleTest extends MerkleConformance {
  @Override
  MathProvider provider() {
    return MathProvider.scalar();
  }
}
