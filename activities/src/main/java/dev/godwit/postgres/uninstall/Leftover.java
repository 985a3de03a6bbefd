package dev.godwit.postgres.uninstall;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import java.util.Locale;

/**
 * An object of Godwit's making beside its own record, recognised by its reserved name.
 *
 * @param table what it is on; for FUNCTION and tables, the object itself
 * @param name its own
 * @param run the newest run whose steps name it; empty when the record knows none
 * @param inUse whether that run is open
 * @param kept whether a run that has ended could still be taken back with it
 */
public record Leftover(
        Kind kind, QualifiedName table, String name, String run, boolean inUse, boolean kept) {

    /** In the order in which they go. */
    public enum Kind {
        TRIGGER,
        CONSTRAINT,
        INDEX,
        COLUMN,
        /** A table that a plan dropped: moved, with its rows, into a schema of Godwit's. */
        DROPPED_TABLE,
        /** The schema that such a table was moved into. */
        SCHEMA,
        /** In schema godwit. */
        FUNCTION,
        /** In schema godwit: keys and values that a fill wrote. */
        TABLE;

        /** Whether it works on no write, and only takes room. */
        public boolean stores() {
            return this == FUNCTION || this == TABLE || this == DROPPED_TABLE || this == SCHEMA;
        }

        boolean inSchema() {
            return this == FUNCTION || this == TABLE;
        }
    }

    /** For people. */
    public String words() {
        String word = kind.name().toLowerCase(Locale.ROOT);
        return switch (kind) {
            case TRIGGER, CONSTRAINT, COLUMN -> "%s %s of %s".formatted(word, name, table);
            case INDEX -> "%s %s".formatted(word, index());
            case FUNCTION, TABLE -> "%s %s".formatted(word, table);
            case DROPPED_TABLE ->
                    "table %s, which a plan has dropped, with its rows%s"
                            .formatted(table, run.isEmpty() ? "" : " (run " + run + ")");
            case SCHEMA -> "schema " + name;
        };
    }

    /** The statement that removes it; valid when it has gone. */
    public String drop() {
        String quoted = Identifier.quote(name);
        String on = table.sql();
        return switch (kind) {
            case TRIGGER -> "drop trigger if exists %s on %s".formatted(quoted, on);
            case CONSTRAINT ->
                    "alter table if exists %s drop constraint if exists %s".formatted(on, quoted);
            case COLUMN ->
                    "alter table if exists %s drop column if exists %s".formatted(on, quoted);
            case INDEX -> "drop index concurrently if exists " + index().sql();
            case FUNCTION -> "drop function if exists %s()".formatted(on);
            case TABLE, DROPPED_TABLE -> "drop table if exists " + on;
            case SCHEMA -> "drop schema if exists " + quoted;
        };
    }

    private QualifiedName index() {
        return new QualifiedName(table.schema(), name);
    }
}
