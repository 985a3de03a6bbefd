package dev.godwit.postgres.preflight;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.MigrationsReader;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.script.SqlCompiler;
import dev.godwit.plan.script.SqlMigration;
import dev.godwit.plan.script.WayBack;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.SnapshotSpec;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.preflight.Answer.Verdict;
import dev.godwit.postgres.preflight.trial.TrialGround;
import dev.godwit.postgres.scratch.Scratches;
import dev.godwit.postgres.script.Keepable;
import dev.godwit.postgres.script.WaysBack;
import dev.godwit.postgres.script.pending.Pending;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.UserPath;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Checks a plan about the migrations of a project, compiles what is pending and stores the run. */
final class MigrationPreflight {

    private static final String TAKEN = "GW-712";

    private final Database database;
    private final Policy policy;
    private final ScriptFolders folders;
    private final WaysBack waysBack;

    MigrationPreflight(
            Database database, Policy policy, ScriptFolders folders, Scratches scratches) {
        this.database = database;
        this.policy = policy;
        this.folders = folders;
        this.waysBack = new WaysBack(database, scratches);
    }

    /**
     * As {@link Preflight} judges.
     *
     * @param looking whether somebody only looks: what another run does is then no reason to refuse
     */
    Foreseen judge(Request request, TrialGround ground, boolean looking, Attempt attempt)
            throws SQLException {
        MigrationsReader.Read read = MigrationsReader.read(request.source(), request.text());
        MigrationsFile file = read.plan();
        List<Problem> wrong = new ArrayList<>(read.problems());
        if (file != null) {
            wrong.addAll(
                    Preflight.mismatches(
                            request, Objects.requireNonNullElse(file.migration(), request.plan())));
        }
        if (file == null || !wrong.isEmpty()) {
            return Foreseen.no(Verdict.REJECTED, wrong);
        }
        Pending pending = new Pending(database, folders);
        Pending.Found found = pending.find(file, attempt);
        if (!found.problems().isEmpty()) {
            return Foreseen.no(Verdict.REJECTED, found.problems());
        }
        if (found.none()) {
            return Foreseen.no(Verdict.ALREADY_APPLIED, List.of());
        }
        String schema = schema();
        Map<String, WayBack> waysBack =
                this.waysBack.find(found.pending(), one -> needsOne(file, one, schema), attempt);
        Compilation compiled =
                SqlCompiler.compile(
                        file,
                        found.history(),
                        request.plan(),
                        schema,
                        found.repairs(),
                        found.baseline(),
                        found.pending(),
                        waysBack);
        List<Problem> refusals = refusals(request, file, ground, compiled);
        Optional<Problem> taken = taken(request, found.history(), ground);
        if (!looking) {
            taken.ifPresent(refusals::add);
        }
        if (!refusals.isEmpty()) {
            return Foreseen.no(Verdict.REFUSED, refusals);
        }
        return Foreseen.ready(
                        compiled.steps(),
                        Options.of(file, compiled),
                        new Foreseen.OfProject(found.history(), tried(waysBack)))
                .noticing(looking ? taken.stream().toList() : List.of());
    }

    /** Where a way back comes from that no file has: a line of the ledger for each. */
    private static List<String> tried(Map<String, WayBack> waysBack) {
        return waysBack.entrySet().stream()
                .filter(one -> one.getValue().found())
                .map(
                        one ->
                                one.getKey()
                                        + ": found, and tried in a database without rows that was made"
                                        + " like this one")
                .toList();
    }

    /** What a person has accepted as lost is not looked for. */
    private static boolean needsOne(MigrationsFile file, SqlMigration migration, String schema) {
        return !file.irreversible().contains(migration.name())
                && SqlCompiler.lacksWayBack(migration, schema);
    }

    /** Where a table is made whose schema is not said. */
    private String schema() throws SQLException {
        return database.inTransaction(
                Scope.state("godwit preflight"),
                connection -> {
                    UserPath.apply(connection);
                    return Rows.of(
                                    connection,
                                    "select coalesce(pg_catalog.current_schema(), 'public')",
                                    row -> row.getString(1))
                            .getFirst();
                });
    }

    private List<Problem> refusals(
            Request request, MigrationsFile file, TrialGround ground, Compilation compiled)
            throws SQLException {
        String source = request.source();
        SnapshotSpec snapshot = SnapshotSpec.orData(file.snapshot());
        List<Problem> refusals = new ArrayList<>(compiled.refusals());
        refusals.addAll(policy.refusals(source, snapshot.mode(), compiled));
        refusals.addAll(
                database.inTransaction(
                        Scope.state("godwit preflight"),
                        connection -> policy.snapshots().problems(connection, source, snapshot)));
        refusals.addAll(
                ground.tryOut(
                        Scope.state("godwit preflight"),
                        connection -> {
                            UserPath.apply(connection);
                            return Keepable.problems(connection, compiled.steps(), source);
                        }));
        return refusals;
    }

    private Optional<Problem> taken(Request request, String history, TrialGround ground)
            throws SQLException {
        return ground.bare()
                ? Optional.empty()
                : database.inTransaction(
                                Scope.state("godwit preflight"),
                                connection -> Runs.ofHistory(connection, history))
                        .map(other -> taken(other, request.source()));
    }

    private static Problem taken(Run other, String source) {
        return new Problem(
                TAKEN,
                "another run applies migrations of this record",
                source,
                "run %s by %s is under way".formatted(other.name(), other.actor()),
                "godwit watch %1$s; when it is over, start again".formatted(other.name()));
    }
}
