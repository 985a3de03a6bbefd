package dev.godwit.postgres.snapshot;

import dev.godwit.plan.spec.SnapshotMode;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.CatalogReader;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.StepJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * Keeps the definitions of what will change, and a named restore point where the role may make one.
 */
public final class Snapshots {

    private static final String TABLES =
            "select n.nspname, c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                    + " where c.oid::bigint = any (?) order by c.oid";

    private static final String TAKEN =
            "select exists (select from godwit.ledger where run = ? and once = 'snapshot')";

    private static final String TRIGGERS =
            "select pg_catalog.pg_get_triggerdef(oid) from pg_catalog.pg_trigger"
                    + " where tgrelid = to_regclass(?) and not tgisinternal order by tgname";

    private final Database database;

    /** For one target. */
    public Snapshots(Database database) {
        this.database = database;
    }

    /**
     * Takes it; a repeated call keeps what the first one took. @return what was kept, for people
     */
    public String take(long id) throws SQLException {
        return database.inTransaction(
                Scope.state(Scope.name(id, 0)),
                connection -> {
                    Run run = Runs.lock(connection, id);
                    RunOptions options = RunOptions.of(run);
                    List<QualifiedName> tables =
                            Rows.of(
                                    connection,
                                    TABLES,
                                    row -> new QualifiedName(row.getString(1), row.getString(2)),
                                    options.tables());
                    for (QualifiedName table : tables) {
                        keep(connection, id, table);
                    }
                    String note =
                            "definitions of %d %s kept"
                                    .formatted(
                                            tables.size(), tables.size() == 1 ? "table" : "tables");
                    if (options.restorePoint() && !Rows.holds(connection, TAKEN, id)) {
                        note += restorePoint(connection, run, options);
                    }
                    Ledger.add(
                            connection,
                            id,
                            LedgerLine.of("godwit", "SNAPSHOT", 0, "snapshot.taken", note)
                                    .once("snapshot"));
                    return note;
                });
    }

    private static String restorePoint(Connection connection, Run run, RunOptions options)
            throws SQLException {
        if (!RestorePoint.may(connection)) {
            if (asked(options)) {
                throw new EngineFailure(
                        EngineFailure.Kind.PERMANENT,
                        RestorePoint.refusal("run " + run.name()),
                        null);
            }
            return "; no restore point: not granted to this role, or wal_level is minimal";
        }
        RestorePoint.make(connection, run.id());
        String name = RestorePoint.name(run.id());
        if (asked(options)) {
            Manifest.add(
                    connection,
                    new KeptItem(
                            run.id(),
                            0,
                            KeptItem.Kind.RESTORE_POINT,
                            name,
                            List.of(),
                            "",
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null));
        }
        return "; restore point \"" + name + "\"";
    }

    private static boolean asked(RunOptions options) {
        RunOptions.StoredSnapshot snapshot = options.snapshot();
        return snapshot != null && snapshot.mode().equals(SnapshotMode.RESTORE_POINT.name());
    }

    private static void keep(Connection connection, long run, QualifiedName table)
            throws SQLException {
        keep(
                connection,
                run,
                table,
                "definition",
                StepJson.write(CatalogReader.read(connection, List.of(table), List.of()).tables()));
        List<String> triggers = Rows.of(connection, TRIGGERS, row -> row.getString(1), table.sql());
        if (!triggers.isEmpty()) {
            keep(connection, run, table, "triggers", String.join(";\n", triggers));
        }
    }

    private static void keep(
            Connection connection, long run, QualifiedName table, String kind, String definition)
            throws SQLException {
        try (PreparedStatement insert =
                connection.prepareStatement(
                        "insert into godwit.snapshot (run, relation, kind, definition) values (?, ?, ?, ?) on conflict do nothing")) {
            insert.setLong(1, run);
            insert.setString(2, table.toString());
            insert.setString(3, kind);
            insert.setString(4, definition);
            insert.executeUpdate();
        }
    }
}
