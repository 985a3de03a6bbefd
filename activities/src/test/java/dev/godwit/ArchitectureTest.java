package dev.godwit;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new DoNotIncludeTests())
                    .importPackages(
                            "dev.godwit.postgres",
                            "dev.godwit.project",
                            "dev.godwit.upgrade",
                            "dev.godwit.migration");

    /** By package; what no transaction can do is a part of ddl, in packages for its size only. */
    private static final SliceAssignment PACKAGES =
            new SliceAssignment() {
                @Override
                public SliceIdentifier getIdentifierOf(JavaClass type) {
                    String name = type.getPackageName();
                    return name.startsWith("dev.godwit.")
                            ? SliceIdentifier.of(
                                    name.replaceFirst(
                                            "postgres\\.(index\\.tree|index|object)",
                                            "postgres.ddl"))
                            : SliceIdentifier.ignore();
                }

                @Override
                public String getDescription() {
                    return "packages";
                }
            };

    @Test
    void theEngineKnowsNothingOfTemporal() {
        noClasses()
                .that()
                .resideInAPackage("dev.godwit.postgres..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.temporal..", "dev.godwit.migration..")
                .check(CLASSES);
    }

    @Test
    void projectsKnowNothingOfTemporalAndDatabases() {
        noClasses()
                .that()
                .resideInAPackage("dev.godwit.project..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.temporal..",
                        "java.sql..",
                        "dev.godwit.workflow..",
                        "dev.godwit.migration..",
                        "dev.godwit.upgrade..",
                        "dev.godwit.postgres..")
                .check(CLASSES);
    }

    @Test
    void onlyTheHistorySpeaksInMessages() {
        noClasses()
                .that()
                .resideInAPackage("dev.godwit.postgres..")
                .and()
                .resideOutsideOfPackage("dev.godwit.postgres.history..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.godwit.workflow.message..", "dev.godwit.workflow.activity..")
                .check(CLASSES);
    }

    @Test
    void nothingPrints() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(CLASSES);
    }
}
