package dev.godwit.plan.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Statements after which values are gone that were there before, wherever they stand in a script.
 */
public final class Destruction {

    private static final Set<String> DROPPED =
            Set.of(
                    "OBJECT_TABLE",
                    "OBJECT_SCHEMA",
                    "OBJECT_SEQUENCE",
                    "OBJECT_MATVIEW",
                    "OBJECT_FOREIGN_TABLE",
                    "OBJECT_TYPE",
                    "OBJECT_DOMAIN",
                    "OBJECT_EXTENSION");

    private static final Map<String, String> ALTERED =
            Map.of("AT_DropColumn", "DROP COLUMN", "AT_AlterColumnType", "ALTER COLUMN TYPE");

    private Destruction() {}

    /**
     * Words for such statements, sorted; what a DO block or a called procedure does cannot be seen,
     * so these count. Functions that a query calls are not looked into.
     */
    public static List<String> in(List<String> statements) throws Statements.NotSqlException {
        Set<String> found = new TreeSet<>();
        for (String statement : statements) {
            search(ParseTree.of(statement), found);
        }
        return List.copyOf(found);
    }

    private static void search(JsonNode node, Set<String> found) {
        node.fields()
                .forEachRemaining(
                        field -> words(field.getKey(), field.getValue()).ifPresent(found::add));
        node.forEach(child -> search(child, found));
    }

    private static Optional<String> words(String kind, JsonNode body) {
        return Optional.ofNullable(
                switch (kind) {
                    case "DropStmt" -> {
                        String type = body.path("removeType").asText();
                        yield DROPPED.contains(type)
                                ? "DROP " + type.substring("OBJECT_".length()).replace('_', ' ')
                                : null;
                    }
                    case "DropOwnedStmt" -> "DROP OWNED";
                    case "AlterTableCmd" -> ALTERED.get(body.path("subtype").asText());
                    case "TruncateStmt" -> "TRUNCATE";
                    case "DeleteStmt" -> "DELETE";
                    case "UpdateStmt" -> "UPDATE";
                    case "MergeStmt" -> "MERGE";
                    case "onConflictClause" ->
                            body.path("action").asText().equals("ONCONFLICT_UPDATE")
                                    ? "ON CONFLICT DO UPDATE"
                                    : null;
                    case "DoStmt" -> "DO";
                    case "CallStmt" -> "CALL";
                    default -> null;
                });
    }
}
