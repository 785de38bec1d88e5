package network.akashi.stark;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import network.akashi.testkit.ArchitectureRules;

@AnalyzeClasses(
    packages = "network.akashi.stark",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule USES_MATH_AND_THE_JDK_ONLY =
      ArchitectureRules.usesOnly(
          "stark", "network.akashi.math..", "java..", "jdk.incubator.vector..", "org.jspecify..");

  @ArchTest static final ArchRule NO_MUTABLE_STATICS = ArchitectureRules.noMutableStatics();

  @ArchTest static final ArchRule NO_PRINTING = ArchitectureRules.noPrinting();
}
