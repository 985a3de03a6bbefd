package dev.godwit.postgres.preflight;

import dev.godwit.plan.schema.Table;
import dev.godwit.plan.step.Step;
import dev.godwit.postgres.catalog.Definition;
import dev.godwit.postgres.catalog.DefinitionHash;
import dev.godwit.postgres.drift.Remembered;
import dev.godwit.postgres.history.evidence.RunLook;
import dev.godwit.postgres.preflight.Answer.Verdict;
import dev.godwit.postgres.preflight.Foreseen.OfProject;
import dev.godwit.postgres.preflight.rule.OtherRun;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.StepJson;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.TableLocks;
import dev.godwit.postgres.state.TableLocks.Conflict;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Stores a run, its steps and its hold on the tables, all in one transaction or not at all. */
final class RunStart {

    /** Another transaction has inserted the same key: here, an open run of the plan. */
    private static final String UNIQUE_VIOLATION = "23505";

    private final Database database;

    RunStart(Database database) {
        this.database = database;
    }

    /**
     * Stores it.
     *
     * @return nothing when the tables have changed since they were seen, or when another start came
     *     first: look at the target again
     */
    Optional<Answer> store(Request request, Foreseen seen) throws SQLException {
        try {
            return Optional.of(
                    database.inTransaction(
                            Scope.state("godwit preflight"),
                            connection -> store(connection, request, seen)));
        } catch (HeldException held) {
            return Optional.of(
                    Answer.no(
                            Verdict.REFUSED,
                            held.conflicts.stream()
                                    .map(table -> OtherRun.problem(table, request.source()))
                                    .toList()));
        } catch (ChangedException changed) {
            return Optional.empty();
        } catch (SQLException failure) {
            if (UNIQUE_VIOLATION.equals(failure.getSQLState())) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static Answer store(Connection connection, Request request, Foreseen seen)
            throws SQLException {
        List<Step> steps = seen.steps();
        List<Table> tables = seen.tables();
        OfProject project = seen.project();
        Run run =
                Runs.insert(
                        connection,
                        request.run(),
                        request.plan(),
                        request.source(),
                        request.text(),
                        request.hash(),
                        request.actor(),
                        request.workflow(),
                        StepJson.write(
                                seen.options()
                                        .noticing(Losses.of(request.source(), steps))
                                        .terminating(request.terminateAfter())
                                        .at(request.preset())));
        if (project != null) {
            Runs.history(connection, run.id(), project.history());
        }
        List<Conflict> conflicts = TableLocks.take(connection, run.id(), tables);
        if (!conflicts.isEmpty()) {
            throw new HeldException(conflicts);
        }
        List<Long> oids = tables.stream().map(Table::oid).toList();
        if (seen.definition() != null
                && !DefinitionHash.read(connection, oids).equals(seen.definition())) {
            throw new ChangedException();
        }
        Steps.insert(connection, run.id(), steps);
        Definition.keep(connection, run.id());
        Ledger.add(
                connection,
                run.id(),
                LedgerLine.of(
                                request.actor(),
                                "PREFLIGHT",
                                0,
                                "run.started",
                                "%s from %s"
                                        .formatted(
                                                steps.size() == 1
                                                        ? "1 step"
                                                        : steps.size() + " steps",
                                                request.source()))
                        .once("run.started"));
        if (project != null) {
            for (String note : project.tried()) {
                Ledger.add(
                        connection,
                        run.id(),
                        LedgerLine.of("godwit", "PREFLIGHT", 0, RunLook.TRIED, note));
            }
        }
        Remembered.notice(connection, run.id());
        return Answer.ready(run, steps);
    }

    /** Rolls the transaction back: another run holds a table. */
    private static final class HeldException extends RuntimeException {
        private final transient List<Conflict> conflicts;

        HeldException(List<Conflict> conflicts) {
            this.conflicts = conflicts;
        }
    }

    /** Rolls the transaction back: a table is not what the steps were compiled for. */
    private static final class ChangedException extends RuntimeException {}
}
