package dev.godwit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.plan.spec.UpgradeFile;
import dev.godwit.plan.spec.UpgradeFile.Gate;
import dev.godwit.plan.spec.UpgradeFile.Height;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class UpgradeReaderTest {

    @Test
    void readsWhatTheOptionsSay() {
        String text =
                """
                kind: upgrade
                to: latest
                except: [ typescript, "@types/*" ]
                test: [ npm, run, "test:ci" ]
                cooldown: 7d
                fail_on: [ new, critical ]
                in_container: node:22
                lanes: 2
                """;
        assertThat(PlanKinds.of("up.yaml", text)).contains(PlanKind.UPGRADE);
        UpgradeFile plan = Objects.requireNonNull(UpgradeReader.read("up.yaml", text).plan());
        assertThat(plan.to()).isEqualTo(Height.LATEST);
        assertThat(plan.except()).containsExactly("typescript", "@types/*");
        assertThat(plan.test()).containsExactly("npm", "run", "test:ci");
        assertThat(plan.cooldown()).isEqualTo(Duration.ofDays(7));
        assertThat(plan.failOn()).isEqualTo(List.of(Gate.NEW, Gate.CRITICAL));
        assertThat(plan.only()).isEmpty();
        assertThat(plan.lanes()).isEqualTo(2);
    }

    @Test
    void lanesAreFewOrMany() {
        for (String lanes : List.of("0", "9", "many")) {
            assertThat(
                            UpgradeReader.read(
                                            "up.yaml",
                                            "kind: upgrade\nlanes: %s\n".formatted(lanes))
                                    .problems())
                    .as(lanes)
                    .hasSize(1);
        }
    }

    @Test
    void everyProblemIsSaidAtOnce() {
        assertThat(
                        UpgradeReader.read(
                                        "up.yaml",
                                        "kind: deploy\nto: newest\nonyl: [ a ]\ncooldown: soon\n")
                                .problems())
                .extracting(Problem::code)
                .containsExactly("GW-102", "GW-104", "GW-104", "GW-104");
    }

    @Test
    void aMigrationIsNone() {
        assertThat(PlanKinds.of("m.yaml", "operations: []\n")).isEmpty();
        assertThat(PlanKinds.of("m.yaml", "- a: [")).isEmpty();
    }
}
