package dev.godwit.plan.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The tables that statements name, as they name them. */
final class Relation {

    private static final Map<String, String> WORDS =
            Map.of(
                    "AlterTableStmt", "ALTER TABLE",
                    "CreateStmt", "CREATE TABLE",
                    "CreateTableAsStmt", "CREATE TABLE AS",
                    "IndexStmt", "CREATE INDEX",
                    "CreateTrigStmt", "CREATE TRIGGER",
                    "DropStmt", "DROP",
                    "RenameStmt", "RENAME");

    private Relation() {}

    /** Its name, with the schema where the statement says it. */
    static String of(JsonNode relation) {
        String schema = relation.path("schemaname").asText();
        String name = relation.path("relname").asText();
        return schema.isEmpty() ? name : schema + "." + name;
    }

    /** The table that a statement makes anew. */
    static Optional<String> made(String kind, JsonNode body) {
        JsonNode relation =
                switch (kind) {
                    case "CreateStmt" -> body.path("relation");
                    case "CreateTableAsStmt" -> body.path("into").path("rel");
                    default -> MissingNode.getInstance();
                };
        return relation.isMissingNode() || body.path("if_not_exists").asBoolean()
                ? Optional.empty()
                : Optional.of(of(relation));
    }

    /** A statement in a few words. */
    static String words(String kind, JsonNode body) {
        String what =
                WORDS.getOrDefault(
                        kind,
                        kind.replaceAll("Stmt$", "")
                                .replaceAll("([a-z])([A-Z])", "$1 $2")
                                .toUpperCase(Locale.ROOT));
        if (kind.equals("DropStmt")) {
            String type = body.path("removeType").asText().replaceFirst("^OBJECT_", "");
            return what + " " + type.replace('_', ' ');
        }
        String table = of(body.path("relation"));
        return table.isEmpty() ? what : what + (kind.equals("IndexStmt") ? " on " : " ") + table;
    }
}
