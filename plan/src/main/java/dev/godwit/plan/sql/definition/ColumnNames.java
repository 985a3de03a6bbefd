package dev.godwit.plan.sql.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.Lexemes;
import dev.godwit.plan.sql.ParseTree;
import dev.godwit.plan.sql.Statements.NotSqlException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Puts another column into definitions as PostgreSQL's catalog writes them. */
public final class ColumnNames {

    private static final String ADD = "alter table t add constraint c ";

    private ColumnNames() {}

    /**
     * The definition of an index ({@code pg_get_indexdef}) over another column.
     *
     * @throws NotSqlException when it cannot be read
     */
    public static String ofIndex(String definition, String from, String to) throws NotSqlException {
        JsonNode index =
                ParseTree.of(definition).path("stmts").path(0).path("stmt").path("IndexStmt");
        byte[] sql = definition.getBytes(StandardCharsets.UTF_8);
        SortedSet<Integer> places = references(index, from);
        int table =
                Lexemes.endOfName(
                        sql,
                        index.path("relation").path("location").asInt(),
                        index.path("relation").has("schemaname") ? 2 : 1);
        int open = Lexemes.next(sql, table, '(');
        places.addAll(elements(sql, open, index.path("indexParams"), from));
        if (index.has("indexIncludingParams")) {
            int include = Lexemes.next(sql, Lexemes.closing(sql, open) + 1, '(');
            places.addAll(elements(sql, include, index.path("indexIncludingParams"), from));
        }
        return replaced(sql, places, to);
    }

    /**
     * The definition of a check ({@code pg_get_constraintdef}) over another column.
     *
     * @throws NotSqlException when it cannot be read
     */
    public static String ofCheck(String definition, String from, String to) throws NotSqlException {
        String statement = ADD + definition;
        byte[] sql = statement.getBytes(StandardCharsets.UTF_8);
        return replaced(sql, references(ParseTree.of(statement), from), to).substring(ADD.length());
    }

    /**
     * The definition of a foreign key ({@code pg_get_constraintdef}) over another column of its own
     * table.
     *
     * @throws NotSqlException when it cannot be read
     */
    public static String ofForeignKey(String definition, String from, String to)
            throws NotSqlException {
        String statement = ADD + definition;
        byte[] sql = statement.getBytes(StandardCharsets.UTF_8);
        JsonNode constraint = ParseTree.of(statement).findValue("Constraint");
        SortedSet<Integer> places = new TreeSet<>();
        places.addAll(own(sql, ADD.length(), constraint.path("fk_attrs"), from));
        if (constraint.has("fk_del_set_cols")) {
            int last = statement.lastIndexOf('(');
            int open = statement.substring(0, last).getBytes(StandardCharsets.UTF_8).length;
            places.addAll(own(sql, open, constraint.path("fk_del_set_cols"), from));
        }
        return replaced(sql, places, to).substring(ADD.length());
    }

    private static List<Integer> own(byte[] sql, int start, JsonNode names, String column) {
        List<Integer> starts = Lexemes.elements(sql, Lexemes.next(sql, start, '('));
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at < names.size(); at++) {
            if (names.path(at).path("String").path("sval").asText().equals(column)) {
                places.add(starts.get(at));
            }
        }
        return places;
    }

    private static SortedSet<Integer> references(JsonNode tree, String column) {
        SortedSet<Integer> places = new TreeSet<>();
        for (JsonNode reference : tree.findValues("ColumnRef")) {
            JsonNode fields = reference.path("fields");
            if (fields.size() == 1
                    && fields.path(0).path("String").path("sval").asText().equals(column)) {
                places.add(reference.path("location").asInt());
            }
        }
        return places;
    }

    /** The parse tree says the names of plain elements, and not where they stand. */
    private static List<Integer> elements(byte[] sql, int open, JsonNode elements, String column) {
        List<Integer> starts = Lexemes.elements(sql, open);
        List<Integer> places = new ArrayList<>();
        for (int at = 0; at < elements.size(); at++) {
            if (elements.path(at).path("IndexElem").path("name").asText().equals(column)) {
                places.add(starts.get(at));
            }
        }
        return places;
    }

    private static String replaced(byte[] sql, SortedSet<Integer> places, String to) {
        StringBuilder changed = new StringBuilder();
        int from = 0;
        for (int place : places) {
            changed.append(new String(sql, from, place - from, StandardCharsets.UTF_8));
            changed.append(Identifier.quote(to));
            from = Lexemes.endOfName(sql, place, 1);
        }
        return changed.append(new String(sql, from, sql.length - from, StandardCharsets.UTF_8))
                .toString();
    }
}
