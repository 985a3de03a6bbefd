package dev.godwit.postgres.index;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.Statements;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/**
 * Builds an index anew, concurrently. A killed attempt leaves an invalid index beside it, of the
 * same table and columns, with {@code _ccnew} or {@code _ccold} behind its name. One that was done
 * and could not be recorded is known by the index's oid, which is another one then.
 */
public final class Reindexing {

    // PostgreSQL shortens the name so that the suffix fits into 63 bytes, and counts when it is
    // taken.
    private static final String CARCASSES =
            """
            select n.nspname, c.relname
            from pg_catalog.pg_index own join pg_catalog.pg_class o on o.oid = own.indexrelid
            join pg_catalog.pg_index x on x.indrelid = own.indrelid and x.indexrelid <> own.indexrelid and not x.indisvalid
             and x.indkey::text = own.indkey::text and x.indclass::text = own.indclass::text
            join pg_catalog.pg_class c on c.oid = x.indexrelid join pg_catalog.pg_namespace n on n.oid = c.relnamespace,
            lateral regexp_replace(c.relname, '_cc(new|old)\\d*$', '') stem
            where own.indexrelid = to_regclass(?) and c.relname ~ '_cc(new|old)\\d*$' and starts_with(o.relname, stem)
              and (o.relname = stem or octet_length(c.relname) >= 60)
            """;

    private static final String BEGUN = "select note from godwit.ledger where run = ? and once = ?";

    private final Database database;
    private final StepContext step;
    private final Attempt attempt;

    /** For one attempt of one step. */
    public Reindexing(Database database, StepContext step, Attempt attempt) {
        this.database = database;
        this.step = step;
        this.attempt = attempt;
    }

    /** Does it. @param around belongs to the transaction that records it */
    public void run(ObjectWork.Reindex work, Statements.Around around) throws SQLException {
        String sql = "reindex index concurrently " + work.index().sql();
        long start = System.nanoTime();
        // No lock_timeout: it waits for transactions, not in front of them.
        boolean built =
                database.direct(
                        Scope.state(step.name()).with(Duration.ZERO, Duration.ZERO),
                        connection -> {
                            StepTurn.await(connection, step, attempt);
                            return database.inTransaction(Scope.state(step.name()), around::before)
                                    && build(connection, work, sql);
                        });
        attempt.check();
        double took = (System.nanoTime() - start) / 1e6;
        LedgerLine line =
                LedgerLine.of(
                        "godwit", step.phase(), step.number(), "index.rebuilt", step.summary());
        database.transaction(
                Scope.state(step.name()),
                connection -> {
                    if (around.before(connection)) {
                        Ledger.add(
                                connection, step.run(), built ? line.statement(sql, took) : line);
                        around.after(connection);
                    }
                });
    }

    private boolean build(Connection connection, ObjectWork.Reindex work, String sql)
            throws SQLException {
        for (String carcass : carcasses(connection, work.index())) {
            execute(connection, "drop index concurrently if exists " + carcass);
        }
        if (!work.begins() || done(connection, work.index())) {
            return false;
        }
        try (IndexProgress ignored = IndexProgress.watch(database, step, connection, attempt)) {
            execute(connection, sql);
        }
        return true;
    }

    private static List<String> carcasses(Connection connection, QualifiedName index)
            throws SQLException {
        return Rows.of(
                connection,
                CARCASSES,
                row -> Identifier.quote(row.getString(1), row.getString(2)),
                index.sql());
    }

    /** Whether an earlier attempt has ended it; otherwise notes which index there was. */
    private boolean done(Connection connection, QualifiedName index) throws SQLException {
        List<LiveIndex> found = LiveIndex.find(connection, index);
        String now = found.isEmpty() ? "" : "oid " + found.getFirst().oid();
        String once = "reindex " + step.number();
        List<String> begun = Rows.of(connection, BEGUN, row -> row.getString(1), step.run(), once);
        if (!begun.isEmpty()) {
            return !begun.getFirst().equals(now) && found.getFirst().valid();
        }
        database.transaction(
                Scope.state(step.name()),
                other ->
                        Ledger.add(
                                other,
                                step.run(),
                                LedgerLine.of(
                                                "godwit",
                                                step.phase(),
                                                step.number(),
                                                "index.rebuilding",
                                                now)
                                        .once(once)));
        return false;
    }

    private void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                Attempt.Running ignored = attempt.running(statement)) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
