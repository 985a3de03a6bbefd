package dev.godwit.plan.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.plan.sql.Statements.NotSqlException;

/** What PostgreSQL's own grammar makes of a script, as libpg_query writes it: JSON. */
public final class ParseTree {

    private ParseTree() {}

    /** Parses a script; its statements are under {@code stmts}. */
    public static JsonNode of(String script) throws NotSqlException {
        try {
            return Tree.parse(script);
        } catch (PgQuery.SyntaxException failure) {
            throw new NotSqlException(failure.getMessage() + " at character " + failure.position());
        }
    }
}
