package network.akashi.bench;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import network.akashi.testkit.ArchitectureRules;

@AnalyzeClasses(
    packages = "network.akashi.bench",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.WithoutGenerated.class})
class ArchitectureTest {
  /** What JMH generates around benchmarks is not ours. */
  static final class WithoutGenerated implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("jmh_generated");
    }
  }

  @ArchTest static final ArchRule NO_MUTABLE_STATICS = ArchitectureRules.noMutableStatics();

  @ArchTest static final ArchRule NO_PRINTING = ArchitectureRules.noPrinting();
}
