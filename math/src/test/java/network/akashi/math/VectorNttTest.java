package network.akashi.math;

import org.junit.jupiter.api.Tag;

@Tag("conformance")
class VectorNttTest extends NttConformance {
  @Override
  MathProvider provider() {
    return Providers.vectorOrSkip();
  }
}
