package dev.godwit.workflow.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.MigrationWorkflow;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.activity.Note;
import dev.godwit.workflow.activity.control.Control;
import dev.godwit.workflow.activity.gate.Gate.Kind;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Progress;
import dev.godwit.workflow.message.Reply;
import dev.godwit.workflow.message.ThrottleCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlTest {

    private static final Command BOB = new Command("bob@desk", "");

    private final Harness godwit = new Harness();

    @AfterEach
    void close() {
        godwit.close();
    }

    @Test
    void pausesInTheMiddleOfASliceAndGoesOnWhenTold() {
        godwit.target.endless = true;
        MigrationWorkflow run = godwit.start();
        godwit.target.awaitCall("fill 2.0");

        assertThat(run.pause(Harness.ANN).accepted()).isTrue();
        Progress paused = run.progress();
        assertThat(paused.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(paused.waitingFor()).isEqualTo("a person: paused by ann@desk: looks right");
        assertThat(paused.next())
                .containsExactly("godwit resume shop/split", "godwit rollback shop/split");
        assertThat(run.pause(BOB).message()).contains("paused already, by ann@desk");
        godwit.target.endless = false;
        godwit.server.sleep(Duration.ofMinutes(1));
        assertThat(godwit.target.calls()).filteredOn("fill 2.0"::equals).hasSize(1);

        assertThat(run.resume(BOB)).isEqualTo(new Reply(true, "shop/split goes on"));

        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
        assertThat(godwit.target.controls).extracting(Control::paused).containsExactly(true, false);
        assertThat(godwit.target.notes)
                .extracting(Note::event)
                .containsExactly("run.paused", "run.resumed");
        assertThat(godwit.target.notes.getFirst().text())
                .isEqualTo("in phase backfill: looks right");
    }

    @Test
    void beginsNothingNewWhileItIsPaused() {
        godwit.target.slow("run 1");
        MigrationWorkflow run = godwit.start();
        godwit.target.awaitCall("run 1");

        run.pause(Harness.ANN);
        godwit.server.sleep(Duration.ofMinutes(1));
        assertThat(godwit.target.calls()).doesNotContain("enter backfill");

        run.resume(BOB);
        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void doesNotPauseWhatItCannotRecord() {
        godwit.target.endless = true;
        godwit.target.fail("control run.paused", 1, FailureType.BUG);
        MigrationWorkflow run = godwit.start();
        godwit.target.awaitCall("fill 2.0");

        assertThat(run.pause(Harness.ANN).message()).contains("nothing was done");
        assertThat(run.progress().outcome()).isEqualTo(Outcome.RUNNING);

        godwit.target.endless = false;
        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
    }

    @Test
    void triesAStepAgainThatStoppedBecauseOfAPause() {
        godwit.target.fail("run 1", 1, FailureType.PAUSED);

        assertThat(godwit.run().outcome()).isEqualTo(Outcome.DONE);
        assertThat(godwit.target.calls()).filteredOn("run 1"::equals).hasSize(2);
        assertThat(godwit.target.calls()).doesNotContain("planUndo");
    }

    @Test
    void isAbortedWhilePaused() {
        godwit.target.endless = true;
        MigrationWorkflow run = godwit.start();
        godwit.target.awaitCall("fill 2.0");
        run.pause(Harness.ANN);

        assertThat(run.abort(BOB).accepted()).isTrue();

        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.ROLLED_BACK);
    }

    @Test
    void letsAsManyLanesWorkAsItIsTold() {
        godwit.target.prepared = Plans.laned(4, "BACKFILL", Kind.APPROVAL);
        godwit.target.slow("fill 2.0");
        godwit.target.slow("fill 2.1");
        godwit.target.slow("fill 2.2");
        MigrationWorkflow run = godwit.start();
        godwit.awaitWait(run);

        Reply reply = run.throttle(throttle(500L, 2, null));
        assertThat(reply.message())
                .isEqualTo(
                        "shop/split: at most 500 rows/s, at most 2 lanes, from the next batch on");
        assertThat(run.progress().throttle())
                .isEqualTo("at most 500 rows/s, 2 lanes at a time, as told by ann@desk: rush hour");
        run.approve(BOB);

        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
        assertThat(godwit.target.together).isEqualTo(2);
        assertThat(godwit.target.controls).containsExactly(new Control(false, 500L, 2, null, null));
    }

    @Test
    void keepsWhatIsNotMentioned() {
        godwit.target.prepared = Plans.gate("BACKFILL", Kind.APPROVAL, Duration.ZERO);
        MigrationWorkflow run = godwit.start();
        godwit.awaitWait(run);

        run.throttle(throttle(500L, null, null));
        run.pause(Harness.ANN);
        run.throttle(throttle(null, null, "22:00-06:00 UTC"));
        run.throttle(new ThrottleCommand("ann@desk", "", null, null, null, "fast"));

        assertThat(godwit.target.controls.getLast())
                .isEqualTo(new Control(true, 500L, null, "22:00-06:00 UTC", "fast"));
        assertThat(run.throttle(throttle(null, null, null)).message()).contains("nothing");
        assertThat(run.throttle(throttle(-1L, null, null)).accepted()).isFalse();
    }

    @Test
    void waitsForTheWindowWithoutAnActivity() {
        long before = godwit.server.currentTimeMillis();
        godwit.target.window = Instant.ofEpochMilli(before).plus(Duration.ofHours(8)).toString();

        assertThat(godwit.run().outcome()).isEqualTo(Outcome.DONE);

        assertThat(godwit.server.currentTimeMillis() - before)
                .isGreaterThan(Duration.ofHours(7).toMillis());
        assertThat(Collections.frequency(godwit.target.calls(), "fill 2.0")).isEqualTo(2);
    }

    @Test
    void leavesTheWindowWhenTold() {
        long before = godwit.server.currentTimeMillis();
        godwit.target.window = Instant.ofEpochMilli(before).plus(Duration.ofHours(8)).toString();
        MigrationWorkflow run = godwit.start();
        assertThat(godwit.awaitWait(run).waitingFor()).startsWith("its window, which opens at ");

        run.throttle(throttle(null, null, ""));
        godwit.await(run, it -> it.outcome() == Outcome.DONE);

        assertThat(godwit.server.currentTimeMillis() - before)
                .isLessThan(Duration.ofHours(1).toMillis());
    }

    @Test
    void remembersPaceAndPauseInTheNextExecution() {
        godwit.target.prepared = Plans.gate("BACKFILL", Kind.APPROVAL, Duration.ZERO);
        godwit.target.slices = 300;
        MigrationWorkflow run = godwit.start();
        godwit.awaitWait(run);
        run.throttle(throttle(500L, null, null));
        run.approve(BOB);
        godwit.await(run, it -> it.rows() > 260_000);

        assertThat(run.progress().throttle()).contains("at most 500 rows/s");
        assertThat(godwit.result(run).outcome()).isEqualTo(Outcome.DONE);
    }

    private static ThrottleCommand throttle(
            @Nullable Long rows, @Nullable Integer lanes, @Nullable String window) {
        return new ThrottleCommand("ann@desk", "rush hour", rows, lanes, window, null);
    }
}
