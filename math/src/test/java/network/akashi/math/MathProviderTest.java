package network.akashi.math;

import static org.assertj.core.api.Assertions.assertThat;

import javax.management.MBeanServerFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("conformance")
class MathProviderTest {
  @Test
  void theScalarReferenceIsAlwaysThere() {
    assertThat(MathProvider.scalar().name()).isEqualTo("scalar");
    assertThat(MathProvider.available()).contains(MathProvider.scalar(), MathProvider.get());
  }

  @Test
  void theChoiceIsMadeOnceAndFollowsTheSupportOfThisJvm() {
    VectorSupport support = VectorSupport.current();
    assertThat(MathProvider.get()).isSameAs(MathProvider.get());
    assertThat(MathProvider.get().name())
        .isEqualTo(support.usable() ? "vector-" + support.bits() : "scalar");
    assertThat(MathProvider.available()).hasSize(support.usable() ? 2 : 1).doesNotHaveDuplicates();
  }

  @Test
  void compilerDirectivesAreAcceptedByHotSpot() {
    assertThat(JitDirectives.apply()).isTrue();
  }

  @Test
  void aJvmThatTakesNoCompilerDirectivesIsLeftAsItIs() {
    assertThat(JitDirectives.apply(MBeanServerFactory.newMBeanServer())).isFalse();
  }
}
