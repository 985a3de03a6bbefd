package dev.godwit.workflow.upgrade.run;

import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.course.Pending;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import java.util.Optional;

/** A probe as an activity that runs beside others. */
final class Probe implements Pending {

    private final Diary diary;
    private final CancellationScope scope;
    private final Promise<Judged> verdict;

    /**
     * Begins it.
     *
     * @param summary one line for people
     */
    Probe(Diary diary, String summary, Functions.Func<Judged> activity) {
        this.diary = diary;
        CompletablePromise<Judged> begun = Workflow.newPromise();
        this.verdict = begun;
        this.scope =
                Workflow.newCancellationScope(() -> begun.completeFrom(Async.function(activity)));
        diary.begins(summary);
        scope.run();
        verdict.handle(
                (judged, failure) -> {
                    diary.ends(summary);
                    return "";
                });
    }

    @Override
    public boolean ended() {
        return verdict.isCompleted();
    }

    @Override
    public Optional<Judged> peek() {
        return ended() && verdict.getFailure() == null
                ? Optional.of(verdict.get())
                : Optional.empty();
    }

    @Override
    public Judged verdict() {
        Judged judged = verdict.get();
        diary.judged(judged);
        return judged;
    }

    @Override
    public void drop() {
        diary.wasted();
        stop();
    }

    void stop() {
        if (!ended()) {
            scope.cancel("nobody needs it any more");
        }
    }
}
