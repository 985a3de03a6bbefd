package dev.godwit.workflow.upgrade.run;

import dev.godwit.workflow.call.Troubles;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.Reply;
import dev.godwit.workflow.upgrade.UpgradeWorkflow;
import dev.godwit.workflow.upgrade.activity.Base;
import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.course.Course;
import dev.godwit.workflow.upgrade.course.Ledger;
import dev.godwit.workflow.upgrade.message.Audited;
import dev.godwit.workflow.upgrade.message.BranchInput;
import dev.godwit.workflow.upgrade.message.BranchReport;
import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The course of one upgrade; what is kept stays kept when it cannot go on. */
public final class Upgrade implements UpgradeWorkflow {

    private static final String STUCK = "GW-650";

    private final UpgradeInput input;
    private final Ledger ledger = new Ledger();
    private final Diary diary;
    private @Nullable CancellationScope running;
    private boolean aborted;

    /** Updates and queries may arrive before {@link #upgrade}. */
    @WorkflowInit
    public Upgrade(UpgradeInput input) {
        this.input = input;
        this.diary = new Diary(input, ledger);
    }

    @Override
    public UpgradeReport upgrade(UpgradeInput same) {
        diary.begin();
        CancellationScope scope = Workflow.newCancellationScope(this::forward);
        running = scope;
        if (!aborted) {
            try {
                scope.run();
            } catch (CanceledFailure stopped) {
                aborted = true;
            } catch (TemporalFailure failure) {
                if (scope.isCancelRequested()) {
                    aborted = true;
                } else {
                    Finding why = finding(failure);
                    diary.end(
                            begun(why) ? UpgradeOutcome.FAILED : UpgradeOutcome.REJECTED,
                            List.of(why));
                }
            }
        }
        if (aborted) {
            Workflow.newDetachedCancellationScope(this::takeBack).run();
        }
        Workflow.await(Workflow::isEveryHandlerFinished);
        return diary.report();
    }

    @Override
    public UpgradeReport progress() {
        return diary.report();
    }

    @Override
    public Reply abort(Command command) {
        if (diary.report().outcome() != UpgradeOutcome.RUNNING) {
            return new Reply(false, input.run() + " has ended");
        }
        aborted = true;
        if (running != null) {
            running.cancel(
                    "aborted by %s%s"
                            .formatted(
                                    command.actor(),
                                    command.reason().isEmpty() ? "" : ": " + command.reason()));
        }
        return new Reply(true, input.run() + " stops, and its result branch is removed");
    }

    @Override
    public void stop(Command command) {
        abort(command);
    }

    private void forward() {
        diary.doing("find where to begin");
        Base base = Calls.on(input.place().queue(), "find where to begin").findBase(input);
        diary.base(base);
        if (!base.problems().isEmpty()) {
            diary.end(UpgradeOutcome.REJECTED, base.problems());
            return;
        }
        Calls calls = new Calls(input, base, diary);
        Course course =
                new Course(
                        calls,
                        base.commit(),
                        input.wishes().majors(),
                        input.wishes().recipes(),
                        base.lanes(),
                        ledger);
        Course.Arrival arrival;
        try {
            arrival = course.go();
        } finally {
            calls.end();
        }
        Audited audit = null;
        if (input.wishes().audit() && !red(arrival.baseline())) {
            audit = calls.compare(arrival.head());
            diary.audited(audit);
        }
        calls.tidy(arrival.head());
        diary.end(
                red(arrival.baseline()) ? UpgradeOutcome.RED_BASELINE : outcome(audit), List.of());
    }

    private static boolean red(Judged baseline) {
        return !baseline.green() && baseline.kind() != Judged.Kind.FLAKY;
    }

    /** What is worst comes first: a new vulnerability is worse than a version left behind. */
    private UpgradeOutcome outcome(@Nullable Audited audit) {
        String verdict = audit == null ? "clean" : audit.verdict();
        boolean partial =
                ledger.fates().stream()
                        .map(Fate::kind)
                        .anyMatch(
                                kind ->
                                        kind == Fate.Kind.QUARANTINED
                                                || kind == Fate.Kind.UNRESOLVED);
        if (verdict.equals("findings")) {
            return UpgradeOutcome.FINDINGS;
        }
        if (partial) {
            return UpgradeOutcome.PARTIAL;
        }
        return verdict.equals("unknown") ? UpgradeOutcome.UNKNOWN : UpgradeOutcome.DONE;
    }

    private void takeBack() {
        diary.doing("remove the result branch");
        try {
            BranchReport gone =
                    Calls.on(input.place().queue(), "remove the result branch")
                            .takeBack(new BranchInput(input, "", "", input.actor()));
            if (gone.done()) {
                diary.takenBack();
                diary.end(UpgradeOutcome.ROLLED_BACK, List.of());
            } else {
                diary.end(UpgradeOutcome.FAILED, gone.problems());
            }
        } catch (TemporalFailure failure) {
            diary.end(UpgradeOutcome.FAILED, List.of(finding(failure)));
        }
    }

    /** What the project lacks is noticed when it is built first; nothing was tried by then. */
    private boolean begun(Finding why) {
        return !diary.report().baseline().isEmpty()
                || why.code().equals(STUCK)
                || !why.code().startsWith("GW-6");
    }

    private Finding finding(TemporalFailure failure) {
        return Troubles.written(failure)
                .orElseGet(
                        () ->
                                new Finding(
                                        STUCK,
                                        Troubles.words(failure),
                                        input.run() + ", " + diary.report().doing(),
                                        "it failed every time it was tried",
                                        "start the upgrade again: it begins with what is"
                                                + " remembered"));
    }
}
