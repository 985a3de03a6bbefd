package dev.godwit.plan.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A script, split into its statements by PostgreSQL's own grammar.
 *
 * @param texts the statements, without the semicolons
 * @param untransactional words for each statement that cannot run in a transaction of Godwit's
 */
public record Statements(List<String> texts, List<String> untransactional) {

    /** Compact constructor. */
    public Statements {
        texts = List.copyOf(texts);
        untransactional = List.copyOf(untransactional);
    }

    /** The script is not SQL. */
    public static final class NotSqlException extends Exception {
        /** Says why. */
        public NotSqlException(String message) {
            super(message);
        }
    }

    /** Splits a script. */
    public static Statements parse(String script) throws NotSqlException {
        return split(script, false);
    }

    /**
     * Splits a script that will run in a transaction anyway: a BEGIN at its beginning and the
     * COMMIT at its end are left out.
     */
    public static Statements parseFramed(String script) throws NotSqlException {
        return split(script, true);
    }

    private static Statements split(String script, boolean framed) throws NotSqlException {
        List<JsonNode> all = new ArrayList<>();
        ParseTree.of(script).path("stmts").forEach(all::add);
        if (framed && all.size() > 1 && begins(all.getFirst()) && commits(all.getLast())) {
            all = all.subList(1, all.size() - 1);
        }
        byte[] bytes = script.getBytes(StandardCharsets.UTF_8);
        List<String> texts = new ArrayList<>();
        List<String> outside = new ArrayList<>();
        for (JsonNode raw : all) {
            int start = raw.path("stmt_location").asInt(0);
            int length = raw.path("stmt_len").asInt(0);
            int end = length == 0 ? bytes.length : start + length;
            texts.add(new String(bytes, start, end - start, StandardCharsets.UTF_8).strip());
            String words = untransactional(raw.path("stmt"));
            if (!words.isEmpty()) {
                outside.add(words);
            }
        }
        return new Statements(texts, outside);
    }

    private static boolean begins(JsonNode raw) {
        String kind = raw.path("stmt").path("TransactionStmt").path("kind").asText();
        return kind.equals("TRANS_STMT_BEGIN") || kind.equals("TRANS_STMT_START");
    }

    private static boolean commits(JsonNode raw) {
        return raw.path("stmt")
                .path("TransactionStmt")
                .path("kind")
                .asText()
                .equals("TRANS_STMT_COMMIT");
    }

    /** Whether a script is one query: SELECT, VALUES, TABLE or WITH of these. */
    public static boolean isQuery(String script) throws NotSqlException {
        JsonNode statements = ParseTree.of(script).path("stmts");
        return statements.size() == 1 && statements.path(0).path("stmt").has("SelectStmt");
    }

    /** The definition of an index, changed to be built concurrently under another name. */
    public static String concurrentIndex(String definition, String name) throws NotSqlException {
        JsonNode tree = ParseTree.of(definition);
        JsonNode index = tree.path("stmts").path(0).path("stmt").path("IndexStmt");
        if (index.isMissingNode()) {
            throw new NotSqlException("not an index definition");
        }
        // pg_get_indexdef writes CREATE [UNIQUE] INDEX name ON ..., the name quoted where needed.
        String head = index.path("unique").asBoolean() ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
        byte[] bytes = definition.getBytes(StandardCharsets.UTF_8);
        int end = Lexemes.endOfName(bytes, head.length(), 1);
        String rest = new String(bytes, end, bytes.length - end, StandardCharsets.UTF_8);
        return head + "CONCURRENTLY " + Identifier.quote(name) + rest;
    }

    private static String untransactional(JsonNode statement) {
        String kind = ParseTree.kind(statement);
        JsonNode body = statement.path(kind);
        if (body.path("concurrent").asBoolean() || body.path("concurrently").asBoolean()) {
            return "CONCURRENTLY";
        }
        return switch (kind) {
            case "TransactionStmt" -> "BEGIN, COMMIT and the like";
            case "VacuumStmt" -> body.path("is_vacuumcmd").asBoolean() ? "VACUUM" : "";
            case "ReindexStmt" ->
                    body.path("params").toString().contains("concurrently") ? "CONCURRENTLY" : "";
            case "CreatedbStmt" -> "CREATE DATABASE";
            case "DropdbStmt" -> "DROP DATABASE";
            case "CreateTableSpaceStmt", "DropTableSpaceStmt" -> "tablespaces";
            case "AlterSystemStmt" -> "ALTER SYSTEM";
            default -> "";
        };
    }
}
