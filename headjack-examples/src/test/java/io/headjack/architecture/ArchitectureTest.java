package io.headjack.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Set;

/** The rules between modules and packages, over the classes of all modules. */
@AnalyzeClasses(packages = "io.headjack", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] API = {"io.headjack", "io.headjack.error", "io.headjack.spi"};
    private static final String INTERNAL = "io.headjack.internal..";
    private static final String OPERATIONS = "io.headjack.internal.core..";
    private static final String CREDENTIAL = "io.headjack.internal.credential..";
    private static final String GIT = "io.headjack.internal.git..";
    private static final String JSON = "io.headjack.internal.json..";
    private static final String LOCAL = "io.headjack.internal.local..";
    private static final String OS = "io.headjack.internal.os..";
    private static final String PROCESS = "io.headjack.internal.process..";
    private static final String ENGINE = "io.headjack.engine..";
    private static final String DOCKER = "io.headjack.docker..";
    private static final String PODMAN = "io.headjack.podman..";
    private static final String TESTKIT = "io.headjack.testkit..";
    private static final String EXAMPLES = "io.headjack.examples..";
    private static final String BENCHMARKS = "io.headjack.internal.benchmarks..";

    @ArchTest
    static final ArchRule api_dependsOnJavaAndItselfOnly = classes()
            .that()
            .resideInAnyPackage(API)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.slf4j..", "org.jspecify..", API[0], API[1], API[2]);

    @ArchTest
    static final ArchRule internals_areUsedByInternalsOnly = noClasses()
            .that()
            .resideOutsideOfPackage(INTERNAL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(INTERNAL);

    @ArchTest
    static final ArchRule dockerJava_isUsedByEngineOnly = noClasses()
            .that()
            .resideOutsideOfPackage(ENGINE)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.github.dockerjava..");

    @ArchTest
    static final ArchRule jgit_isUsedByGitOnly = noClasses()
            .that()
            .resideOutsideOfPackage(GIT)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.eclipse.jgit..");

    @ArchTest
    static final ArchRule jackson_isUsedByJsonOnly = noClasses()
            .that()
            .resideOutsideOfPackages(JSON, EXAMPLES)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.fasterxml..", "org.yaml..");

    @ArchTest
    static final ArchRule jna_isUsedByOsOnly = noClasses()
            .that()
            .resideOutsideOfPackage(OS)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.jna..");

    @ArchTest
    static final ArchRule processes_areStartedByOneRunner = noClasses()
            .that()
            .resideOutsideOfPackages(PROCESS, TESTKIT, EXAMPLES, BENCHMARKS)
            .and(DescribedPredicate.not(DescribedPredicate.describe(
                    "are an engine's service, which outlives this program",
                    type -> type.getSimpleName().endsWith("Service") && isOfEngine(type.getPackageName()))))
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(ProcessBuilder.class)
            .orShould()
            .accessTargetWhere(
                    DescribedPredicate.describe("Runtime.exec is called", access -> calls(access, "Runtime.exec")));

    @ArchTest
    static final ArchRule runner_isUsedByGitLocalAndCredentialsOnly = noClasses()
            .that()
            .resideOutsideOfPackages(PROCESS, GIT, LOCAL, CREDENTIAL)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(PROCESS);

    @ArchTest
    static final ArchRule environment_isReadInOnePlace = noClasses()
            .that()
            .resideOutsideOfPackages(OS, TESTKIT, EXAMPLES)
            .and(DescribedPredicate.not(DescribedPredicate.describe(
                    "are an engine's finder",
                    type -> type.getSimpleName().endsWith("Finder") && isOfEngine(type.getPackageName()))))
            .should()
            .accessTargetWhere(
                    DescribedPredicate.describe("System.getenv is called", access -> calls(access, "System.getenv")));

    @ArchTest
    static final ArchRule libraries_doNotPrint =
            noClasses().that().resideOutsideOfPackages(EXAMPLES, BENCHMARKS).should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule packages_haveNoCycles =
            slices().matching("io.headjack.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule parts_doNotKnowTheOperations = noClasses()
            .that()
            .resideInAnyPackage(
                    GIT, JSON, LOCAL, OS, PROCESS, "io.headjack.internal.catalog..", "io.headjack.internal.tmux..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(OPERATIONS);

    private static boolean isOfEngine(String packageName) {
        return Set.of(ENGINE, DOCKER, PODMAN).contains(packageName + "..");
    }

    private static boolean calls(JavaAccess<?> access, String method) {
        return access.getTarget().getFullName().startsWith("java.lang." + method + "(");
    }
}
