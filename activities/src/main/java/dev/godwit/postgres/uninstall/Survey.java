package dev.godwit.postgres.uninstall;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.state.OpenRun;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What there is of Godwit.
 *
 * @param schema whether schema godwit is there
 * @param runs how many its record knows
 * @param migrations of projects that are recorded as applied
 * @param open those that hold their tables
 * @param undoable ended runs that could still be taken back, wholly or in part
 */
record Survey(
        boolean schema,
        long runs,
        long migrations,
        List<Run> open,
        List<String> undoable,
        List<Leftover> leftovers) {

    private static final String UNDOABLE =
            """
            select distinct r.name from godwit.run r join godwit.undo u on u.run = r.id
            where r.ended_at is not null and u.state <> 'done' order by 1
            """;

    static Survey take(Connection connection) throws SQLException {
        boolean schema =
                Rows.holds(connection, "select pg_catalog.to_regnamespace('godwit') is not null");
        boolean record =
                Rows.holds(connection, "select pg_catalog.to_regclass('godwit.undo') is not null");
        List<Run> runs = record ? Runs.all(connection) : List.of();
        return new Survey(
                schema,
                runs.size(),
                migrations(connection),
                runs.stream().filter(Run::open).toList(),
                record ? Rows.of(connection, UNDOABLE, row -> row.getString(1)) : List.of(),
                Leftovers.find(connection));
    }

    /** A record of an older version has no such table. */
    private static long migrations(Connection connection) throws SQLException {
        return Rows.exists(connection, "godwit.migration")
                ? Rows.of(
                                connection,
                                "select count(*) from godwit.migration",
                                row -> row.getLong(1))
                        .getFirst()
                : 0;
    }

    boolean empty() {
        return !schema && leftovers.isEmpty();
    }

    /** Why it cannot go now. */
    List<Problem> against() {
        return open.stream().map(OpenRun::problem).toList();
    }

    /** One line for each thing that goes, and for what is lost with it. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (schema) {
            lines.add(
                    "schema godwit with the record of %d %s"
                            .formatted(runs, runs == 1 ? "run" : "runs"));
        }
        leftovers.forEach(left -> lines.add(left.words()));
        if (migrations > 0) {
            lines.add(
                    "lost: the record of %d applied %s of projects; say it with --baseline the next time"
                            .formatted(migrations, migrations == 1 ? "migration" : "migrations"));
        }
        if (!undoable.isEmpty()) {
            lines.add("lost: what was saved for a rollback of " + String.join(", ", undoable));
        }
        return lines;
    }
}
