package dev.godwit.workflow.run;

import dev.godwit.workflow.activity.RunRef;
import dev.godwit.workflow.activity.StepInfo;
import dev.godwit.workflow.activity.slice.SliceReport;
import dev.godwit.workflow.call.Boundary;
import dev.godwit.workflow.call.Calls;
import dev.godwit.workflow.story.Story;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
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
    private final Boundary boundary;

    Lanes(Calls calls, Story story, Boundary boundary) {
        this.calls = calls;
        this.story = story;
        this.boundary = boundary;
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
            while (true) {
                SliceReport report = calls.slice(run, step, lane);
                story.slice(step, lane, report);
                boundary.count();
                if (report.finished()) {
                    return true;
                }
                if (boundary.reached()) {
                    return false;
                }
            }
        } catch (TemporalFailure failure) {
            together.cancel("lane " + (lane + 1) + " has failed");
            throw failure;
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
