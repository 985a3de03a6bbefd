package dev.godwit.postgres.index;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * An index that is built concurrently under its reserved name, on a connection without time-outs. A
 * valid one is left as it is; what a killed attempt has left is dropped first. One that loses a
 * deadlock is built again, a few times, before the attempt fails.
 */
public final class ConcurrentBuild {

    // An ANALYZE, also one of VACUUM, or other DDL waits for the table with the snapshot that the
    // build waits for at its end. PostgreSQL may let the build lose.
    private static final int TIMES = 3;

    private final Database database;
    private final StepContext step;
    private final Attempt attempt;
    private final Connection connection;

    /** On a connection without time-outs, for one attempt of one step. */
    public ConcurrentBuild(
            Database database, StepContext step, Attempt attempt, Connection connection) {
        this.database = database;
        this.step = step;
        this.attempt = attempt;
        this.connection = connection;
    }

    /** Builds. */
    public void build(Work.BuildIndex build) throws SQLException {
        QualifiedName reserved = LiveIndex.reserved(build);
        if (LiveIndex.find(connection, reserved).stream().anyMatch(LiveIndex::valid)) {
            return;
        }
        drop(connection, reserved); // first: an invalid unique index may reject inserts
        if (build.unique()) {
            refuseDuplicates(build);
        }
        for (int times = 1; !created(build, times); times++) {
            attempt.check();
        }
    }

    /** Whether it is built; not when it has lost a deadlock and is to be tried again. */
    private boolean created(Work.BuildIndex build, int times) throws SQLException {
        QualifiedName reserved = LiveIndex.reserved(build);
        try (IndexProgress ignored = IndexProgress.watch(database, step, connection, attempt)) {
            // An operator class or function of the plan is looked for beside the table; what is
            // read of the catalog afterwards must look as it does in every other transaction.
            searchPath(Scope.expressionPath(Identifier.quote(build.table().schema())));
            execute(connection, build.create());
            searchPath("pg_catalog");
            return true;
        } catch (SQLException failure) {
            dropCarcass(reserved, failure);
            if (!SqlFailure.deadlock(failure) || times >= TIMES) {
                throw failure;
            }
            lost(failure);
            return false;
        }
    }

    private void lost(SQLException failure) throws SQLException {
        String words = "is built again, since it has lost: " + SqlFailure.words(failure);
        attempt.report(words);
        LedgerLine line = LedgerLine.of("godwit", step.phase(), step.number(), "index.lost", words);
        database.transaction(
                Scope.state(step.name()), other -> Ledger.add(other, step.run(), line));
    }

    /** Drops an index that may not be there, nor valid. */
    public void drop(QualifiedName index) throws SQLException {
        drop(connection, index);
    }

    private void refuseDuplicates(Work.BuildIndex build) throws SQLException {
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

    private void searchPath(String path) throws SQLException {
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
                    other -> {
                        drop(other, reserved);
                        return true;
                    });
        } catch (SQLException later) {
            failure.addSuppressed(later); // the next attempt drops it
        }
    }

    private void drop(Connection on, QualifiedName index) throws SQLException {
        if (!LiveIndex.find(on, index).isEmpty()) {
            execute(on, "drop index concurrently if exists " + index.sql());
        }
    }

    private void execute(Connection on, String sql) throws SQLException {
        try (Statement statement = on.createStatement();
                Attempt.Running ignored = attempt.running(statement)) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
