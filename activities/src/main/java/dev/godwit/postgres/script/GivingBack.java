package dev.godwit.postgres.script;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Save;
import dev.godwit.plan.step.Save.Kind;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.StateSchema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives back what a script has taken away, around its reverse and in the same transaction. What
 * somebody has written since stays as it is.
 */
final class GivingBack {

    private static final String KEY =
            """
            select a.attname from pg_catalog.pg_index i cross join unnest(i.indkey) with ordinality k(number, place)
            join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
            where i.indrelid = pg_catalog.to_regclass(?) and i.indisprimary order by k.place
            """;

    /** Columns whose next value comes from a sequence. */
    private static final String SEQUENCES =
            """
            select a.attname, pg_catalog.pg_get_serial_sequence(?, a.attname) from pg_catalog.pg_attribute a
            where a.attrelid = pg_catalog.to_regclass(?) and a.attnum > 0 and not a.attisdropped
            and pg_catalog.pg_get_serial_sequence(?, a.attname) is not null
            """;

    private final List<String> notes = new ArrayList<>();

    /** A try begins: what the one before it noted is undone. */
    void begin() {
        notes.clear();
    }

    /** Before the reverse: forgets what was changed since, while it can still be compared. */
    void before(Connection connection, Save save) throws SQLException {
        if (save.kind() != Kind.TYPE && save.kind() != Kind.VALUES) {
            return;
        }
        Optional<Kept> found = Kept.find(connection, save);
        if (found.isEmpty() || !Kept.exists(connection, found.get().after())) {
            return;
        }
        Kept here = withKey(connection, found.get());
        if (!here.has()) {
            return;
        }
        String changed =
                save.columns().stream()
                        .map(Identifier::quote)
                        .map(column -> "t.%1$s is distinct from a.%1$s".formatted(column))
                        .collect(joining(" or "));
        long others =
                Kept.execute(
                        connection,
                        "delete from %s s using %s t, %s a where %s and %s and (%s)"
                                .formatted(
                                        here.copy().sql(),
                                        here.table().sql(),
                                        here.after().sql(),
                                        here.sameKey("s", "t"),
                                        here.sameKey("s", "a"),
                                        changed));
        if (others > 0) {
            notes.add("%d rows of %s were changed since and stay".formatted(others, here.table()));
        }
    }

    /** After the reverse. */
    void after(Connection connection, Save save) throws SQLException {
        Optional<Kept> found = Kept.find(connection, save);
        QualifiedName copy = new QualifiedName(StateSchema.NAME, save.into());
        if (!Kept.exists(connection, copy)) {
            return;
        }
        if (found.isEmpty() || !found.get().has()) {
            notes.add("%s: not there again, its data stays in %s".formatted(save.words(), copy));
            return;
        }
        Kept here = withKey(connection, found.get());
        long rows =
                switch (save.kind()) {
                    case VALUES -> values(connection, here);
                    case ROWS -> rows(connection, here);
                    case COLUMN, TYPE, TABLE -> quietly(connection, here);
                };
        notes.add("%d rows: %s given back".formatted(rows, save.words()));
        Kept.execute(connection, "drop table " + copy.sql());
        Kept.execute(connection, "drop table if exists " + here.after().sql());
    }

    /** Writes into the ledger what was done. */
    void record(Connection connection, StepContext step) throws SQLException {
        if (!notes.isEmpty()) {
            Ledger.add(
                    connection,
                    step.run(),
                    LedgerLine.of(
                            "godwit",
                            step.phase(),
                            step.number(),
                            "data.given-back",
                            String.join("; ", notes)));
        }
    }

    /** The reverse has locked the table, so that silencing its triggers costs nobody anything. */
    private static long quietly(Connection connection, Kept here) throws SQLException {
        Quiet quiet = Quiet.on(connection, here.table());
        long rows =
                here.save().kind() == Kind.TABLE
                        ? rows(connection, here)
                        : values(connection, here);
        quiet.end();
        return rows;
    }

    private static long values(Connection connection, Kept here) throws SQLException {
        List<String> columns = here.save().columns().stream().map(Identifier::quote).toList();
        String set = columns.stream().map(name -> name + " = s." + name).collect(joining(", "));
        String differ =
                columns.stream()
                        .map(name -> "t." + name + " is distinct from s." + name)
                        .collect(joining(" or "));
        return Kept.execute(
                connection,
                "update %s t set %s from %s s where %s and (%s)"
                        .formatted(
                                here.table().sql(),
                                set,
                                here.copy().sql(),
                                here.sameKey("s", "t"),
                                differ));
    }

    private static long rows(Connection connection, Kept here) throws SQLException {
        List<String> kept =
                Rows.of(
                        connection,
                        "select attname from pg_catalog.pg_attribute where attrelid = pg_catalog.to_regclass(?)"
                                + " and attnum > 0 and not attisdropped",
                        row -> row.getString(1),
                        here.copy().sql());
        String columns =
                here.columns().stream()
                        .filter(kept::contains)
                        .map(Identifier::quote)
                        .collect(joining(", "));
        long rows =
                Kept.execute(
                        connection,
                        "insert into %s (%s) overriding system value select %s from %s s%s"
                                .formatted(
                                        here.table().sql(),
                                        columns,
                                        columns,
                                        here.copy().sql(),
                                        here.key().isEmpty()
                                                ? ""
                                                : " where not exists (select from %s t where %s)"
                                                        .formatted(
                                                                here.table().sql(),
                                                                here.sameKey("s", "t"))));
        sequences(connection, here.table());
        return rows;
    }

    /** A sequence that the reverse has made anew would hand out numbers that are taken. */
    private static void sequences(Connection connection, QualifiedName table) throws SQLException {
        String name = table.sql();
        record Fed(String column, String sequence) {}
        List<Fed> all =
                Rows.of(
                        connection,
                        SEQUENCES,
                        row -> new Fed(row.getString(1), row.getString(2)),
                        name,
                        name,
                        name);
        for (Fed fed : all) {
            Kept.execute(
                    connection,
                    "select pg_catalog.setval(%s, m) from (select max(%s) as m from %s) x, %s q where m > q.last_value or (m = q.last_value and not q.is_called)"
                            .formatted(
                                    Identifier.literal(fed.sequence()),
                                    Identifier.quote(fed.column()),
                                    name,
                                    fed.sequence()));
        }
    }

    /** With the key that the copy was made by: the table may have another one by now. */
    private static Kept withKey(Connection connection, Kept here) throws SQLException {
        List<String> key = Rows.of(connection, KEY, row -> row.getString(1), here.copy().sql());
        return new Kept(here.save(), here.table(), here.columns(), key);
    }
}
