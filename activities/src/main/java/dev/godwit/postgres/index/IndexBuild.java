package dev.godwit.postgres.index;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.LockTries;
import dev.godwit.postgres.ddl.Statements;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Builds an index concurrently under a reserved name, then renames it. Killed anywhere, the next
 * attempt finds the carcass by its name and drops it; a valid index that only lacks its name is
 * kept.
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

    /** Builds. @param done runs in the transaction that gives the index its name */
    public void run(Work.BuildIndex build, Database.Action done) throws SQLException {
        QualifiedName reserved = new QualifiedName(build.table().schema(), build.reserved());
        QualifiedName wanted = new QualifiedName(build.table().schema(), build.name());
        // No time-outs: it waits for every older transaction of the database, however long they
        // last.
        Scope patient = Scope.state(step.name()).with(Duration.ZERO, Duration.ZERO);
        database.direct(
                patient,
                connection -> {
                    awaitTurn(connection);
                    if (valid(connection, reserved).isEmpty()
                            && !valid(connection, wanted).isEmpty()) {
                        return renamed(
                                done); // an earlier attempt renamed it and lost the answer: names
                        // are taken only so
                    }
                    if (valid(connection, reserved).contains(true)) {
                        return true;
                    }
                    if (build.unique()) {
                        refuseDuplicates(connection, build);
                    }
                    drop(connection, reserved);
                    try (IndexProgress progress =
                            IndexProgress.watch(database, step, connection, attempt)) {
                        execute(connection, build.create());
                    } catch (SQLException failure) {
                        dropCarcass(reserved, failure);
                        throw failure;
                    }
                    return true;
                });
        attempt.check();
        if (!isDone(reserved)) {
            Work.Ddl rename =
                    new Work.Ddl(
                            List.of(),
                            LockMode.SHARE_UPDATE_EXCLUSIVE,
                            List.of(
                                    "alter index "
                                            + reserved.sql()
                                            + " rename to "
                                            + dev.godwit.plan.sql.Identifier.quote(build.name())),
                            false);
            new Statements(database, step, tries, attempt)
                    .run(
                            rename,
                            "index.built",
                            new Statements.Around() {
                                @Override
                                public boolean before(Connection connection) {
                                    return true;
                                }

                                @Override
                                public void after(Connection connection) throws SQLException {
                                    done.run(connection);
                                }
                            });
        }
    }

    private boolean isDone(QualifiedName reserved) throws SQLException {
        return database.inTransaction(
                Scope.state(step.name()), connection -> valid(connection, reserved).isEmpty());
    }

    private boolean renamed(Database.Action done) throws SQLException {
        database.transaction(Scope.state(step.name()), done);
        return true;
    }

    /** A stale attempt may still be building: it holds this lock until its connection is gone. */
    private void awaitTurn(Connection connection) throws SQLException {
        while (!Rows.holds(
                connection,
                "select pg_try_advisory_lock(hashtext('godwit index'), ?)",
                (int) (step.run() * 1000 + step.number()))) {
            attempt.report("waiting for an earlier attempt at this index to end");
            attempt.sleep(Duration.ofSeconds(1));
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
                "select count(*) from (select 1 from "
                        + build.table().sql()
                        + " where "
                        + where
                        + " group by "
                        + key
                        + " having count(*) > 1) d";
        long duplicates = Rows.of(connection, sql, row -> row.getLong(1)).getFirst();
        if (duplicates > 0) {
            throw new EngineFailure(
                    EngineFailure.Kind.PERMANENT,
                    new Problem(
                            "GW-304",
                            build.table()
                                    + " has "
                                    + duplicates
                                    + " values that stand more than once, so "
                                    + build.name()
                                    + " cannot be unique",
                            "step " + step.number() + " of run " + step.runName(),
                            "rows agree in (" + key + ")",
                            "make them differ, then: godwit resume "
                                    + step.runName()
                                    + "; or: godwit rollback "
                                    + step.runName()),
                    null);
        }
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
        if (!valid(connection, index).isEmpty()) {
            execute(connection, "drop index concurrently if exists " + index.sql());
        }
    }

    private void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                Attempt.Running ignored = attempt.running(statement)) {
            statement.execute(sql);
        }
    }

    private static List<Boolean> valid(Connection connection, QualifiedName index)
            throws SQLException {
        return Rows.of(
                connection,
                "select indisvalid from pg_catalog.pg_index where indexrelid = to_regclass(?)",
                row -> row.getBoolean(1),
                index.sql());
    }
}
