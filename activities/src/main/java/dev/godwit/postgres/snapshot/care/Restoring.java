package dev.godwit.postgres.snapshot.care;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.snapshot.KeptColumn;
import dev.godwit.postgres.snapshot.KeptItem;
import dev.godwit.postgres.snapshot.care.Shelf.Entry;
import dev.godwit.postgres.snapshot.care.Shelf.Standing;
import dev.godwit.postgres.snapshot.store.Store;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what is kept of a plan's runs into new tables. Nothing is overwritten: a table that is
 * there already, and was not made by this very request, is a refusal of everything.
 */
public final class Restoring {

    private static final String THERE = "GW-433";
    private static final String NOTHING = "GW-434";
    private static final String RESERVED = "GW-435";

    private static final String COMMENT =
            "select coalesce(pg_catalog.obj_description(pg_catalog.to_regclass(?), 'pg_class'), '')";

    private final Database database;
    private final @Nullable Store store;
    private final String request;
    private final Attempt attempt;

    /**
     * For one target.
     *
     * @param request the same when a call is repeated
     */
    public Restoring(Database database, @Nullable Store store, String request, Attempt attempt) {
        this.database = database;
        this.store = store;
        this.request = request;
        this.attempt = attempt;
    }

    /**
     * Restores it.
     *
     * @param plan whose newest run that has kept something
     * @throws EngineFailure when something is in the way: nothing was written then
     */
    public List<Care> run(String plan, String into) throws SQLException {
        if (into.equals("godwit") || into.startsWith("pg_") || into.startsWith("_godwit_")) {
            throw refused(
                    RESERVED,
                    "nothing is restored into schema " + into,
                    "it belongs to Godwit or to PostgreSQL",
                    "name another one: --into SCHEMA");
        }
        List<Entry> entries =
                database.inTransaction(
                        Scope.state("godwit snapshot"), connection -> newest(connection, plan));
        if (entries.isEmpty()) {
            throw refused(
                    NOTHING,
                    "nothing is kept of " + plan,
                    "no run of it has kept anything, or it was given back or pruned",
                    "godwit snapshot list --all says what became of it");
        }
        Map<String, Entry> tables = named(entries);
        List<String> taken =
                database.inTransaction(
                        Scope.state("godwit snapshot"),
                        connection -> taken(connection, into, tables.keySet()));
        if (!taken.isEmpty()) {
            throw refused(
                    THERE,
                    "%s there already"
                            .formatted(
                                    String.join(", ", taken)
                                            + (taken.size() == 1 ? " is" : " are")),
                    "nothing is overwritten",
                    "name another schema with --into, or drop what is there");
        }
        List<Care> done = new ArrayList<>();
        for (Map.Entry<String, Entry> one : tables.entrySet()) {
            attempt.check();
            done.add(restore(new QualifiedName(into, one.getKey()), one.getValue()));
        }
        entries.stream()
                .filter(entry -> !tables.containsValue(entry))
                .map(this::fileOnly)
                .forEach(done::add);
        return done;
    }

    /** Of the newest run that has something. */
    private List<Entry> newest(Connection connection, String plan) throws SQLException {
        List<Entry> there =
                new Shelf(store)
                        .read(connection, plan).stream()
                                .filter(
                                        entry ->
                                                there(entry)
                                                        || entry.standing() == Standing.MISSING
                                                                && entry.item().file() != null)
                                .toList();
        return there.stream()
                .filter(entry -> entry.run().id() == there.getFirst().run().id())
                .toList();
    }

    private static boolean there(Entry entry) {
        return entry.standing() == Standing.KEPT || entry.standing() == Standing.LEFT;
    }

    private static Map<String, Entry> named(List<Entry> entries) {
        Map<String, Entry> names = new LinkedHashMap<>();
        for (Entry entry : entries) {
            if (!entry.item().place().isEmpty() && there(entry)) {
                String plain = entry.item().plainName();
                String name = plain;
                for (int i = 2; names.containsKey(name); i++) {
                    name = plain + "_" + i;
                }
                names.put(name, entry);
            }
        }
        return names;
    }

    private List<String> taken(Connection connection, String into, Iterable<String> names)
            throws SQLException {
        List<String> taken = new ArrayList<>();
        for (String name : names) {
            QualifiedName table = new QualifiedName(into, name);
            if (Rows.exists(connection, table.sql()) && !ours(connection, table)) {
                taken.add(table.toString());
            }
        }
        return taken;
    }

    private boolean ours(Connection connection, QualifiedName table) throws SQLException {
        return Rows.of(connection, COMMENT, row -> row.getString(1), table.sql())
                .getFirst()
                .endsWith(mark());
    }

    private String mark() {
        return "(request " + request + ")";
    }

    private Care restore(QualifiedName table, Entry entry) throws SQLException {
        KeptItem item = entry.item();
        String create =
                database.inTransaction(
                        Scope.state("godwit snapshot"),
                        connection -> create(connection, table, item));
        attempt.report("restores " + item.words());
        database.transaction(
                Scope.state("godwit snapshot").with(Duration.ofSeconds(5), Duration.ZERO),
                connection -> {
                    if (Rows.exists(connection, table.sql())) {
                        return; // by an attempt whose answer was lost
                    }
                    if (!Rows.holds(
                            connection,
                            "select pg_catalog.to_regnamespace(?) is not null",
                            Identifier.quote(table.schema()))) {
                        execute(connection, "create schema " + Identifier.quote(table.schema()));
                    }
                    execute(connection, create);
                    execute(
                            connection,
                            "comment on table %s is %s"
                                    .formatted(
                                            table.sql(),
                                            Identifier.literal(
                                                    "%s, as Godwit kept it in run %s %s"
                                                            .formatted(
                                                                    item.words(),
                                                                    entry.run().name(),
                                                                    mark()))));
                });
        return new Care(entry, "RESTORED", "as " + table, create + ";");
    }

    private static String create(Connection connection, QualifiedName table, KeptItem item)
            throws SQLException {
        String columns =
                KeptColumn.of(connection, item).stream()
                        .map(one -> column(one.name(), one.shown()))
                        .collect(joining(", "));
        return "create table %s as select %s from %s".formatted(table.sql(), columns, item.place());
    }

    private static String column(String name, String shown) {
        return name.equals(shown)
                ? Identifier.quote(name)
                : Identifier.quote(name) + " as " + Identifier.quote(shown);
    }

    private void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                Attempt.Running running = attempt.running(statement)) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }

    private Care fileOnly(Entry entry) {
        String file = entry.item().file();
        if (file == null) {
            return Care.of(entry, "KEPT", "it is outside of the target");
        }
        Store here = store;
        String path = here == null ? file : here.at(file).toString();
        return new Care(
                entry,
                "KEPT",
                "only as a file on the worker's host",
                entry.item().kind() == KeptItem.Kind.DUMP
                        ? "pg_restore --dbname=DATABASE " + path
                        : "psql --set into=SCHEMA --file=" + path + " DATABASE");
    }

    private static EngineFailure refused(String code, String what, String because, String next) {
        return new EngineFailure(
                EngineFailure.Kind.PERMANENT, new Problem(code, what, "", because, next), null);
    }
}
