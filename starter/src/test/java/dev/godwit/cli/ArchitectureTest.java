package dev.godwit.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.godwit.cli");

    @Test
    void theStarterKnowsNeitherActivitiesNorWorker() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.godwit.postgres..",
                        "dev.godwit.migration..",
                        "dev.godwit.project..",
                        "dev.godwit.upgrade..",
                        "dev.godwit.worker..")
                .check(CLASSES);
    }

    @Test
    void onlyTheStackTheDemoAndTheTryOfInitSpeakWithADatabase() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.godwit.cli.stack..", "dev.godwit.cli.demo..")
                // It needs a password that the user has put into this process's environment.
                .and()
                .doNotHaveFullyQualifiedName("dev.godwit.cli.care.init.DirectTry")
                .and()
                .doNotHaveFullyQualifiedName("dev.godwit.cli.care.init.ConnectionTry")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..")
                .check(CLASSES);
    }

    @Test
    void onlyTheMainMethodEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(Godwit.class.getName())
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(CLASSES);
    }

    @Test
    void answersArePureFunctions() {
        noClasses()
                .that()
                .resideInAPackage("dev.godwit.cli.view..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.temporal..", "java.nio.file..", "java.time.temporal..")
                .check(CLASSES);
    }
}
