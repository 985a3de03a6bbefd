package dev.godwit.postgres.snapshot.store;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.snapshot.Discovery;
import dev.godwit.postgres.snapshot.KeptItem;
import dev.godwit.postgres.snapshot.Manifest;
import dev.godwit.postgres.snapshot.RowSum;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings the manifest of a run up to what is kept: counts, checksums and, with a store, files. What
 * it has done before it does not do again, so it may be called, and killed, at any time.
 */
public final class Keeper {

    private static final String SIZE =
            "select pg_catalog.pg_total_relation_size(pg_catalog.to_regclass(?))";

    private final Database database;
    private final StateSchema state;
    private final @Nullable Store store;
    private final Attempt attempt;

    /**
     * @param store null where everything stays in the target
     */
    public Keeper(Database database, StateSchema state, @Nullable Store store, Attempt attempt) {
        this.database = database;
        this.state = state;
        this.store = store;
        this.attempt = attempt;
    }

    /**
     * Takes what is missing.
     *
     * @param ended whether the run fills no more rows
     */
    public void complete(long run, boolean ended) throws SQLException {
        Scope scope = Scope.state(Scope.name(run, 0));
        List<KeptItem> found =
                database.inTransaction(scope, connection -> Discovery.find(connection, run, ended));
        if (found.isEmpty()) {
            return;
        }
        state.upgrade(); // an older Godwit may have begun the run
        List<KeptItem> known =
                database.inTransaction(scope, connection -> Manifest.items(connection, run));
        Run row = database.inTransaction(scope, connection -> Runs.get(connection, run));
        for (KeptItem item : found) {
            Optional<KeptItem> line = known.stream().filter(item::same).findFirst();
            if (line.isEmpty() || unfinished(line.get())) {
                take(line.orElse(item), row);
            }
        }
        Store to = store;
        if (to != null) {
            // Also when all was taken before: an attempt may have been killed right before this.
            List<KeptItem> items =
                    database.inTransaction(scope, connection -> Manifest.items(connection, run));
            ManifestFile.write(to, Store.folder(row.plan(), row.id()), row.name(), items);
        }
    }

    private boolean unfinished(KeptItem line) {
        return line.pruned() == null
                && (line.checksum() == null || store != null && line.file() == null);
    }

    private void take(KeptItem item, Run run) throws SQLException {
        String name = Scope.name(item.run(), item.step());
        RowSum sum = RowSum.of(database, name, item.place(), attempt);
        KeptItem taken =
                database.inTransaction(
                        Scope.state(name),
                        connection -> item.counted(sum, size(connection, item.place())));
        if (store != null) {
            taken = written(store, taken, run, name);
        }
        record(taken, run, name);
    }

    private KeptItem written(Store to, KeptItem item, Run run, String name) throws SQLException {
        String file =
                "%s/%04d-%s.sql"
                        .formatted(Store.folder(run.plan(), run.id()), item.step(), fileName(item));
        Store.Written written =
                to.write(
                        file, out -> RowFile.write(database, name, item, run.name(), out, attempt));
        return item.in(written.file(), written.sha256());
    }

    /** Two things of one step may be of the same table. */
    private static String fileName(KeptItem item) {
        String place = item.place().replaceAll("[^A-Za-z0-9_]", "_").replaceAll("_+", "_");
        return item.plainName().replaceAll("[^A-Za-z0-9._-]", "_")
                + "-"
                + Integer.toHexString(place.hashCode());
    }

    private void record(KeptItem item, Run run, String name) throws SQLException {
        database.transaction(
                Scope.state(name),
                connection -> {
                    Manifest.add(connection, item);
                    Ledger.add(
                            connection,
                            item.run(),
                            LedgerLine.of(
                                            "godwit",
                                            run.phase(),
                                            item.step(),
                                            "data.kept",
                                            "%s: %d rows, %s"
                                                    .formatted(
                                                            item.words(),
                                                            item.rows(),
                                                            item.checksum()))
                                    .once("kept " + item.step() + " " + item.place()));
                });
    }

    private static long size(Connection connection, String place) throws SQLException {
        return Rows.of(connection, SIZE, row -> row.getLong(1), place).getFirst();
    }
}
