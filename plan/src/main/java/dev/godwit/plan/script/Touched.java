package dev.godwit.plan.script;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.godwit.plan.script.Words.Word;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.ParseTree;
import dev.godwit.plan.sql.Statements.NotSqlException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Turns an UPDATE or a DELETE into the query for the rows that it will touch. Cut out of its text,
 * and then held against its parse tree: a query whose clauses are not the statement's own is none.
 */
final class Touched {

    private Touched() {}

    /** The query; empty when it cannot be told. */
    static Optional<String> rows(String statement, JsonNode body, boolean update) {
        if (body.has("withClause") || body.path("whereClause").has("CurrentOfExpr")) {
            return Optional.empty();
        }
        List<Word> words = Words.of(statement);
        JsonNode relation = body.path("relation");
        String alias = relation.path("alias").path("aliasname").asText();
        String name = alias.isEmpty() ? relation.path("relname").asText() : alias;
        int head = start(words, update ? "update" : "delete", 0);
        int others = head < 0 ? -1 : start(words, update ? "from" : "using", head);
        int where = start(words, "where", Math.max(head, 0));
        int end = start(words, "returning", Math.max(head, 0));
        if (head < 0) {
            return Optional.empty();
        }
        int last = end < 0 ? bytes(statement) : end;
        StringBuilder query = new StringBuilder("select ");
        query.append(quoted(name)).append(".* from ");
        query.append(relation.path("inh").asBoolean() ? "" : "only ");
        query.append(
                relation.has("schemaname")
                        ? quoted(relation.path("schemaname").asText()) + "."
                        : "");
        query.append(quoted(relation.path("relname").asText()));
        query.append(alias.isEmpty() ? "" : " as " + quoted(alias));
        if (others >= 0) {
            int to = where < 0 ? last : where;
            query.append(", ").append(Words.cut(statement, after(words, others), to).strip());
        }
        if (where >= 0) {
            query.append(" where ").append(Words.cut(statement, after(words, where), last).strip());
        }
        query.append("\nfor update of ").append(quoted(name));
        return same(query.toString(), body, update)
                ? Optional.of(query.toString())
                : Optional.empty();
    }

    /** Whether a query has the conditions of the statement, and joins what it joins. */
    private static boolean same(String query, JsonNode body, boolean update) {
        try {
            JsonNode select =
                    ParseTree.of(query).path("stmts").path(0).path("stmt").path("SelectStmt");
            JsonNode joined = select.path("fromClause");
            JsonNode others = body.path(update ? "fromClause" : "usingClause");
            if (joined.size() != others.size() + 1
                    || !plain(select.path("whereClause")).equals(plain(body.path("whereClause")))) {
                return false;
            }
            for (int i = 0; i < others.size(); i++) {
                if (!plain(joined.path(i + 1)).equals(plain(others.path(i)))) {
                    return false;
                }
            }
            return true;
        } catch (NotSqlException cutWrongly) {
            return false;
        }
    }

    /** A tree without the places of its nodes. */
    private static JsonNode plain(JsonNode tree) {
        JsonNode copy = tree.deepCopy();
        strip(copy);
        return copy;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove("location");
        }
        node.forEach(Touched::strip);
    }

    private static int start(List<Word> words, String text, int from) {
        String before = "";
        for (Word word : words) {
            // IS DISTINCT FROM is no clause.
            if (word.start() >= from && word.text().equals(text) && !before.equals("distinct")) {
                if (!text.equals("from") || !before.equals("delete")) {
                    return word.start();
                }
            }
            before = word.text();
        }
        return -1;
    }

    private static int after(List<Word> words, int start) {
        return words.stream().filter(word -> word.start() == start).findFirst().orElseThrow().end();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String quoted(String name) {
        return Identifier.quote(name);
    }
}
