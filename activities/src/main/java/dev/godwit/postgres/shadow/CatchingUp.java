package dev.godwit.postgres.shadow;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ShadowWork.CatchUp;
import dev.godwit.postgres.fill.range.Heap;
import dev.godwit.postgres.fill.range.KeyNames;
import dev.godwit.postgres.rows.Returning;
import dev.godwit.postgres.rows.RowFailure;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Makes a table equal to another one that it follows again. Rows that differ are locked in the one
 * that is right, so that what is written is what stands there. May be repeated from anywhere.
 */
public final class CatchingUp {

    private static final long BLOCKS = 256;

    /** Blocks mean nothing any more. */
    private static final long REWRITTEN = -1;

    private final CatchUp behind;
    private final Returning rows;
    private final RowFailure failure;

    /** Of a step that is taken back. */
    public CatchingUp(Database database, long run, int step, CatchUp behind, Attempt attempt) {
        this.behind = behind;
        this.rows = Returning.of(database, run, step, behind.table(), attempt);
        this.failure =
                new RowFailure(
                        database,
                        run,
                        step,
                        "GW-356",
                        "the old table of %s cannot be made right".formatted(behind.table()),
                        "mend the rows that refuse down, then roll back again");
    }

    /**
     * Makes it equal.
     *
     * @return what was done, in one line
     * @throws dev.godwit.postgres.session.EngineFailure when a row refuses it
     */
    public String run() throws SQLException {
        try {
            if (!rows.begin(connection -> there(connection))) {
                return "the old table is gone";
            }
            long written = pass(behind.table(), this::write);
            long deleted = pass(behind.twin(), this::delete);
            return "%d rows of the old table of %s written, %d deleted"
                    .formatted(written, behind.table(), deleted);
        } catch (SQLException cause) {
            rows.attempt().check(); // a cancelled statement of an ended attempt is no failure
            throw failure.rethrow(cause);
        }
    }

    /** What is done with the rows of a range. */
    @FunctionalInterface
    private interface Deed {
        long on(Connection connection, String range) throws SQLException;
    }

    private boolean there(Connection connection) throws SQLException {
        return rows.counts(
                                connection,
                                "select count(to_regclass(%s)), 0"
                                        .formatted(Identifier.literal(behind.twin().sql())))[0]
                > 0;
    }

    private long pass(QualifiedName table, Deed deed) throws SQLException {
        long done = 0;
        Heap heap = rows.transaction(connection -> Heap.read(connection, table));
        for (long from = 0; from < heap.blocks(); from += BLOCKS) {
            String range =
                    "%1$s.ctid >= '(%2$d,0)' and %1$s.ctid < '(%3$d,0)'"
                            .formatted(Identifier.quote(table.name()), from, from + BLOCKS);
            long now =
                    rows.transaction(
                            connection ->
                                    Heap.read(connection, table).filenode() == heap.filenode()
                                            ? deed.on(connection, range)
                                            : REWRITTEN);
            if (now == REWRITTEN) {
                return done + pass(table, deed);
            }
            done += now;
            rows.attempt().report("caught up with " + done + " rows");
        }
        return done;
    }

    private long write(Connection connection, String range) throws SQLException {
        return Twin.write(
                connection,
                Twin.overwrite(
                        behind.table(),
                        behind.twin(),
                        behind.values(),
                        behind.key(),
                        range + " and " + behind.differs()),
                rows.attempt());
    }

    private long delete(Connection connection, String range) throws SQLException {
        String name = Identifier.quote(behind.twin().name());
        String stray =
                "%s and not exists (select from %s as _godwit_o where %s)"
                        .formatted(
                                range,
                                behind.table().sql(),
                                KeyNames.same(behind.key(), "_godwit_o", name));
        return Twin.takeOut(connection, behind.twin(), stray, rows.attempt());
    }
}
