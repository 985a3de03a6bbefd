package dev.godwit.postgres.snapshot.care;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.snapshot.KeptItem;
import dev.godwit.postgres.snapshot.Manifest;
import dev.godwit.postgres.snapshot.care.Shelf.Entry;
import dev.godwit.postgres.snapshot.care.Shelf.Standing;
import dev.godwit.postgres.snapshot.store.ManifestFile;
import dev.godwit.postgres.snapshot.store.Store;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Removes what was kept of runs that have ended long ago. A rollback of such a run says afterwards
 * what it cannot bring back. What a rollback that is not complete may still need stays.
 */
public final class Pruning {

    private static final String NAME = "godwit snapshot";
    private static final Set<String> ENDED = Set.of("DONE", "ROLLED_BACK");

    private static final String PLACE =
            "select n.nspname, c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                    + " where c.oid = pg_catalog.to_regclass(?)";

    private final Database database;
    private final @Nullable Store store;
    private final Attempt attempt;

    /** For one target. */
    public Pruning(Database database, @Nullable Store store, Attempt attempt) {
        this.database = database;
        this.store = store;
        this.attempt = attempt;
    }

    /** What would go. @param plan whose runs; empty for all */
    public List<Care> look(String plan, Duration olderThan) throws SQLException {
        return database.inTransaction(
                Scope.state(NAME),
                connection -> {
                    List<Care> goes = new ArrayList<>();
                    for (Entry entry : new Shelf(store).read(connection, plan)) {
                        if (old(entry.run(), olderThan) && goes(entry)) {
                            goes.add(Care.of(entry, "GOES", outside(entry.item())));
                        }
                    }
                    return goes;
                });
    }

    /** Removes it, a run at a time. */
    public List<Care> run(String plan, Duration olderThan, String actor) throws SQLException {
        List<Run> runs =
                database.inTransaction(
                        Scope.state(NAME),
                        connection ->
                                new Shelf(store)
                                        .read(connection, plan).stream()
                                                .map(Entry::run)
                                                .distinct()
                                                .filter(run -> old(run, olderThan))
                                                .toList());
        List<Care> gone = new ArrayList<>();
        for (Run run : runs) {
            attempt.check();
            attempt.report("prunes " + run.name());
            gone.addAll(prune(run.id(), actor));
        }
        return gone;
    }

    private static boolean old(Run run, Duration olderThan) {
        Instant ended = run.endedAt();
        return ended != null
                && ENDED.contains(run.outcome())
                && ended.isBefore(Instant.now().minus(olderThan));
    }

    /** Files stay when a rollback gives back what is in them, and hold rows all the same. */
    private static boolean goes(Entry entry) {
        return switch (entry.standing()) {
            case KEPT, LEFT, MISSING -> true;
            case GIVEN_BACK -> entry.item().file() != null;
            case PRUNED -> false;
        };
    }

    private static String outside(KeptItem item) {
        return item.place().isEmpty() && item.file() == null
                ? "only its line: it is outside of the target"
                : "";
    }

    private List<Care> prune(long id, String actor) throws SQLException {
        List<Entry> all =
                database.inTransaction(
                        Scope.state(NAME),
                        connection -> {
                            Run run = Runs.lock(connection, id);
                            if (run.open()) {
                                return List.of(); // a rollback has begun meanwhile
                            }
                            List<Entry> entries = new Shelf(store).of(connection, run);
                            for (Entry entry : entries) {
                                if (goes(entry)) {
                                    drop(connection, entry, actor);
                                }
                            }
                            return entries;
                        });
        List<Care> gone = new ArrayList<>();
        for (Entry entry : all) {
            String file = entry.item().file();
            Store here = store;
            boolean now = goes(entry);
            if (file != null && here != null && (now || entry.standing() == Standing.PRUNED)) {
                here.delete(file, ManifestFile.NAME);
            }
            if (now) {
                gone.add(
                        Care.of(
                                entry,
                                "PRUNED",
                                file != null && here == null
                                        ? "its file is in a directory that this worker does not have"
                                        : ""));
            }
        }
        return gone;
    }

    private static void drop(Connection connection, Entry entry, String actor) throws SQLException {
        KeptItem item = entry.item();
        List<QualifiedName> places =
                item.place().isEmpty()
                        ? List.of() // to_regclass of nothing is an error before 16
                        : Rows.of(
                                connection,
                                PLACE,
                                row -> new QualifiedName(row.getString(1), row.getString(2)),
                                item.place());
        for (QualifiedName place : places) {
            execute(connection, "drop table " + place.sql());
            if (place.schema().equals(StateSchema.NAME)) {
                QualifiedName after = new QualifiedName(place.schema(), place.name() + "_after");
                execute(connection, "drop table if exists " + after.sql());
            } else if (place.schema().startsWith("_godwit_")) {
                execute(connection, "drop schema " + Identifier.quote(place.schema()));
            }
        }
        if (!entry.counted()) {
            Manifest.add(connection, item);
        }
        Manifest.pruned(connection, item, actor);
        Ledger.add(
                connection,
                item.run(),
                LedgerLine.of(
                        actor, entry.run().phase(), item.step(), "data.pruned", item.words()));
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
