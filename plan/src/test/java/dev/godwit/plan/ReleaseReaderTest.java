package dev.godwit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.plan.spec.ReleaseFile;
import dev.godwit.plan.spec.UpgradeFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ReleaseReaderTest {

    @Test
    void readsAMigrationAroundAnUpgrade() {
        String text =
                """
                kind: release
                migration: users-full-name.yaml
                project: core-service
                upgrade: { to: latest, only: [ prisma ] }
                accept: [ partial ]
                """;

        assertThat(PlanKinds.of("r.yaml", text)).contains(PlanKind.RELEASE);
        ReleaseFile plan = Objects.requireNonNull(ReleaseReader.read("r.yaml", text).plan());
        assertThat(plan.migration()).isEqualTo("users-full-name.yaml");
        assertThat(plan.project()).isEqualTo("core-service");
        UpgradeFile upgrade = Objects.requireNonNull(plan.upgrade());
        assertThat(upgrade.only()).containsExactly("prisma");
        assertThat(plan.accept()).containsExactly(ReleaseFile.Outcome.PARTIAL);
    }

    @Test
    void theExamplesAreRight() throws Exception {
        Path examples = Path.of("../examples/projects");
        assertThat(
                        ReleaseReader.read(
                                        "release.yaml",
                                        Files.readString(examples.resolve("release.yaml")))
                                .problems())
                .isEmpty();
        assertThat(
                        UpgradeReader.read(
                                        "upgrade.yaml",
                                        Files.readString(examples.resolve("upgrade.yaml")))
                                .problems())
                .isEmpty();
    }

    @Test
    void everyProblemIsSaidAtOnce() {
        assertThat(
                        ReleaseReader.read(
                                        "r.yaml",
                                        "kind: release\nproject: a\nupgrade: { too: latest }\n"
                                                + "accept: [ red_baseline ]\n")
                                .problems())
                .extracting(Problem::code)
                .containsExactlyInAnyOrder("GW-102", "GW-103", "GW-104");
    }
}
