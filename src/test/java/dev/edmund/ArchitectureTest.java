package dev.edmund;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentMap;

/** Data flows one way, and what is dangerous everywhere is allowed in one place. */
@AnalyzeClasses(packages = "dev.edmund", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final List<String> ORDER =
      List.of(
          "core",
          "model",
          "request",
          "plan",
          "sql",
          "store",
          "format",
          "processor",
          "conventions",
          "http",
          "app");

  @ArchTest static final ArchRule PACKAGES_USE_ONLY_THOSE_TO_THEIR_LEFT = packageOrder();

  @ArchTest
  static final ArchRule THERE_ARE_NO_OTHER_PACKAGES =
      noClasses()
          .should()
          .resideOutsideOfPackages(
              ORDER.stream().map(name -> "dev.edmund." + name + "..").toArray(String[]::new));

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("dev.edmund.(**)").should().beFreeOfCycles();

  /** Their types are public only so that the packages of the planner can share them. */
  @ArchTest
  static final ArchRule WHAT_QUERIES_ARE_MADE_OF_IS_LEFT_TO_THE_PLANNER =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.edmund.plan..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.edmund.plan.operand..",
              "dev.edmund.plan.function..",
              "dev.edmund.plan.operation..",
              "dev.edmund.plan.expression..");

  @ArchTest
  static final ArchRule CONNECTIONS_ARE_IN_STORE =
      only("store", "java.sql..", "javax.sql..", "org.jdbi..", "org.sqlite..", "org.postgresql..");

  @ArchTest
  static final ArchRule THE_WEB_SERVER_IS_IN_HTTP =
      only("http", "org.eclipse.jetty..", "jakarta.servlet..");

  @ArchTest static final ArchRule FLAGS_ARE_IN_APP = only("app", "picocli..");

  @ArchTest
  static final ArchRule ENVIRONMENT_AND_EXIT_ARE_IN_APP =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.edmund.app..")
          .should()
          .callMethod(System.class, "getenv")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "exit", int.class);

  @ArchTest
  static final ArchRule NOTHING_PRINTS =
      GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

  @ArchTest
  static final ArchRule LOGGING_IS_SLF4J =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  @ArchTest
  static final ArchRule NOTHING_IS_INJECTED_INTO_FIELDS =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;

  @ArchTest
  static final ArchRule STATIC_FIELDS_ARE_FINAL =
      fields().that().areStatic().should().beFinal().because("state has an owner");

  /** Unmodifiable ones are declared as List, Set or Map. */
  @ArchTest
  static final ArchRule STATIC_FIELDS_HOLD_NO_STATE =
      noFields()
          .that()
          .areStatic()
          .should()
          .haveRawType(
              DescribedPredicate.or(
                  assignableTo(ConcurrentMap.class),
                  assignableTo(StringBuilder.class),
                  assignableTo(ThreadLocal.class),
                  JavaClass.Predicates.resideInAPackage("java.util.concurrent.atomic"),
                  assignableTo(Collection.class)
                      .and(DescribedPredicate.not(JavaClass.Predicates.INTERFACES))))
          .because("shared state makes requests depend on each other");

  @ArchTest
  static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS =
      noClasses().should().haveSimpleNameEndingWith("Impl");

  private ArchitectureTest() {}

  private static ArchRule only(String place, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage("dev.edmund." + place + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries);
  }

  private static ArchRule packageOrder() {
    LayeredArchitecture layers =
        layeredArchitecture().consideringOnlyDependenciesInAnyPackage("dev.edmund..");
    for (String name : ORDER) {
      layers = layers.optionalLayer(name).definedBy("dev.edmund." + name + "..");
    }
    for (int i = 0; i < ORDER.size() - 1; i++) {
      layers =
          layers
              .whereLayer(ORDER.get(i))
              .mayOnlyBeAccessedByLayers(ORDER.subList(i + 1, ORDER.size()).toArray(String[]::new));
    }
    return layers.whereLayer("app").mayNotBeAccessedByAnyLayer();
  }
}
