package dev.godwit.config;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class ConfigArchitectureTest {

    private final JavaClasses production =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.godwit");

    @Test
    void configurationDependsOnNothingElseOfOurs() {
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.godwit.config..",
                        "com.uber.m3.tally..",
                        "java..",
                        "org.jspecify..",
                        "org.apache.commons.text..",
                        "org.snakeyaml..",
                        "com.fasterxml.jackson..",
                        "io.temporal.client..",
                        "io.temporal.common.converter..",
                        "io.temporal.envconfig..",
                        "io.temporal.serviceclient..")
                .check(production);
    }
}
