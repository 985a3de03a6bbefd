package dev.godwit.plan.sql;

/** The one place where SQL identifiers are quoted. */
public final class Identifier {

    /** PostgreSQL cuts longer names silently (NAMEDATALEN - 1), so Godwit refuses them. */
    public static final int MAX_BYTES = 63;

    private Identifier() {}

    /**
     * Quotes a name so that PostgreSQL reads it exactly as given, whatever its case or characters.
     *
     * @throws IllegalArgumentException when the name is empty or holds a NUL character
     */
    public static String quote(String name) {
        if (name.isEmpty() || name.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("not an SQL identifier: \"" + name + "\"");
        }
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Quotes schema and name, joined by a dot. */
    public static String quote(String schema, String name) {
        return quote(schema) + '.' + quote(name);
    }

    /** Quotes a text as a literal; safe whatever {@code standard_conforming_strings} says. */
    public static String literal(String text) {
        String quoted = text.replace("'", "''");
        return text.indexOf('\\') < 0
                ? "'" + quoted + "'"
                : " E'" + quoted.replace("\\", "\\\\") + "'";
    }
}
