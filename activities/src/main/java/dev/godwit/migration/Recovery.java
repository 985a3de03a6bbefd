package dev.godwit.migration;

import dev.godwit.migration.host.ContractCheck;
import dev.godwit.migration.host.Host;
import dev.godwit.migration.host.Messages;
import dev.godwit.migration.host.Outside;
import dev.godwit.migration.host.TargetAccess;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.preflight.Answer;
import dev.godwit.postgres.recover.OpenRun;
import dev.godwit.postgres.recover.OpenRun.Told;
import dev.godwit.postgres.recover.OpenRuns;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Run;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.activity.Prepared;
import dev.godwit.workflow.activity.control.Control;
import dev.godwit.workflow.activity.slice.SliceReport;
import dev.godwit.workflow.message.MigrationState;
import dev.godwit.workflow.operator.RecoverInput;
import dev.godwit.workflow.operator.Recovered;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The activity {@code recover}. */
final class Recovery {

    private final Host host;
    private final Outside outside;

    Recovery(Host host, Outside outside) {
        this.host = host;
        this.outside = outside;
    }

    Recovered recover(RecoverInput input) {
        String name = Contract.runName(input.target(), input.plan());
        return host.on(
                input.target(),
                "recovery of run " + name,
                (target, attempt) -> {
                    ContractCheck.understood(input.contract());
                    return recover(target, input, name);
                });
    }

    private Recovered recover(TargetAccess target, RecoverInput input, String name)
            throws SQLException {
        boolean known =
                target.database()
                        .inTransaction(
                                Scope.state("godwit recover"),
                                connection ->
                                        Rows.holds(
                                                connection,
                                                "select to_regclass('godwit.run') is not null"));
        if (!known) {
            return none("Godwit has never been on " + input.target());
        }
        target.state().upgrade(); // a worker of this version will go on with it
        OpenRuns runs = new OpenRuns(target.database());
        Optional<Run> newest = runs.newest(input.plan());
        if (newest.isEmpty()) {
            return none(input.target() + " has no run of a plan " + input.plan());
        }
        if (!newest.get().open()) {
            return none(ended(newest.get(), name));
        }
        return runs.takeOver(newest.get().id(), input.actor(), input.reason(), input.workflow())
                .map(open -> recovered(open, input.target(), name, target.guarded()))
                .orElseGet(() -> none(name + " has ended just now"));
    }

    private Recovered recovered(OpenRun open, String target, String name, boolean guarded) {
        Control control = control(open.told());
        MigrationState state =
                new MigrationState(
                        prepared(open, target, name, guarded),
                        open.phase(),
                        0,
                        open.refilled(),
                        open.rows(),
                        open.finished(),
                        open.opened(),
                        slices(open),
                        open.compared(),
                        open.mismatches(),
                        control,
                        open.told() == null ? null : open.told().actor());
        String what =
                open.rollingBack() ? "was being taken back" : "stood in phase " + open.phase();
        return new Recovered(
                state,
                open.rollingBack(),
                "%s, run %d by %s, %s".formatted(name, open.run().id(), open.run().actor(), what));
    }

    private Prepared prepared(OpenRun open, String target, String name, boolean guarded) {
        Answer answer =
                new Answer(
                        Answer.Verdict.READY,
                        open.run().id(),
                        open.steps(),
                        open.options(),
                        open.options().notices(),
                        open.run().actor());
        Prepared found = Messages.prepared(answer, target, name, guarded, outside.tells());
        return new Prepared(
                found.verdict(),
                found.run(),
                found.steps(),
                found.gates(),
                open.hold(),
                found.onFailure(),
                found.findings(),
                found.startedBy(),
                found.fourEyes(),
                found.tells());
    }

    private static Map<String, SliceReport> slices(OpenRun open) {
        Map<String, SliceReport> slices = new HashMap<>();
        open.lanes().forEach((lane, report) -> slices.put(lane, SliceCalls.report(report)));
        return slices;
    }

    private static @Nullable Control control(@Nullable Told told) {
        return told == null
                ? null
                : new Control(
                        told.paused(),
                        told.maxRowsPerSecond(),
                        told.lanes(),
                        told.window(),
                        told.preset());
    }

    private static String ended(Run run, String name) {
        String when = run.endedAt() == null ? "" : " at " + run.endedAt();
        return switch (Outcome.valueOf(run.outcome())) {
            case DONE -> "%s is done: it ended%s".formatted(name, when);
            case ROLLED_BACK -> "%s was rolled back%s".formatted(name, when);
            case ROLLBACK_INCOMPLETE ->
                    "%s was not wholly rolled back%s; godwit rollback %s tries again what is left"
                            .formatted(name, when, name);
            default -> "%s ended as %s%s".formatted(name, Outcome.valueOf(run.outcome()), when);
        };
    }

    private static Recovered none(String note) {
        return new Recovered(null, false, note);
    }
}
