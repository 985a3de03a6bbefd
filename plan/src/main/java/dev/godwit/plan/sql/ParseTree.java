package dev.godwit.plan.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.plan.sql.Statements.NotSqlException;
import java.util.ArrayList;
import java.util.List;

/** What PostgreSQL's own grammar makes of a script, as libpg_query writes it: JSON. */
public final class ParseTree {

    private ParseTree() {}

    /** The parts of the name of an object that a DROP names, the schema before the last one. */
    public static List<String> name(JsonNode object) {
        List<String> parts = new ArrayList<>();
        object.path("List")
                .path("items")
                .forEach(item -> parts.add(item.path("String").path("sval").asText()));
        return parts;
    }

    /** What a statement is, such as {@code DropStmt}, which is also where its parts are. */
    public static String kind(JsonNode statement) {
        return statement.fieldNames().hasNext() ? statement.fieldNames().next() : "";
    }

    /** Parses a script; its statements are under {@code stmts}. */
    public static JsonNode of(String script) throws NotSqlException {
        try {
            return Tree.parse(script);
        } catch (PgQuery.SyntaxException failure) {
            throw new NotSqlException(failure.getMessage() + " at character " + failure.position());
        }
    }
}
