package network.akashi.rollup;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import network.akashi.testkit.ArchitectureRules;

@AnalyzeClasses(
    packages = "network.akashi.rollup",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule USES_ONLY_THE_CHAIN =
      ArchitectureRules.usesOnly(
          "rollup",
          "java..",
          "org.jspecify..",
          "com.esaulpaugh.headlong..",
          "com.sun.net.httpserver..",
          "org.bouncycastle..",
          "tools.jackson..",
          "network.akashi.chain..");

  @ArchTest
  static final ArchRule PARTS_DO_NOT_LEAN_ON_EACH_OTHER_IN_CIRCLES =
      slices().matching("network.akashi.rollup.(*)..").should().beFreeOfCycles();

  @ArchTest static final ArchRule NO_MUTABLE_STATICS = ArchitectureRules.noMutableStatics();

  @ArchTest static final ArchRule NO_PRINTING = ArchitectureRules.noPrinting();

  @ArchTest static final ArchRule TESTS_ARE_NAMED_TEST = ArchitectureRules.testsAreNamedTest();
}
