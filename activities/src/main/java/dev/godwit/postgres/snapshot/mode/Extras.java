package dev.godwit.postgres.snapshot.mode;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.SnapshotMode;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.snapshot.KeptItem;
import dev.godwit.postgres.snapshot.KeptItem.Kind;
import dev.godwit.postgres.snapshot.Manifest;
import dev.godwit.postgres.snapshot.store.ManifestFile;
import dev.godwit.postgres.snapshot.store.Store;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.Run;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.RunOptions.StoredSnapshot;
import dev.godwit.postgres.state.Runs;
import dev.godwit.postgres.state.Steps;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a plan asks for beside the data: done once, before the first step. */
public final class Extras {

    private static final String HOOK_FAILED = "GW-432";
    private static final String PHASE = "SNAPSHOT";

    private static final String TABLES =
            "select n.nspname, c.relname from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                    + " where c.oid::bigint = any (?) order by c.oid";

    private final Database database;
    private final @Nullable Store store;
    private final Hooks hooks;
    private final Dump dump;
    private final Attempt attempt;

    /** For one target. */
    public Extras(Database database, @Nullable Store store, Hooks hooks, Attempt attempt) {
        this(database, store, hooks, new Dump(), attempt);
    }

    Extras(Database database, @Nullable Store store, Hooks hooks, Dump dump, Attempt attempt) {
        this.database = database;
        this.store = store;
        this.hooks = hooks;
        this.dump = dump;
        this.attempt = attempt;
    }

    /**
     * Takes it, unless it has been taken.
     *
     * @throws EngineFailure when it cannot be taken: the run does not begin then
     */
    public void take(long id) throws SQLException {
        Scope scope = Scope.state(Scope.name(id, 0));
        Run run = database.inTransaction(scope, connection -> Runs.get(connection, id));
        StoredSnapshot asked = RunOptions.of(run).snapshot();
        if (asked == null) {
            return;
        }
        switch (SnapshotMode.valueOf(asked.mode())) {
            case DUMP -> dump(run, scope);
            case HOOK -> hook(run, scope, String.valueOf(asked.hook()));
            case DATA, RESTORE_POINT, NONE -> {}
        }
    }

    private void dump(Run run, Scope scope) throws SQLException {
        Store to = store;
        if (to == null) {
            throw stopped(Preconditions.noStore("run " + run.name()));
        }
        String file = Store.folder(run.plan(), run.id()) + "/before.dump";
        List<KeptItem> known =
                database.inTransaction(scope, connection -> Manifest.items(connection, run.id()));
        boolean there =
                known.stream()
                        .anyMatch(
                                item ->
                                        file.equals(item.file())
                                                && java.nio.file.Files.exists(to.at(file)));
        if (there) {
            return;
        }
        List<QualifiedName> tables = tables(run, scope);
        Store.Written written =
                dump.write(database, to, file, tables, "run " + run.name(), attempt);
        KeptItem item =
                item(run, Kind.DUMP, Dump.what(tables), written.bytes())
                        .in(written.file(), written.sha256());
        record(item, scope, "dump of %s, %d bytes".formatted(item.relation(), written.bytes()));
        List<KeptItem> items =
                database.inTransaction(scope, connection -> Manifest.items(connection, run.id()));
        ManifestFile.write(to, Store.folder(run.plan(), run.id()), run.name(), items);
    }

    /** None when statements of the user's own may touch others than the plan names. */
    private List<QualifiedName> tables(Run run, Scope scope) throws SQLException {
        return database.inTransaction(
                scope,
                connection -> {
                    boolean free =
                            Steps.all(connection, run.id()).stream()
                                    .map(stored -> stored.step().work())
                                    .anyMatch(
                                            work ->
                                                    work instanceof Work.RunSql
                                                            || work instanceof ScriptWork);
                    return free
                            ? List.of()
                            : Rows.of(
                                    connection,
                                    TABLES,
                                    row -> new QualifiedName(row.getString(1), row.getString(2)),
                                    RunOptions.of(run).tables());
                });
    }

    private void hook(Run run, Scope scope, String name) throws SQLException {
        List<KeptItem> known =
                database.inTransaction(scope, connection -> Manifest.items(connection, run.id()));
        if (known.stream().anyMatch(item -> item.kind() == Kind.HOOK)) {
            return;
        }
        attempt.report("hook " + name);
        Hooks.Ended ended = hooks.run(name, run.name(), attempt);
        attempt.check();
        if (ended.good()) {
            record(item(run, Kind.HOOK, name, null), scope, name + ": " + ended.note());
            return;
        }
        database.transaction(
                scope,
                connection ->
                        Ledger.add(
                                connection,
                                run.id(),
                                LedgerLine.of(
                                        "godwit",
                                        PHASE,
                                        0,
                                        "snapshot.failed",
                                        "hook %s: %s".formatted(name, ended.note()))));
        throw stopped(
                new Problem(
                        HOOK_FAILED,
                        "the hook %s has failed".formatted(name),
                        "run " + run.name(),
                        ended.note(),
                        "look at what the command writes on the worker's host, and start again"));
    }

    private void record(KeptItem item, Scope scope, String note) throws SQLException {
        database.transaction(
                scope,
                connection -> {
                    Manifest.add(connection, item);
                    Ledger.add(
                            connection,
                            item.run(),
                            LedgerLine.of(
                                            "godwit",
                                            PHASE,
                                            0,
                                            "snapshot." + item.kind().word(),
                                            note)
                                    .once("snapshot " + item.kind().word()));
                });
    }

    private static KeptItem item(Run run, Kind kind, String of, @Nullable Long bytes) {
        return new KeptItem(
                run.id(), 0, kind, of, List.of(), "", null, bytes, null, null, null, null, null);
    }

    private static EngineFailure stopped(Problem problem) {
        return new EngineFailure(EngineFailure.Kind.PERMANENT, problem, null);
    }
}
