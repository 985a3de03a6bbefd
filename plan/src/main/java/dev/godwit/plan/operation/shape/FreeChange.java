package dev.godwit.plan.operation.shape;

import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Changes of type that PostgreSQL makes in the catalog alone: no row is rewritten, no index built
 * again, nothing read.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-altertable.html">ALTER TABLE</a>
 */
public final class FreeChange {

    private static final Pattern TYPE =
            Pattern.compile(
                    "([a-z][a-z0-9 ]*?) ?(?:\\((\\d+)(?:, ?(\\d+))?\\))?( with(?:out)? time zone)?");
    private static final int NONE = -1;
    private static final int UNKNOWN = -2;

    private FreeChange() {}

    private record Type(String name, int size, int scale) {}

    /** Whether the column gets that type so. */
    public static boolean is(Table table, Column column, String type) {
        return !standsOn(table, column.name()) && wider(type(column.type()), type(type));
    }

    /** Whether it is the same type, perhaps under another name. */
    public static boolean same(String one, String other) {
        return one.equals(other) || type(one).equals(type(other)) && type(one).size() != UNKNOWN;
    }

    /** What PostgreSQL would check or build again. */
    private static boolean standsOn(Table table, String column) {
        return table.constraints().stream()
                        .anyMatch(
                                one ->
                                        "cfx".indexOf(one.type()) >= 0
                                                && one.columns().contains(column))
                || table.indexes().stream()
                        .anyMatch(
                                index ->
                                        index.uses().contains(column)
                                                && (index.partial()
                                                        || index.columns().contains("")));
    }

    private static boolean wider(Type from, Type to) {
        return switch (from.name()) {
            case "character varying" ->
                    to.name().equals("text") || to.name().equals(from.name()) && room(from, to);
            case "text" -> to.equals(new Type("character varying", NONE, NONE));
            case "numeric" ->
                    to.name().equals(from.name())
                            && (to.size() == NONE
                                    || from.size() != NONE
                                            && from.scale() == to.scale()
                                            && from.size() <= to.size());
            case "cidr" -> to.name().equals("inet");
            case "bit varying",
                    "timestamp without time zone",
                    "timestamp with time zone",
                    "time without time zone",
                    "time with time zone" ->
                    to.name().equals(from.name()) && room(from, to);
            default -> false;
        };
    }

    private static boolean room(Type from, Type to) {
        return to.size() == NONE || from.size() != NONE && from.size() <= to.size();
    }

    private static Type type(String text) {
        Matcher parts = TYPE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!parts.matches()) {
            return new Type(text, UNKNOWN, UNKNOWN);
        }
        String zone = parts.group(4) == null ? "" : parts.group(4);
        String name =
                switch (parts.group(1).strip() + zone) {
                    case "varchar" -> "character varying";
                    case "decimal" -> "numeric";
                    case "varbit" -> "bit varying";
                    case "int", "int4" -> "integer";
                    case "int8" -> "bigint";
                    case "int2" -> "smallint";
                    case "bool" -> "boolean";
                    case "float8", "float" -> "double precision";
                    case "float4" -> "real";
                    case "timestamptz" -> "timestamp with time zone";
                    case "timestamp" -> "timestamp without time zone";
                    case "timetz" -> "time with time zone";
                    case "time" -> "time without time zone";
                    case "char" -> "character";
                    default -> parts.group(1).strip() + zone;
                };
        int size = number(parts.group(2));
        int scale = number(parts.group(3));
        return new Type(name, size, name.equals("numeric") && size >= 0 && scale < 0 ? 0 : scale);
    }

    private static int number(@Nullable String digits) {
        return digits == null ? NONE : Integer.parseInt(digits);
    }
}
