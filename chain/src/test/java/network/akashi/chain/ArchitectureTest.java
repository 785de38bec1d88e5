package network.akashi.chain;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import network.akashi.testkit.ArchitectureRules;

@AnalyzeClasses(
    packages = "network.akashi.chain",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule USES_NO_OTHER_MODULE =
      ArchitectureRules.usesOnly(
          "chain",
          "java..",
          "javax.crypto..",
          "org.jspecify..",
          "com.esaulpaugh.headlong..",
          "ethereum.ckzg4844..",
          "org.bouncycastle..",
          "tools.jackson..");

  @ArchTest
  static final ArchRule PARTS_DO_NOT_LEAN_ON_EACH_OTHER_IN_CIRCLES =
      slices().matching("network.akashi.chain.(*)..").should().beFreeOfCycles();

  @ArchTest static final ArchRule NO_MUTABLE_STATICS = ArchitectureRules.noMutableStatics();

  @ArchTest static final ArchRule NO_PRINTING = ArchitectureRules.noPrinting();
}
