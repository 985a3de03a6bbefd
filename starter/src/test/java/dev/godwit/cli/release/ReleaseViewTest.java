package dev.godwit.cli.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.output.Style;
import dev.godwit.cli.view.RunView;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.message.Progress;
import dev.godwit.workflow.release.message.ReleaseReport;
import dev.godwit.workflow.release.message.Stage;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReleaseViewTest {

    private static ReleaseView view(Outcome outcome, Stage stage, String waitingFor) {
        ReleaseReport report =
                new ReleaseReport(
                        "shop/rename",
                        outcome,
                        stage,
                        "fill",
                        "shop/split",
                        "core/upgrade",
                        null,
                        null,
                        false,
                        List.of(),
                        "");
        Progress progress =
                new Progress(
                        "shop/split",
                        Outcome.WAITING,
                        Phase.HOLD,
                        "",
                        0,
                        0,
                        0,
                        0,
                        0,
                        waitingFor,
                        List.of("godwit approve shop/split"),
                        List.of(),
                        List.of(),
                        null);
        return ReleaseView.of(report, RunView.of(progress, null), null, null);
    }

    @Test
    void waitsWhereItsMigrationWaitsForSomebody() {
        ReleaseView view = view(Outcome.RUNNING, Stage.MIGRATE, "an approval before contract");

        assertThat(view.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(view.next()).containsExactly("godwit approve shop/split");
        assertThat(ReleaseText.of(view, Style.PLAIN))
                .startsWith("shop/rename: waiting, stage migrate")
                .contains("waits for  an approval before contract");
    }

    @Test
    void doesNotWaitWhereItsMigrationWaitsForIt() {
        String its = "the upgrade of release shop/rename";

        assertThat(view(Outcome.RUNNING, Stage.UPGRADE, its).outcome()).isEqualTo(Outcome.RUNNING);
        assertThat(view(Outcome.RUNNING, Stage.APPLY, its).outcome()).isEqualTo(Outcome.RUNNING);
    }

    @Test
    void leadsOnToTheMergeAndTheWayBack() {
        assertThat(view(Outcome.DONE, Stage.ENDED, "").next())
                .containsExactly("godwit merge core/upgrade", "godwit rollback shop/rename");
    }
}
