package dev.godwit.postgres.snapshot.store;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.snapshot.Chunks;
import dev.godwit.postgres.snapshot.KeptColumn;
import dev.godwit.postgres.snapshot.KeptItem;
import dev.godwit.postgres.snapshot.Reading;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyOut;

/**
 * Rows as a script for psql: it makes a table in a schema that psql is told, and fills it. Types
 * are those of the database; no constraint, no index.
 */
public final class RowFile {

    private static final String ALIAS = "_godwit_row";

    private RowFile() {}

    /**
     * Writes it.
     *
     * @param run its name, for people
     */
    public static void write(
            Database database,
            String name,
            KeptItem item,
            String run,
            OutputStream out,
            Attempt attempt)
            throws SQLException, IOException {
        List<String> chunks =
                database.inTransaction(
                        Reading.scope(name),
                        connection -> Chunks.of(connection, item.place(), ALIAS));
        List<KeptColumn> columns =
                database.inTransaction(
                        Reading.scope(name), connection -> KeptColumn.of(connection, item));
        String table = ":\"into\"." + Identifier.quote(item.plainName());
        text(out, head(item, run));
        text(
                out,
                "create table %s (%s);\n"
                        .formatted(
                                table,
                                columns.stream()
                                        .map(
                                                one ->
                                                        Identifier.quote(one.shown())
                                                                + " "
                                                                + one.type())
                                        .collect(joining(", "))));
        text(out, "copy " + table + " from stdin;\n");
        String list =
                columns.stream()
                        .map(one -> ALIAS + "." + Identifier.quote(one.name()))
                        .collect(joining(", "));
        for (String chunk : chunks) {
            attempt.check();
            attempt.report("writes " + item.words() + " to the store");
            database.transaction(
                    Reading.scope(name),
                    connection ->
                            copy(
                                    connection,
                                    "copy (select %s from %s) to stdout".formatted(list, chunk),
                                    out,
                                    attempt));
        }
        text(out, "\\.\ncommit;\n");
    }

    private static String head(KeptItem item, String run) {
        return """
        -- %s, kept by Godwit in run %s (%d), step %d: %,d rows.
        -- psql --set into=SCHEMA --file=THIS_FILE DATABASE
        \\set ON_ERROR_STOP on
        \\if :{?into}
        \\else
        \\set into godwit_restored
        \\endif
        begin;
        set local client_encoding to 'UTF8';
        set local datestyle to 'ISO, MDY';
        set local intervalstyle to 'postgres';
        create schema if not exists :"into";
        """
                .formatted(
                        item.words().replaceAll("\\R", " "),
                        run,
                        item.run(),
                        item.step(),
                        item.rows() == null ? 0 : item.rows());
    }

    private static void copy(Connection connection, String sql, OutputStream out, Attempt attempt)
            throws SQLException {
        Reading.settle(connection);
        Rows.of(
                connection,
                "select set_config('row_security', 'off', true)",
                row -> row.getString(1));
        CopyOut copy = connection.unwrap(PGConnection.class).getCopyAPI().copyOut(sql);
        try {
            for (byte[] row = copy.readFromCopy(); row != null; row = copy.readFromCopy()) {
                attempt.check();
                out.write(row);
            }
        } catch (IOException disk) {
            throw new StoreFull(disk);
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private static void text(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The disk of the store and not the database is against it. */
    static final class StoreFull extends RuntimeException {
        private final IOException disk;

        StoreFull(IOException disk) {
            super(disk);
            this.disk = disk;
        }

        IOException disk() {
            return disk;
        }
    }
}
