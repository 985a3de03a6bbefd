package dev.godwit.workflow.run;

import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.StepInfo;
import dev.godwit.workflow.activity.slice.SliceReport;
import dev.godwit.workflow.call.Boundary;
import dev.godwit.workflow.call.Calls;
import dev.godwit.workflow.desk.Helm;
import dev.godwit.workflow.story.Story;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Drives a step slice by slice, its lanes side by side. Where a lane stands is in the target, so a
 * lane that is asked again goes on, or says at once that it is finished. When one lane fails, the
 * others are stopped, and the failure is thrown only after each of them has ended.
 */
final class Lanes {

    private final Calls calls;
    private final Story story;

    /** A lane that got nowhere, although nothing is known to hold it, is not asked at once. */
    static final Duration NOWHERE = Duration.ofSeconds(5);

    private final Boundary boundary;
    private final Helm helm;

    Lanes(Calls calls, Story story, Boundary boundary, Helm helm) {
        this.calls = calls;
        this.story = story;
        this.boundary = boundary;
        this.helm = helm;
    }

    /** ON when every lane is finished, else BOUNDARY. */
    Way drive(RunRef run, StepInfo step) {
        List<Promise<Boolean>> lanes = new ArrayList<>();
        CancellationScope together =
                Workflow.newCancellationScope(
                        scope -> {
                            for (int lane = 0; lane < step.lanes(); lane++) {
                                int number = lane;
                                lanes.add(Async.function(() -> drive(run, step, number, scope)));
                            }
                        });
        together.run();
        return finished(lanes) ? Way.ON : Way.BOUNDARY;
    }

    private boolean drive(RunRef run, StepInfo step, int lane, CancellationScope together) {
        try {
            SliceReport last = null;
            while (true) {
                SliceReport report = slice(run, step, lane);
                story.slice(step, lane, report);
                boundary.count();
                if (report.finished()) {
                    return true;
                }
                if (boundary.reached()) {
                    return false;
                }
                if (report.until() != null) {
                    helm.awaitWindow(Instant.parse(report.until()));
                } else if (report.equals(last) && !helm.paused()) {
                    // Somebody has written the control row by hand.
                    Workflow.sleep(NOWHERE);
                }
                last = report;
            }
        } catch (TemporalFailure failure) {
            together.cancel("lane " + (lane + 1) + " has failed");
            throw failure;
        }
    }

    private SliceReport slice(RunRef run, StepInfo step, int lane) {
        helm.join();
        try {
            return calls.slice(run, step, lane);
        } finally {
            helm.left();
        }
    }

    /** Waits for all of them, cancelled or not: nothing may run any more when this returns. */
    private static boolean finished(List<Promise<Boolean>> lanes) {
        boolean finished = true;
        TemporalFailure failed = null;
        for (Promise<Boolean> lane : lanes) {
            try {
                finished &= lane.get();
            } catch (TemporalFailure failure) {
                failed = graver(failed, failure);
            }
        }
        if (failed != null) {
            throw failed;
        }
        return finished;
    }

    /** The lane that failed says why; those that it stopped do not. */
    private static TemporalFailure graver(@Nullable TemporalFailure one, TemporalFailure other) {
        return one == null || stopped(one) ? other : one;
    }

    private static boolean stopped(TemporalFailure failure) {
        return failure instanceof CanceledFailure || failure.getCause() instanceof CanceledFailure;
    }
}
