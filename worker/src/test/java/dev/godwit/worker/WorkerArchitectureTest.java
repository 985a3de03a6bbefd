package dev.godwit.worker;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class WorkerArchitectureTest {

    private final JavaClasses production =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.godwit.worker");

    @Test
    void theWorkerKnowsActivitiesWorkflowsAndConfigurationOnly() {
        classes()
                .should()
                .onlyDependOnClassesThat(
                        resideInAPackage("dev.godwit.worker..")
                                .or(resideInAPackage("dev.godwit.config"))
                                .or(resideInAPackage("dev.godwit.config.outside"))
                                .or(resideInAPackage("dev.godwit.outside"))
                                .or(resideInAPackage("dev.godwit.workflow"))
                                .or(resideInAPackage("dev.godwit.check"))
                                .or(resideInAPackage("dev.godwit.checklist"))
                                .or(resideInAPackage("dev.godwit.drift"))
                                .or(resideInAPackage("dev.godwit.migration"))
                                .or(resideInAPackage("dev.godwit.migration.host"))
                                .or(resideInAPackage("dev.godwit.migration.folder"))
                                .or(resideInAPackage("dev.godwit.postgres.scratch"))
                                .or(resideInAPackage("dev.godwit.postgres.script"))
                                .or(resideInAPackage("dev.godwit.postgres.session"))
                                .or(resideInAPackage("dev.godwit.postgres.state"))
                                .or(resideInAPackage("dev.godwit.postgres.snapshot.store"))
                                .or(resideInAPackage("dev.godwit.preview"))
                                .or(resideInAPackage("dev.godwit.reset"))
                                .or(resideInAPackage("dev.godwit.snapshot"))
                                .or(resideInAPackage("dev.godwit.writing"))
                                .or(resideInAPackage("dev.godwit.upgrade"))
                                .or(resideInAPackage("dev.godwit.project.place"))
                                // where programs of projects are run
                                .or(resideInAPackage("dev.godwit.project"))
                                .or(resideInAPackage("dev.godwit.project.audit"))
                                .or(resideInAPackage("dev.godwit.project.process"))
                                // the words of an EngineFailure
                                .or(resideInAPackage("dev.godwit.plan.problem"))
                                .or(not(resideInAPackage("dev.godwit.."))))
                .check(production);
    }

    @Test
    void nothingIsDiscovered() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.temporal.spring..", "org.springframework.stereotype..")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("ComponentScan")
                .orShould()
                .dependOnClassesThat()
                .haveSimpleName("SpringBootApplication")
                .check(production);
    }
}
