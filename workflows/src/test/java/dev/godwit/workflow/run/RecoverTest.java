package dev.godwit.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.Contract;
import dev.godwit.workflow.MigrationWorkflow;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.activity.control.Control;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationInput;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.message.MigrationState;
import dev.godwit.workflow.operator.RecoverInput;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class RecoverTest {

    private final Harness godwit = new Harness();

    @AfterEach
    void close() {
        godwit.close();
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"ROLLING_BACK", "DONE", "ROLLED_BACK"})
    void goesOnInThePhaseWhereTheTargetSaysItStands(Phase phase) {
        godwit.operator.state = state(phase, null);

        MigrationReport report = godwit.result(recover());

        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(godwit.target.calls()).doesNotContain("prepare", "enter " + phase);
        assertThat(godwit.target.calls()).contains("run 5", "finish done");
        assertThat(godwit.operator.recoveries)
                .singleElement()
                .extracting(RecoverInput::actor, RecoverInput::reason, RecoverInput::plan)
                .containsExactly("ann@desk", "looks right", "split");
    }

    @Test
    void goesOnTakingBackWhatWasBeingTakenBack() {
        godwit.operator.state = state(Phase.CONSTRAIN, null);
        godwit.operator.rollingBack = true;

        MigrationReport report = godwit.result(recover());

        assertThat(report.outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(godwit.target.calls()).doesNotContain("run 4");
        assertThat(godwit.target.undos.getFirst().actor()).isEqualTo("ann@desk");
    }

    @Test
    void staysPausedWhenItWas() {
        godwit.operator.state = state(Phase.BACKFILL, Control.AS_PLANNED.paused(true));
        MigrationWorkflow run = recover();

        assertThat(godwit.awaitWait(run).waitingFor()).contains("paused by bob@desk");
        assertThat(godwit.target.calls()).doesNotContain("fill 2.0");

        run.resume(Harness.ANN);
        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void saysWhenThereIsNothingToRecover() {
        MigrationReport report = godwit.result(recover());

        assertThat(report.outcome()).isEqualTo(Outcome.REJECTED);
        assertThat(report.problems()).extracting(Finding::because).containsExactly("it is done");
        assertThat(godwit.target.calls()).isEmpty();
    }

    private MigrationWorkflow recover() {
        MigrationWorkflow run = godwit.stub(MigrationWorkflow.class, Harness.RUN);
        WorkflowClient.start(
                run::migrate,
                new MigrationInput(
                                Contract.VERSION,
                                "shop",
                                "shop",
                                "split",
                                "",
                                "",
                                "",
                                "ann@desk",
                                true)
                        .recovering(Harness.ANN));
        return run;
    }

    private static MigrationState state(Phase phase, @Nullable Control control) {
        return new MigrationState(
                Plans.split(),
                phase,
                0,
                false,
                0,
                false,
                List.of(),
                Map.of(),
                0,
                0,
                control,
                "bob@desk");
    }
}
