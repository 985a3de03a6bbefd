package dev.godwit.cli.command.snapshot;

import dev.godwit.cli.care.Errand;
import dev.godwit.cli.client.Pollers;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.run.Session;
import dev.godwit.config.Target;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.snapshot.SnapshotInput;
import dev.godwit.workflow.snapshot.SnapshotInput.Action;
import dev.godwit.workflow.snapshot.SnapshotReport;
import io.temporal.client.WorkflowExecutionAlreadyStarted;
import java.time.Duration;
import java.util.Locale;
import java.util.UUID;

/**
 * A target, or a plan's runs on it, of whose worker something is asked.
 *
 * @param plan empty for all
 */
record Asked(Session session, Target target, String plan) {

    private static final String UNDER_WAY = "GW-438";
    private static final String SILENT = "GW-439";

    private static final Duration LOOK = Duration.ofMinutes(2);

    /** Every row is read or written. */
    private static final Duration WORK = Duration.ofHours(6);

    /** What a person has written: {@code TARGET} or {@code TARGET/PLAN}. */
    static Asked of(Session session, String written) {
        int slash = written.indexOf('/');
        Target target =
                session.targets().database(slash < 0 ? written : written.substring(0, slash));
        Pollers.check(session.link(), target.queue());
        return new Asked(session, target, slash < 0 ? "" : written.substring(slash + 1));
    }

    /** As people write it. */
    String name() {
        return plan.isEmpty() ? target.name() : target.name() + "/" + plan;
    }

    SnapshotReport list() {
        return ask(Action.LIST, "", Duration.ZERO, false);
    }

    SnapshotReport verify() {
        return ask(Action.VERIFY, "", Duration.ZERO, false);
    }

    SnapshotReport restore(String into) {
        return ask(Action.RESTORE, into, Duration.ZERO, false);
    }

    SnapshotReport prune(Duration olderThan, boolean dryRun) {
        return ask(Action.PRUNE, "", olderThan, dryRun);
    }

    private SnapshotReport ask(Action action, String into, Duration olderThan, boolean dryRun) {
        boolean changes = action == Action.RESTORE || action == Action.PRUNE && !dryRun;
        String id = "godwit-snapshot/" + target.name();
        Errand errand =
                new Errand(
                        "SnapshotWorkflow",
                        changes ? id : id + "/" + UUID.randomUUID(),
                        "%s what is kept in %s"
                                .formatted(action.name().toLowerCase(Locale.ROOT), name()),
                        changes || action == Action.VERIFY ? WORK : LOOK);
        SnapshotInput input =
                new SnapshotInput(
                        Contract.VERSION,
                        target.name(),
                        target.queue(),
                        session.link().actor(),
                        action,
                        plan,
                        into,
                        olderThan,
                        dryRun);
        try {
            return errand.answer(
                    session.link(),
                    input,
                    SnapshotReport.class,
                    ExitCode.REFUSED,
                    SILENT,
                    "target %s has not answered".formatted(target.name()));
        } catch (WorkflowExecutionAlreadyStarted other) {
            throw new CliError(
                    ExitCode.REFUSED,
                    UNDER_WAY,
                    "what is kept in %s is being restored or pruned already"
                            .formatted(target.name()),
                    "workflow " + errand.id(),
                    "somebody else has asked for it",
                    "wait for it, then look again");
        }
    }
}
