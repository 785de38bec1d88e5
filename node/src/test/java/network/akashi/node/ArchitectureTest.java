package network.akashi.node;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import network.akashi.testkit.ArchitectureRules;

@AnalyzeClasses(
    packages = "network.akashi.node",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest
  static final ArchRule USES_WHAT_IS_BELOW =
      ArchitectureRules.usesOnly(
          "node",
          "java..",
          "com.sun.net.httpserver..",
          "org.jspecify..",
          "org.tomlj..",
          "org.apache.commons.statistics..",
          "com.esaulpaugh.headlong..",
          "supranational.blst..",
          "tools.jackson..",
          "network.akashi.math..",
          "network.akashi.zkvm..",
          "network.akashi.chain..",
          "network.akashi.market..",
          "network.akashi.rollup..");

  /** What decides reads no clock, no file, no network. */
  @ArchTest
  static final ArchRule MACHINES_ARE_PURE =
      ArchRuleDefinition.noClasses()
          .that()
          .haveSimpleNameEndingWith("Machine")
          .or()
          .haveSimpleName("Turns")
          .or()
          .haveSimpleName("Duties")
          .or()
          .haveSimpleName("Interlocks")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.io..",
              "java.nio..",
              "java.net.http..",
              "java.sql..",
              "java.util.concurrent..",
              "network.akashi.node.onchain..",
              "network.akashi.node.http..",
              "network.akashi.node.daemon..")
          .because("the simulator runs them in virtual time");

  @ArchTest static final ArchRule NO_MUTABLE_STATICS = ArchitectureRules.noMutableStatics();

  @ArchTest static final ArchRule NO_PRINTING = ArchitectureRules.noPrinting();
}
