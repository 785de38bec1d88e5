package network.akashi.zkvm;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import network.akashi.testkit.ArchitectureRules;

@AnalyzeClasses(
    packages = "network.akashi.zkvm",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule USES_WHAT_LIES_BELOW =
      ArchitectureRules.usesOnly(
          "zkvm", "java..", "org.jspecify..", "network.akashi.math..", "network.akashi.stark..");

  @ArchTest static final ArchRule NO_MUTABLE_STATICS = ArchitectureRules.noMutableStatics();

  @ArchTest static final ArchRule NO_PRINTING = ArchitectureRules.noPrinting();
}
