package dev.godwit.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.MigrationWorkflow;
import dev.godwit.workflow.activity.gate.Gate;
import dev.godwit.workflow.activity.gate.Gate.Kind;
import dev.godwit.workflow.activity.slice.Proof;
import dev.godwit.workflow.brief.Read;
import dev.godwit.workflow.message.ThrottleCommand;
import io.temporal.client.WorkflowStub;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.WorkflowReplayer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Runs that were begun by one version must go on under the next. The recorded histories are not to
 * be recorded again by the branch that changes a workflow: then they prove nothing. New ones are
 * written with {@code -Dgodwit.histories=record -Dtest=ReplayTest}.
 */
class ReplayTest {

    private static final Path HISTORIES = Path.of("src/test/resources/histories");

    @ParameterizedTest
    @MethodSource("recorded")
    void aRecordedRunGoesOn(Path file) throws Exception {
        replay(WorkflowExecutionHistory.fromJson(Files.readString(file)));
    }

    @Test
    void aRunThatWentStraightOn() throws Exception {
        try (Harness godwit = new Harness()) {
            godwit.run();
            check(godwit.history(""), "straight-on");
        }
    }

    @Test
    void aRunThatWasApprovedAndVerifiedTwice() throws Exception {
        try (Harness godwit = new Harness()) {
            Proof red = new Proof(false, 2000, 3, "three rows differ");
            godwit.target.proofs.addAll(List.of(red, red));
            godwit.target.prepared = Plans.gate("CONTRACT", Kind.APPROVAL, Duration.ZERO);
            MigrationWorkflow run = godwit.start();
            godwit.awaitWait(run);
            run.resume(Harness.ANN);
            godwit.await(run, it -> "an approval before contract".equals(it.waitingFor()));
            run.approve(Harness.ANN);
            godwit.result(run);
            check(godwit.history(""), "red-resumed-approved");
        }
    }

    @Test
    void aRunThatWasAbortedWhileItsLanesRan() throws Exception {
        try (Harness godwit = new Harness()) {
            godwit.target.prepared = Plans.lanes(2);
            godwit.target.hang("fill 2.0");
            godwit.target.hang("fill 2.1");
            godwit.target.fail("undo 4", 1, FailureType.PERMANENT);
            MigrationWorkflow run = godwit.start();
            godwit.target.awaitCall("fill 2.0");
            godwit.target.awaitCall("fill 2.1");
            run.abort(Harness.ANN);
            godwit.result(run);
            check(godwit.history(""), "aborted-in-backfill");
        }
    }

    @Test
    void aRunThatContinuedAsNew() throws Exception {
        try (Harness godwit = new Harness()) {
            godwit.target.prepared = Plans.lanes(2);
            godwit.target.slices = 130;
            MigrationWorkflow run = godwit.start();
            String first = WorkflowStub.fromTyped(run).getExecution().getRunId();
            godwit.result(run);
            replay(godwit.history(first)); // too long to keep
            check(godwit.history(""), "continued-as-new");
        }
    }

    @Test
    void aRunThatWasPausedAndThrottledAndTookItsGatesBack() throws Exception {
        try (Harness godwit = new Harness()) {
            godwit.target.prepared =
                    Plans.told(Plans.gate("CONTRACT", Kind.APPROVAL, Duration.ZERO));
            godwit.target.beforeRollback = new Gate(Kind.APPROVAL, Duration.ZERO);
            godwit.target.endless = true;
            MigrationWorkflow run = godwit.start();
            godwit.target.awaitCall("fill 2.0");
            run.throttle(new ThrottleCommand("ann@desk", "", 500L, 1, "22:00-06:00 UTC", null));
            run.pause(Harness.ANN);
            godwit.target.endless = false;
            run.resume(Harness.ANN);
            godwit.await(run, it -> "an approval before contract".equals(it.waitingFor()));
            run.abort(Harness.ANN);
            godwit.await(run, it -> "an approval before rolling-back".equals(it.waitingFor()));
            run.approve(Harness.ANN);
            godwit.result(run);
            check(godwit.history(""), "paused-throttled-taken-back");
        }
    }

    /** What was recorded once stays as it is: runs that began under older code have to go on. */
    private static void check(WorkflowExecutionHistory history, String name) throws Exception {
        replay(history);
        Path file = HISTORIES.resolve(name + ".json");
        if ("record".equals(System.getProperty("godwit.histories")) && !Files.exists(file)) {
            Files.createDirectories(HISTORIES);
            Files.writeString(file, history.toJson(true) + "\n");
        }
    }

    private static void replay(WorkflowExecutionHistory history) throws Exception {
        WorkflowReplayer.replayWorkflowExecution(
                history, Migration.class, Rollback.class, Read.class);
    }

    private static Stream<Path> recorded() {
        try (Stream<Path> files = Files.list(HISTORIES)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(".json")).toList();
            assertThat(found).as("recorded histories").isNotEmpty();
            return found.stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
