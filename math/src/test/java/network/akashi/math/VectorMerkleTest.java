package network.akashi.math;

class VectorMerkleTest extends MerkleConformance {
  @Override
  MathProvider provider() {
    return Providers.vectorOrSkip();
  }
}
