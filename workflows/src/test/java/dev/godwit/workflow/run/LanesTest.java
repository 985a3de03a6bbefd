package dev.godwit.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.MigrationWorkflow;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.activity.gate.Gate.Kind;
import dev.godwit.workflow.activity.gate.GateAnswer;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationReport;
import io.temporal.api.enums.v1.EventType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanesTest {

    private final Harness godwit = new Harness();

    @AfterEach
    void close() {
        godwit.close();
    }

    @Test
    void fillsLanesSideBySide() {
        godwit.target.prepared = Plans.lanes(2);
        godwit.target.hang("fill 2.0");
        MigrationWorkflow run = godwit.start();
        godwit.target.awaitCall("fill 2.0");

        // Lane 1 reaches its end while lane 0 has not even finished its first slice.
        var progress = godwit.await(run, it -> it.rows() == 2000);
        assertThat(progress.percent()).isEqualTo(50);
        assertThat(godwit.target.calls()).doesNotContain("enter verify", "fill 2.0 ended");
        run.abort(Harness.ANN);
        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.ROLLED_BACK);
    }

    @Test
    void countsTheRowsOfAllLanes() {
        godwit.target.prepared = Plans.lanes(3);
        godwit.target.slices = 4;

        assertThat(godwit.run().rows()).isEqualTo(12_000);
    }

    @Test
    void stopsTheOtherLanesWhenOneFails() {
        godwit.target.prepared = Plans.lanes(2);
        godwit.target.hang("fill 2.0");
        godwit.target.fail("fill 2.1", 1, FailureType.PERMANENT);
        MigrationWorkflow run = godwit.start();

        var progress = godwit.awaitWait(run);

        assertThat(godwit.target.calls()).contains("fill 2.0 ended");
        assertThat(progress.problems())
                .extracting(Finding::what)
                .containsExactly("fill 2.1 failed");
        run.resume(Harness.ANN);
        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void continuesAsNewAndForgetsNothing() {
        godwit.target.prepared = Plans.lanes(2);
        godwit.target.slices = 200;
        MigrationWorkflow run = godwit.start();
        MigrationReport report = godwit.result(run);

        assertThat(report.outcome()).isEqualTo(Outcome.DONE);
        assertThat(report.rows()).isEqualTo(400_000);
        List<String> calls = godwit.target.calls();
        assertThat(calls).filteredOn("prepare"::equals).hasSize(1);
        assertThat(calls).filteredOn("enter backfill"::equals).hasSize(1);
        assertThat(calls).filteredOn("run 1"::equals).hasSize(1);
        assertThat(continued()).isTrue();
    }

    @Test
    void continuesAsNewAtAnSqlGateThatStaysShut() {
        godwit.target.prepared = Plans.gate("CONSTRAIN", Kind.SQL, Duration.ZERO);
        for (int i = 0; i < 260; i++) {
            godwit.target.answers.add(new GateAnswer(false, ""));
        }

        assertThat(godwit.run().outcome()).isEqualTo(Outcome.DONE);
        assertThat(continued()).isTrue();
        assertThat(godwit.target.calls()).filteredOn("prove"::equals).hasSize(1);
        assertThat(godwit.target.calls()).filteredOn("ask constrain"::equals).hasSize(261);
    }

    private boolean continued() {
        return godwit.history("").getEvents().stream()
                .filter(e -> e.getEventType() == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED)
                .anyMatch(
                        e ->
                                !e.getWorkflowExecutionStartedEventAttributes()
                                        .getContinuedExecutionRunId()
                                        .isEmpty());
    }
}
