package dev.godwit.cli.command.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.cli.output.CliError;
import dev.godwit.cli.upgrade.UpgradeLaunch;
import dev.godwit.cli.upgrade.UpgradeView;
import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.message.FoundProjects;
import dev.godwit.workflow.upgrade.message.FoundProjects.Project;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import dev.godwit.workflow.upgrade.message.Wishes;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenTest {

    private static final Fate NOWHERE =
            new Fate(
                    "nestsj",
                    "",
                    "",
                    false,
                    Fate.Kind.SKIPPED,
                    "--only: " + Wishes.NOWHERE + "; did you mean nestjs?",
                    "");

    private static UpgradeView ended(String run, Fate... fates) {
        return UpgradeView.of(
                new UpgradeReport(
                        run,
                        UpgradeOutcome.DONE,
                        "",
                        "npm",
                        "",
                        "main",
                        "0",
                        "0",
                        "GREEN",
                        1,
                        0,
                        List.of(fates),
                        null,
                        List.of(),
                        "here",
                        0),
                "",
                null);
    }

    @Test
    void aNameThatIsNowhereIsAnError() {
        assertThatThrownBy(
                        () ->
                                Written.meant(
                                        List.of("nestsj"), List.of(ended("shop/upgrade", NOWHERE))))
                .isInstanceOf(CliError.class)
                .hasMessageContaining("nestsj");
    }

    @Test
    void aNameThatOneOfTheProjectsHasIsNone() {
        List<UpgradeView> ended = List.of(ended("shop/a", NOWHERE), ended("shop/b"));
        assertThat(Written.meant(List.of("nestsj"), ended)).isEqualTo(ended);
    }

    @Test
    void oneOfSeveralNamesIsEnough() {
        List<UpgradeView> ended = List.of(ended("shop/upgrade", NOWHERE));
        assertThat(Written.meant(List.of("nestsj", "rxjs"), ended)).isEqualTo(ended);
    }

    @Test
    void aFolderIsMeantHoweverItIsWritten() {
        List<Project> found = List.of(new Project("", "npm"), new Project("services/ai", "python"));
        FoundProjects all = new FoundProjects(found, List.of());
        for (String path : List.of("services/ai", "services/ai/", "./services/ai")) {
            assertThat(new ProjectOptions(".", path, "", false).among(all))
                    .containsExactly(found.get(1));
        }
        assertThat(new ProjectOptions(".", ".", "", false).among(all))
                .containsExactly(found.getFirst());
        assertThatThrownBy(() -> new ProjectOptions(".", "ai", "", false).among(all))
                .isInstanceOfSatisfying(
                        CliError.class,
                        error ->
                                assertThat(error.problems().getFirst().because())
                                        .isEqualTo("there is: . (npm), services/ai (python)"));
    }

    @Test
    void aRunIsNamedByWhereItsProjectLiesBelowItsTarget() {
        Project ai = new Project("services/ai", "python");
        List<Project> found = List.of(ai, new Project("services/ai", "npm"));
        assertThat(UpgradeLaunch.name("upgrade", ai, List.of(ai), ""))
                .isEqualTo("upgrade-services-ai");
        assertThat(UpgradeLaunch.name("upgrade", ai, List.of(ai), "services/ai"))
                .isEqualTo("upgrade");
        assertThat(UpgradeLaunch.name("upgrade", ai, List.of(ai), "services"))
                .isEqualTo("upgrade-ai");
        assertThat(UpgradeLaunch.name("audit", ai, found, ""))
                .isEqualTo("audit-services-ai-python");
    }
}
