package io.brewprint;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.Source;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ArchitectureTest {
    /** The rooms that exist, from the top down: each may use those after it. */
    private static final List<String> ORDER = List.of(
            "cli",
            "bench",
            "web",
            "route",
            "stage",
            "job",
            "intake",
            "cycle",
            "worker",
            "backup",
            "page",
            "exam",
            "lesson",
            "train",
            "plan",
            "convert",
            "decode",
            "llama",
            "token",
            "tensor",
            "dataset",
            "compose",
            "render",
            "translate",
            "complete",
            "dsl",
            "clipboard",
            "blueprint",
            "ledger",
            "judge",
            "config");

    private static final int LARGEST_ROOM = 50;

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.brewprint");

    @TestFactory
    List<DynamicTest> eachPackageUsesOnlyThoseBelowIt() {
        return ORDER.stream()
                .skip(1)
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    String[] above = ORDER.subList(0, ORDER.indexOf(name)).stream()
                            .map(ArchitectureTest::pattern)
                            .toArray(String[]::new);
                    check(noClasses()
                            .that()
                            .resideInAPackage(pattern(name))
                            .should()
                            .dependOnClassesThat()
                            .resideInAnyPackage(above));
                }))
                .toList();
    }

    @Test
    void everyPackageHasItsPlaceInTheOrder() {
        check(noClasses()
                .should()
                .resideOutsideOfPackages(
                        ORDER.stream().map(ArchitectureTest::pattern).toArray(String[]::new)));
    }

    @Test
    void everyPlaceInTheOrderIsTaken() {
        assertThat(ORDER)
                .allSatisfy(room -> assertThat(CLASSES.stream().map(JavaClass::getPackageName))
                        .anyMatch(name -> (name + ".").startsWith("io.brewprint." + room + ".")));
    }

    @Test
    void noRoomHoldsMoreThanAPersonOverlooks() {
        Map<String, Set<String>> files = CLASSES.stream()
                .collect(groupingBy(
                        JavaClass::getPackageName,
                        mapping(
                                type -> type.getSource()
                                        .flatMap(Source::getFileName)
                                        .orElse(type.getName()),
                                toSet())));
        assertThat(files.values()).allSatisfy(room -> assertThat(room).hasSizeLessThanOrEqualTo(LARGEST_ROOM));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("io.brewprint.(*)..").should().beFreeOfCycles());
        check(slices().matching("io.brewprint.cli.(*)..").should().beFreeOfCycles());
    }

    @Test
    void onlyRouteKnowsCamel() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(pattern("route"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel.."));
    }

    @Test
    void onlyTheModelPackagesKnowDjl() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        pattern("llama"),
                        pattern("bench"),
                        pattern("train"),
                        pattern("plan"),
                        pattern("convert"),
                        pattern("decode"),
                        pattern("token"),
                        pattern("tensor"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("ai.djl.."));
    }

    @Test
    void onlyTheLedgerKnowsSql() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(pattern("ledger"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..", "org.sqlite..", "org.flywaydb.."));
    }

    @Test
    void onlyTheCommandLineKnowsPicocli() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(pattern("cli"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("picocli.."));
    }

    /** Whoever shares code with the translator shares its mistakes. */
    @Test
    void theJudgeKnowsNothingOfWhatItJudges() {
        check(noClasses()
                .that()
                .resideInAPackage(pattern("judge"))
                .should()
                .dependOnClassesThat(DescribedPredicate.not(JavaClass.Predicates.resideInAnyPackage(
                        pattern("judge"), pattern("config"), "java..", "org.jspecify.."))));
    }

    @Test
    void noTwoTypesShareASimpleName() {
        Map<String, Long> names = CLASSES.stream()
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"))
                .collect(groupingBy(JavaClass::getSimpleName, counting()));
        assertThat(names).allSatisfy((name, count) -> assertThat(count).as(name).isEqualTo(1));
    }

    @Test
    void onlyTheWebKnowsHttpServers() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(pattern("web"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "com.sun.net.httpserver.."));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(CLASSES);
    }

    private static String pattern(String name) {
        return "io.brewprint." + name + "..";
    }
}
