package dev.godwit.plan.operation.routine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.plan.sql.ParseTree;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements.NotSqlException;

/**
 * A CREATE TRIGGER as PostgreSQL's grammar reads it.
 *
 * @param changes whether it fires before a row is written, and can change it
 */
record TriggerText(
        QualifiedName table, String name, boolean replaces, boolean changes, boolean onUpdate) {

    // catalog/pg_trigger.h
    private static final int BEFORE = 2;
    private static final int UPDATE = 16;

    /** Reads one statement. */
    static TriggerText of(String definition) throws NotSqlException {
        JsonNode statements = ParseTree.of(definition).path("stmts");
        JsonNode create = statements.path(0).path("stmt").path("CreateTrigStmt");
        if (statements.size() != 1 || create.isMissingNode()) {
            throw new NotSqlException("it is not one CREATE TRIGGER");
        }
        JsonNode relation = create.path("relation");
        return new TriggerText(
                new QualifiedName(
                        relation.path("schemaname").asText("public"),
                        relation.path("relname").asText()),
                create.path("trigname").asText(),
                create.path("replace").asBoolean(),
                create.path("row").asBoolean() && (create.path("timing").asInt() & BEFORE) > 0,
                (create.path("events").asInt() & UPDATE) > 0);
    }
}
