package dev.godwit.postgres.preflight;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.Compiler;
import dev.godwit.plan.Plan;
import dev.godwit.plan.PlanReader;
import dev.godwit.plan.Reading;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.Table;
import dev.godwit.postgres.catalog.CatalogReader;
import dev.godwit.postgres.catalog.Definition;
import dev.godwit.postgres.preflight.PreparedRun.Verdict;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.StepJson;
import dev.godwit.postgres.state.Steps;
import dev.godwit.postgres.state.StoredStep;
import dev.godwit.postgres.state.TableLocks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything that is checked before anything is touched, all problems at once; then the run, its
 * steps and its table locks are stored in one transaction. May be repeated: the same request finds
 * the run that it made.
 */
public final class Preflight {

    private final Database database;

    /** For one target, whose state schema is there. */
    public Preflight(Database database) {
        this.database = database;
    }

    /** Prepares a run. */
    public PreparedRun prepare(Request request, Attempt attempt) throws SQLException {
        Optional<PreparedRun> known =
                database.inTransaction(
                        Scope.state("godwit preflight"),
                        connection -> Known.look(connection, request));
        if (known.isPresent()) {
            return known.get();
        }
        Reading reading = PlanReader.read(request.source(), request.text());
        Plan plan = reading.plan();
        if (plan == null
                || !plan.name().equals(request.plan())
                || !Plan.hash(request.text()).equals(request.hash())) {
            return PreparedRun.not(
                    Verdict.REJECTED,
                    plan == null ? reading.problems() : List.of(notWhatItSays(request)));
        }
        LiveSchema schema =
                database.inTransaction(
                        Scope.state("godwit preflight"),
                        connection ->
                                CatalogReader.read(connection, plan.tables(), plan.indexes()));
        Compilation compilation = Compiler.compile(plan, schema);
        if (!compilation.rejections().isEmpty()) {
            return PreparedRun.not(
                    Verdict.REJECTED, join(compilation.rejections(), compilation.refusals()));
        }
        List<Problem> refusals = new ArrayList<>(compilation.refusals());
        refusals.addAll(LiveRules.check(database, schema, compilation));
        if (refusals.isEmpty()) {
            refusals.addAll(new Trials(database, attempt).run(compilation.trials()));
        }
        if (!refusals.isEmpty()) {
            return PreparedRun.not(Verdict.REFUSED, refusals);
        }
        return store(request, plan, schema, compilation);
    }

    private PreparedRun store(
            Request request, Plan plan, LiveSchema schema, Compilation compilation)
            throws SQLException {
        return database.inTransaction(
                Scope.state("godwit preflight"),
                connection -> {
                    Optional<PreparedRun> meanwhile = Known.look(connection, request);
                    if (meanwhile.isPresent()) {
                        return meanwhile.get();
                    }
                    List<Long> tables = schema.tables().stream().map(Table::oid).sorted().toList();
                    RunOptions options = Options.of(plan, compilation, tables);
                    Run run =
                            Runs.insert(
                                    connection,
                                    request.name(),
                                    request.plan(),
                                    request.source(),
                                    request.text(),
                                    request.hash(),
                                    request.actor(),
                                    request.workflow(),
                                    StepJson.write(options));
                    List<TableLocks.Conflict> conflicts =
                            TableLocks.take(connection, run.id(), schema.tables());
                    if (!conflicts.isEmpty()) {
                        // The run must not be left behind, and this transaction is to be rolled
                        // back whole.
                        connection.rollback();
                        return PreparedRun.not(
                                Verdict.REFUSED,
                                conflicts.stream()
                                        .map(conflict -> taken(conflict, request))
                                        .toList());
                    }
                    Steps.insert(connection, run.id(), compilation.steps());
                    Runs.definition(connection, run.id(), Definition.hash(connection, tables));
                    Ledger.add(
                            connection,
                            run.id(),
                            LedgerLine.of(
                                    request.actor(),
                                    "PREFLIGHT",
                                    0,
                                    "run.started",
                                    request.source()
                                            + ", "
                                            + compilation.steps().size()
                                            + " steps"));
                    List<Problem> findings = new ArrayList<>(compilation.notices());
                    return new PreparedRun(Verdict.READY, run, compilation.steps(), findings);
                });
    }

    private static Problem notWhatItSays(Request request) {
        return new Problem(
                "GW-118",
                "the plan's text is not what its name and hash say",
                request.source(),
                "it changed on its way",
                "start it again");
    }

    private static Problem taken(TableLocks.Conflict conflict, Request request) {
        return new Problem(
                "GW-230",
                conflict.table() + " is being changed by another run",
                "run " + request.name(),
                "the run " + conflict.run() + " holds it",
                "wait for it, or look at it: godwit status " + conflict.run());
    }

    private static List<Problem> join(List<Problem> first, List<Problem> second) {
        List<Problem> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }

    /** What the target already knows of a request. */
    static final class Known {

        private Known() {}

        static Optional<PreparedRun> look(Connection connection, Request request)
                throws SQLException {
            Optional<Run> mine = Runs.ofWorkflow(connection, request.workflow());
            if (mine.isPresent()) {
                List<dev.godwit.plan.step.Step> steps =
                        Steps.all(connection, mine.get().id()).stream()
                                .map(StoredStep::step)
                                .toList();
                return Optional.of(new PreparedRun(Verdict.READY, mine.get(), steps, List.of()));
            }
            Optional<Run> newest = Runs.newest(connection, request.plan());
            if (newest.isEmpty()) {
                return Optional.empty();
            }
            Run run = newest.get();
            if (run.open()) {
                return Optional.of(
                        PreparedRun.not(
                                Verdict.REFUSED,
                                List.of(
                                        new Problem(
                                                "GW-231",
                                                "the target holds an unfinished run of this plan",
                                                "run " + run.name(),
                                                "it is in phase "
                                                        + run.phase()
                                                        + " and no workflow drives it",
                                                "take it back: godwit rollback " + run.name()))));
            }
            if (!run.outcome().equals("DONE")) {
                return Optional.empty();
            }
            if (run.hash().equals(request.hash())) {
                return Optional.of(PreparedRun.not(Verdict.ALREADY_APPLIED, List.of()));
            }
            return Optional.of(
                    PreparedRun.not(
                            Verdict.REJECTED,
                            List.of(
                                    new Problem(
                                            "GW-119",
                                            "a plan named "
                                                    + request.plan()
                                                    + " with another text was run here already",
                                            request.source(),
                                            "it was done on " + run.startedAt(),
                                            "give this one another name, or take that one back: godwit rollback "
                                                    + run.name()))));
        }
    }
}
