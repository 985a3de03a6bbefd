package dev.godwit.snapshot;

import dev.godwit.migration.host.ContractCheck;
import dev.godwit.migration.host.Host;
import dev.godwit.migration.host.TargetAccess;
import dev.godwit.migration.host.TargetDatabases;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.snapshot.KeptItem;
import dev.godwit.postgres.snapshot.care.Care;
import dev.godwit.postgres.snapshot.care.Pruning;
import dev.godwit.postgres.snapshot.care.Restoring;
import dev.godwit.postgres.snapshot.care.Shelf;
import dev.godwit.postgres.snapshot.care.Verification;
import dev.godwit.postgres.snapshot.store.Store;
import dev.godwit.workflow.snapshot.KeptData;
import dev.godwit.workflow.snapshot.SnapshotActivities;
import dev.godwit.workflow.snapshot.SnapshotInput;
import dev.godwit.workflow.snapshot.SnapshotReport;
import io.temporal.activity.Activity;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks after what is kept in PostgreSQL targets. Thread-safe. */
public final class PostgresSnapshots implements SnapshotActivities {

    /** Temporal takes messages of up to 2 MB. */
    private static final int MOST = 1_000;

    private final Host host;

    public PostgresSnapshots(TargetDatabases targets) {
        this.host = new Host(targets);
    }

    @Override
    public SnapshotReport handleSnapshots(SnapshotInput input) {
        String request = Activity.getExecutionContext().getInfo().getRunId();
        return host.on(
                input.target(),
                "snapshots of target " + input.target(),
                (target, attempt) -> {
                    ContractCheck.understood(input.contract());
                    List<Care> found =
                            known(target.database())
                                    ? handle(input, target, request, attempt)
                                    : List.of();
                    return new SnapshotReport(
                            input.target(),
                            found.stream()
                                    .limit(MOST)
                                    .map(one -> data(one, target.store()))
                                    .toList(),
                            Math.max(0, found.size() - MOST),
                            List.of(),
                            List.of());
                });
    }

    private static boolean known(Database database) throws SQLException {
        return database.inTransaction(
                Scope.state("godwit snapshot"),
                connection -> Rows.exists(connection, "godwit.run"));
    }

    private static List<Care> handle(
            SnapshotInput input, TargetAccess target, String request, Attempt attempt)
            throws SQLException {
        Database database = target.database();
        Store store = target.store();
        return switch (input.action()) {
            case LIST ->
                    database.inTransaction(
                            Scope.state("godwit snapshot"),
                            connection ->
                                    new Shelf(store)
                                            .read(connection, input.plan()).stream()
                                                    .map(
                                                            entry ->
                                                                    new Care(
                                                                            entry,
                                                                            entry.standing().name(),
                                                                            note(entry),
                                                                            ""))
                                                    .toList());
            case VERIFY -> new Verification(database, store, attempt).run(input.plan());
            case RESTORE -> {
                target.state().upgrade();
                yield new Restoring(database, store, request, attempt)
                        .run(input.plan(), input.into());
            }
            case PRUNE -> {
                Pruning pruning = new Pruning(database, store, attempt);
                if (input.dryRun()) {
                    yield pruning.look(input.plan(), input.olderThan());
                }
                target.state().upgrade();
                yield pruning.run(input.plan(), input.olderThan(), input.actor());
            }
        };
    }

    private static String note(Shelf.Entry entry) {
        KeptItem.Pruned pruned = entry.item().pruned();
        return pruned == null ? "" : "by " + pruned.by();
    }

    private static KeptData data(Care found, @Nullable Store store) {
        Shelf.Entry entry = found.entry();
        KeptItem item = entry.item();
        String file = item.file();
        return new KeptData(
                entry.run().name(),
                entry.run().id(),
                text(entry.run().endedAt()),
                item.step(),
                item.kind().word(),
                item.words(),
                item.place(),
                item.rows() == null ? -1 : item.rows(),
                item.bytes() == null ? -1 : item.bytes(),
                text(item.at()),
                file == null ? "" : store == null ? file : store.at(file).toString(),
                KeptData.State.valueOf(found.outcome()),
                found.note(),
                found.psql());
    }

    private static String text(@Nullable Instant at) {
        return at == null ? "" : at.toString();
    }
}
