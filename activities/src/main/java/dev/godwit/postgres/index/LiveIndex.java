package dev.godwit.postgres.index;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.Statements;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What stands under the name of an index: nothing, an index, or something else.
 *
 * @param definition {@code pg_get_indexdef}, empty when it is not an index
 */
public record LiveIndex(long oid, boolean valid, String definition) {

    private static final String FIND =
            """
            select c.oid::bigint, coalesce(i.indisvalid, false), coalesce(pg_catalog.pg_get_indexdef(i.indexrelid), '')
            from pg_catalog.pg_class c left join pg_catalog.pg_index i on i.indexrelid = c.oid where c.oid = to_regclass(?)
            """;

    private static final String BUILT_BY =
            "select note from godwit.ledger where run = ? and once = ?";

    /** Empty when the name is free. */
    public static List<LiveIndex> find(Connection connection, QualifiedName name)
            throws SQLException {
        return Rows.of(
                connection,
                FIND,
                row -> new LiveIndex(row.getLong(1), row.getBoolean(2), row.getString(3)),
                name.sql());
    }

    static QualifiedName reserved(Work.BuildIndex build) {
        return new QualifiedName(build.table().schema(), build.reserved());
    }

    /** The name that a build gives its index in the end. */
    public static QualifiedName wanted(Work.BuildIndex build) {
        return new QualifiedName(build.table().schema(), build.name());
    }

    /**
     * Whether a step of the run built it. A REINDEX CONCURRENTLY since then gave it another oid but
     * left its definition.
     */
    public boolean builtBy(Connection connection, long run, int step) throws SQLException {
        return Rows.of(connection, BUILT_BY, row -> row.getString(1), run, once(step)).stream()
                .anyMatch(
                        note ->
                                note.startsWith("oid " + oid + ": ")
                                        || note.endsWith(": " + definition));
    }

    /** Keeps in the ledger what a step has built under its wanted name. */
    private static void remember(Connection connection, StepContext step, QualifiedName index)
            throws SQLException {
        for (LiveIndex built : find(connection, index)) {
            Ledger.add(
                    connection,
                    step.run(),
                    LedgerLine.of(
                                    "godwit",
                                    step.phase(),
                                    step.number(),
                                    "index.named",
                                    built.note())
                            .once(once(step.number())));
        }
    }

    /** The same as a part of the transaction that gives the index its name. */
    public static Statements.Around remembering(
            StepContext step, QualifiedName index, Statements.Around around) {
        return new Statements.Around() {
            @Override
            public boolean before(Connection connection) throws SQLException {
                return around.before(connection);
            }

            @Override
            public void after(Connection connection) throws SQLException {
                remember(connection, step, index);
                around.after(connection);
            }
        };
    }

    /** What the ledger keeps, so that an undo recognises it. */
    private String note() {
        return "oid " + oid + ": " + definition;
    }

    private static String once(int step) {
        return "index " + step;
    }
}
