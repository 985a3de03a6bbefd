package dev.godwit.workflow.upgrade.run;

import dev.godwit.workflow.call.Troubles;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.Reply;
import dev.godwit.workflow.upgrade.AuditWorkflow;
import dev.godwit.workflow.upgrade.activity.Base;
import dev.godwit.workflow.upgrade.course.Ledger;
import dev.godwit.workflow.upgrade.message.Audited;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.util.List;

/** Asks the auditors about the commit that an upgrade would begin at. Leaves nothing behind. */
public final class ProjectAudit implements AuditWorkflow {

    private static final String STUCK = "GW-651";

    private final UpgradeInput input;
    private final Diary diary;
    private final CancellationScope scope;

    /** Updates and queries may arrive before {@link #audit}. */
    @WorkflowInit
    public ProjectAudit(UpgradeInput input) {
        this.input = input;
        this.diary = new Diary(input, new Ledger());
        this.scope = Workflow.newCancellationScope(this::look);
    }

    @Override
    public UpgradeReport audit(UpgradeInput same) {
        diary.begin();
        try {
            scope.run();
        } catch (CanceledFailure stopped) {
            diary.end(UpgradeOutcome.ROLLED_BACK, List.of());
        } catch (TemporalFailure failure) {
            if (scope.isCancelRequested()) {
                diary.end(UpgradeOutcome.ROLLED_BACK, List.of());
            } else {
                diary.end(UpgradeOutcome.FAILED, List.of(finding(failure)));
            }
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
        scope.cancel("aborted by " + command.actor());
        return new Reply(true, input.run() + " stops; it has changed nothing");
    }

    private void look() {
        diary.doing("find the project");
        Base base = Calls.on(input.place().queue(), "find the project").findBase(input);
        diary.base(base);
        if (!base.problems().isEmpty()) {
            diary.end(UpgradeOutcome.REJECTED, base.problems());
            return;
        }
        Audited audit = new Calls(input, base, diary).audit(base.commit());
        diary.audited(audit);
        diary.end(
                switch (audit.verdict()) {
                    case "clean" -> UpgradeOutcome.DONE;
                    case "findings" -> UpgradeOutcome.FINDINGS;
                    default -> UpgradeOutcome.UNKNOWN;
                },
                List.of());
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
                                        "start the audit again"));
    }
}
