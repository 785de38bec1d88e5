package network.akashi.testkit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;

/** Rules that hold in every module; a module's own {@code ArchitectureTest} lists those it runs. */
public final class ArchitectureRules {
  private ArchitectureRules() {}

  /** Arrows between modules point downwards only: {@code module} may use just {@code allowed}. */
  public static ArchRule usesOnly(String module, String... allowed) {
    String[] packages = new String[allowed.length + 1];
    packages[0] = "network.akashi." + module + "..";
    for (int i = 0; i < allowed.length; i++) {
      packages[i + 1] = allowed[i];
    }
    return classes()
        .that()
        .resideInAPackage(packages[0])
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(packages)
        .because("a module uses only the modules below it (see CONTRIBUTING.md)");
  }

  /** State that outlives its owner is state nobody owns. */
  public static ArchRule noMutableStatics() {
    return noFields()
        .that()
        .areStatic()
        .and()
        .areNotFinal()
        .and()
        .areDeclaredInClassesThat()
        .resideOutsideOfPackage("..jmh_generated..")
        .should()
        .beDeclaredInClassesThat()
        .resideInAPackage("network.akashi..")
        .allowEmptyShould(true)
        .because("static mutable state has no owner");
  }

  /** Main code logs through {@link System.Logger} and never prints. */
  public static ArchRule noPrinting() {
    return GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
  }

  /** Surefire picks up {@code *Test} only: any other concrete class with tests would never run. */
  public static ArchRule testsAreNamedTest() {
    return methods()
        .that()
        .areAnnotatedWith("org.junit.jupiter.api.Test")
        .and()
        .areDeclaredInClassesThat()
        .doNotHaveModifier(JavaModifier.ABSTRACT)
        .should()
        .beDeclaredInClassesThat()
        .haveNameMatching(".*Test(\\$.*)?")
        .allowEmptyShould(true)
        .because("the test runner picks up *Test classes only");
  }
}
