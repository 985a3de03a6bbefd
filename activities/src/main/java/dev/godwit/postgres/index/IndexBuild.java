package dev.godwit.postgres.index;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.LockTries;
import dev.godwit.postgres.ddl.Statements;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.ddl.StepFailures;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Builds an index concurrently under a reserved name, then renames it. Killed anywhere, the next
 * attempt finds the carcass by its name and drops it; a valid index that only lacks its name is
 * kept. The rename commits with the step's row, so an index that has the wanted name while the step
 * is not done is somebody else's.
 */
public final class IndexBuild {

    private final Database database;
    private final StepContext step;
    private final LockTries tries;
    private final Attempt attempt;

    /** For one attempt of one step. */
    public IndexBuild(Database database, StepContext step, LockTries tries, Attempt attempt) {
        this.database = database;
        this.step = step;
        this.tries = tries;
        this.attempt = attempt;
    }

    /**
     * Builds.
     *
     * @param around belongs to the transaction that gives the index its name
     * @throws EngineFailure when rows agree in what is to be unique, or the name is taken
     */
    public void run(Work.BuildIndex build, Statements.Around around) throws SQLException {
        // No time-outs: it waits for every older transaction of the database, however long.
        Scope patient = Scope.state(step.name()).with(Duration.ZERO, Duration.ZERO);
        boolean wanted =
                database.direct(
                        patient,
                        connection -> {
                            StepTurn.await(connection, step, attempt);
                            if (!wanted(around)) {
                                return false;
                            }
                            build(connection, build);
                            return true;
                        });
        attempt.check();
        if (wanted) {
            rename(build, around);
        }
    }

    private boolean wanted(Statements.Around around) throws SQLException {
        return database.inTransaction(Scope.state(step.name()), around::before);
    }

    private void build(Connection connection, Work.BuildIndex build) throws SQLException {
        QualifiedName reserved = LiveIndex.reserved(build);
        if (!LiveIndex.find(connection, LiveIndex.wanted(build)).isEmpty()) {
            throw StepFailures.taken(step, LiveIndex.wanted(build).toString());
        }
        if (LiveIndex.find(connection, reserved).stream().anyMatch(LiveIndex::valid)) {
            return;
        }
        drop(connection, reserved); // first: an invalid unique index may reject inserts
        if (build.unique()) {
            refuseDuplicates(connection, build);
        }
        try (IndexProgress ignored = IndexProgress.watch(database, step, connection, attempt)) {
            // An operator class or function of the plan is looked for beside the table; what is
            // read of the catalog afterwards must look as it does in every other transaction.
            searchPath(connection, Scope.expressionPath(Identifier.quote(build.table().schema())));
            execute(connection, build.create());
            searchPath(connection, "pg_catalog");
        } catch (SQLException failure) {
            dropCarcass(reserved, failure);
            throw failure;
        }
    }

    private void rename(Work.BuildIndex build, Statements.Around around) throws SQLException {
        String sql =
                "alter index %s rename to %s"
                        .formatted(LiveIndex.reserved(build).sql(), Identifier.quote(build.name()));
        new Statements(database, step, tries, attempt)
                .run(
                        new Work.Ddl(
                                List.of(), LockMode.SHARE_UPDATE_EXCLUSIVE, List.of(sql), false),
                        "index.built",
                        new Statements.Around() {
                            @Override
                            public boolean before(Connection connection) throws SQLException {
                                return around.before(connection);
                            }

                            @Override
                            public void after(Connection connection) throws SQLException {
                                remember(connection, LiveIndex.wanted(build));
                                around.after(connection);
                            }
                        });
    }

    private void remember(Connection connection, QualifiedName index) throws SQLException {
        for (LiveIndex built : LiveIndex.find(connection, index)) {
            Ledger.add(
                    connection,
                    step.run(),
                    LedgerLine.of(
                                    "godwit",
                                    step.phase(),
                                    step.number(),
                                    "index.named",
                                    built.note())
                            .once(LiveIndex.once(step.number())));
        }
    }

    private void refuseDuplicates(Connection connection, Work.BuildIndex build)
            throws SQLException {
        String key = String.join(", ", build.uniqueKey());
        String notNull = String.join(" is not null and ", build.uniqueKey()) + " is not null";
        String where =
                build.predicate() == null
                        ? notNull
                        : notNull + " and (" + build.predicate() + "\n)";
        String sql =
                "select count(*) from (select 1 from %s where %s group by %s having count(*) > 1) d"
                        .formatted(build.table().sql(), where, key);
        long duplicates = Rows.of(connection, sql, row -> row.getLong(1)).getFirst();
        if (duplicates > 0) {
            throw new EngineFailure(
                    EngineFailure.Kind.PERMANENT,
                    new Problem(
                            "GW-304",
                            "%s has %d values that stand more than once, so %s cannot be unique"
                                    .formatted(build.table(), duplicates, build.name()),
                            "step " + step.number() + " of run " + step.runName(),
                            "rows agree in (" + key + ")",
                            "make them differ, then: godwit resume %1$s; or: godwit rollback %1$s"
                                    .formatted(step.runName())),
                    null);
        }
    }

    private static void searchPath(Connection connection, String path) throws SQLException {
        Rows.of(
                connection,
                "select set_config('search_path', ?, false)",
                row -> row.getString(1),
                path);
    }

    private void dropCarcass(QualifiedName reserved, SQLException failure) {
        try {
            // On a connection of its own: the one that failed may be gone or cancelled.
            database.direct(
                    Scope.state(step.name()).with(Duration.ZERO, Duration.ofMinutes(1)),
                    connection -> {
                        drop(connection, reserved);
                        return true;
                    });
        } catch (SQLException later) {
            failure.addSuppressed(later); // the next attempt drops it
        }
    }

    private void drop(Connection connection, QualifiedName index) throws SQLException {
        if (!LiveIndex.find(connection, index).isEmpty()) {
            execute(connection, "drop index concurrently if exists " + index.sql());
        }
    }

    private void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                Attempt.Running ignored = attempt.running(statement)) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
