package dev.godwit.postgres.snapshot.care;

import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.snapshot.KeptItem;
import dev.godwit.postgres.snapshot.RowSum;
import dev.godwit.postgres.snapshot.care.Shelf.Entry;
import dev.godwit.postgres.snapshot.store.Store;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads everything that is kept again and says what is not as it was. Changes nothing. */
public final class Verification {

    private final Database database;
    private final @Nullable Store store;
    private final Attempt attempt;

    /** Of one target. */
    public Verification(Database database, @Nullable Store store, Attempt attempt) {
        this.database = database;
        this.store = store;
        this.attempt = attempt;
    }

    /** Verifies it. @param plan whose runs; empty for all */
    public List<Care> run(String plan) throws SQLException {
        List<Entry> entries =
                database.inTransaction(
                        Scope.state("godwit snapshot"),
                        connection -> new Shelf(store).read(connection, plan));
        List<Care> found = new ArrayList<>();
        for (Entry entry : entries) {
            attempt.check();
            switch (entry.standing()) {
                case GIVEN_BACK, PRUNED -> {}
                case LEFT ->
                        found.add(
                                Care.of(entry, "LEFT", "a rollback has given back the other rows"));
                case MISSING -> found.add(Care.of(entry, "MISSING", "its table or file is gone"));
                case KEPT -> found.add(kept(entry));
            }
        }
        return found;
    }

    private Care kept(Entry entry) throws SQLException {
        KeptItem item = entry.item();
        if (item.place().isEmpty() && item.file() == null) {
            return Care.of(entry, "KEPT", "it is outside of the target: not looked at");
        }
        if (!entry.counted()) {
            return Care.of(entry, "KEPT", "no checksum was taken of it");
        }
        List<String> differences = new ArrayList<>();
        if (!item.place().isEmpty() && item.checksum() != null) {
            RowSum now = RowSum.of(database, "godwit snapshot", item.place(), attempt);
            if (item.rows() != null && now.rows() != item.rows()) {
                differences.add(
                        "%s has %,d rows, it had %,d"
                                .formatted(item.place(), now.rows(), item.rows()));
            } else if (!now.checksum().equals(item.checksum())) {
                differences.add(
                        "rows of %s were changed: %s, it was %s"
                                .formatted(item.place(), now.checksum(), item.checksum()));
            }
        }
        String note = "";
        String file = item.file();
        Store here = store;
        if (file != null && here == null) {
            note = "its file is in a directory that this worker does not have";
        } else if (file != null && here != null) {
            String hash = here.sha256(file);
            if (!hash.equals(item.sha256())) {
                differences.add(
                        here.at(file)
                                + (hash.isEmpty()
                                        ? " is gone"
                                        : " was changed: its SHA-256 is another one"));
            }
        }
        return differences.isEmpty()
                ? Care.of(entry, "SAME", note)
                : Care.of(entry, "CHANGED", String.join("; ", differences));
    }
}
