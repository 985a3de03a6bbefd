package dev.godwit.workflow;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.godwit.workflow");

    @Test
    void workflowsHaveNoClockChanceThreadOrInputAndOutput() {
        hold(
                noClasses()
                        .should()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(Instant.class, "now", Clock.class)
                        .orShould()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(System.class, "nanoTime")
                        .orShould()
                        .callMethod(UUID.class, "randomUUID")
                        .orShould()
                        .callMethod(Math.class, "random")
                        .orShould()
                        .dependOnClassesThat()
                        .belongToAnyOf(Thread.class, java.util.Random.class, Clock.class)
                        .orShould()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("org.slf4j.LoggerFactory"));
        hold(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.nio.file..", "java.net..", "java.sql..", "javax.sql.."));
        hold(noClasses().should().dependOnClassesThat(input()));
        hold(
                noClasses()
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("java.util.concurrent.."));
    }

    @Test
    void workflowsDependOnNothingOfOursButThemselves() {
        hold(
                noClasses()
                        .should()
                        .dependOnClassesThat(
                                DescribedPredicate.describe(
                                        "are of another module of Godwit",
                                        (JavaClass other) ->
                                                other.getPackageName().startsWith("dev.godwit")
                                                        && !other.getPackageName()
                                                                .startsWith(
                                                                        "dev.godwit.workflow"))));
    }

    @Test
    void whatIsToldAndHowItIsCalledDoNotKnowTheWorkflows() {
        hold(
                noClasses()
                        .that()
                        .resideInAnyPackage("..story..", "..call..", "..message..", "..activity..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("..run.."));
        SlicesRuleDefinition.slices()
                .matching("dev.godwit.workflow.(story|call|run)..")
                .should()
                .beFreeOfCycles()
                .check(CLASSES);
    }

    /** Serializable of exceptions and records is of java.io, too, and harmless. */
    private static DescribedPredicate<JavaClass> input() {
        return DescribedPredicate.describe(
                "read or write",
                other ->
                        other.getPackageName().equals("java.io")
                                && !other.getSimpleName().equals("Serializable"));
    }

    private static void hold(ArchRule rule) {
        rule.check(CLASSES);
    }
}
