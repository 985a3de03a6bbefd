package dev.godwit.plan.sql.definition;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.plan.sql.Lexemes;
import dev.godwit.plan.sql.ParseTree;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements.NotSqlException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Where definitions as PostgreSQL's catalog writes them speak of a type. */
public final class TypeReferences {

    private static final String ADD = "alter table t add constraint c ";
    private static final String SELECT = "select ";

    private TypeReferences() {}

    /**
     * The definition of an index ({@code pg_get_indexdef}) with another type.
     *
     * @throws NotSqlException when it cannot be read
     */
    public static String ofIndex(String definition, QualifiedName from, QualifiedName to)
            throws NotSqlException {
        return of("", definition, from, to);
    }

    /**
     * The definition of a constraint ({@code pg_get_constraintdef}) with another type.
     *
     * @throws NotSqlException when it cannot be read
     */
    public static String ofConstraint(String definition, QualifiedName from, QualifiedName to)
            throws NotSqlException {
        return of(ADD, definition, from, to);
    }

    /**
     * The constants of a type, or of arrays of it, that an expression has.
     *
     * @throws NotSqlException when it cannot be read
     */
    public static List<String> constants(String expression, QualifiedName type)
            throws NotSqlException {
        return constantsOf(SELECT + expression, type);
    }

    /**
     * The same of an index.
     *
     * @throws NotSqlException when it cannot be read
     */
    public static List<String> constantsOfIndex(String definition, QualifiedName type)
            throws NotSqlException {
        return constantsOf(definition, type);
    }

    /**
     * The same of a constraint.
     *
     * @throws NotSqlException when it cannot be read
     */
    public static List<String> constantsOfConstraint(String definition, QualifiedName type)
            throws NotSqlException {
        return constantsOf(ADD + definition, type);
    }

    private static List<String> constantsOf(String statement, QualifiedName type)
            throws NotSqlException {
        List<String> constants = new ArrayList<>();
        collect(ParseTree.of(statement), type, constants);
        return constants;
    }

    /** All of them: a cast can stand in a cast. */
    private static void collect(JsonNode node, QualifiedName type, List<String> constants) {
        JsonNode constant = node.path("arg").path("A_Const").path("sval").path("sval");
        if (constant.isTextual() && is(node.path("typeName"), type)) {
            constants.add(constant.asText());
        }
        node.forEach(child -> collect(child, type, constants));
    }

    private static String of(String before, String definition, QualifiedName from, QualifiedName to)
            throws NotSqlException {
        String statement = before + definition;
        byte[] sql = statement.getBytes(StandardCharsets.UTF_8);
        SortedSet<Integer> places = new TreeSet<>();
        for (JsonNode name : ParseTree.of(statement).findValues("typeName")) {
            if (is(name, from)) {
                places.add(name.path("location").asInt());
            }
        }
        StringBuilder changed = new StringBuilder();
        int at = 0;
        for (int place : places) {
            changed.append(new String(sql, at, place - at, StandardCharsets.UTF_8));
            changed.append(to.sql());
            at = Lexemes.endOfName(sql, place, 2);
        }
        return changed.append(new String(sql, at, sql.length - at, StandardCharsets.UTF_8))
                .substring(before.length());
    }

    /** The catalog writes it with its schema, since it is read with no other schema in sight. */
    private static boolean is(JsonNode name, QualifiedName type) {
        JsonNode parts = name.path("names");
        return parts.size() == 2
                && parts.path(0).path("String").path("sval").asText().equals(type.schema())
                && parts.path(1).path("String").path("sval").asText().equals(type.name());
    }
}
