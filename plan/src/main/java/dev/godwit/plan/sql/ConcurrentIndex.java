package dev.godwit.plan.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.plan.sql.Statements.NotSqlException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An index that a statement of the user's own builds.
 *
 * @param definition what follows the table's name in the statement
 * @param unique whether its values must differ
 * @param only whether it is built on a partitioned table alone
 * @param key the columns of a unique one, quoted, so that duplicates can be looked for first; empty
 *     otherwise
 */
public record ConcurrentIndex(
        QualifiedName table,
        String name,
        String definition,
        boolean unique,
        boolean only,
        List<String> key) {

    public ConcurrentIndex {
        key = List.copyOf(key);
    }

    /** The statement that builds it concurrently under another name. */
    public String create(String reserved) {
        return "create %sindex concurrently %s on %s%s%s"
                .formatted(
                        unique ? "unique " : "",
                        Identifier.quote(reserved),
                        only ? "only " : "",
                        table.sql(),
                        definition);
    }

    /**
     * The index that a CREATE INDEX statement builds, concurrently or not; empty for any other
     * statement, and for one that leaves the name to PostgreSQL.
     *
     * @param schema of a table whose schema is not said
     */
    public static Optional<ConcurrentIndex> built(String statement, String schema)
            throws NotSqlException {
        JsonNode index = only(statement).path("IndexStmt");
        String name = index.path("idxname").asText();
        if (index.isMissingNode() || name.isEmpty()) {
            return Optional.empty();
        }
        JsonNode relation = index.path("relation");
        QualifiedName table =
                new QualifiedName(
                        relation.path("schemaname").asText(schema),
                        relation.path("relname").asText());
        byte[] bytes = statement.getBytes(StandardCharsets.UTF_8);
        int end =
                Lexemes.endOfName(
                        bytes,
                        relation.path("location").asInt(),
                        relation.has("schemaname") ? 2 : 1);
        boolean unique = index.path("unique").asBoolean();
        String definition = new String(bytes, end, bytes.length - end, StandardCharsets.UTF_8);
        // Of an expression the text is not known here: PostgreSQL itself finds its duplicates.
        List<String> key = unique && !index.has("whereClause") ? columns(index) : List.of();
        boolean only = !relation.path("inh").asBoolean();
        return Optional.of(new ConcurrentIndex(table, name, definition, unique, only, key));
    }

    /**
     * The indexes that a DROP INDEX drops, concurrently or not; none for any other statement.
     *
     * @param schema of an index whose schema is not said
     */
    public static List<QualifiedName> dropped(String statement, String schema)
            throws NotSqlException {
        JsonNode drop = only(statement).path("DropStmt");
        List<QualifiedName> dropped = new ArrayList<>();
        if (drop.path("removeType").asText().equals("OBJECT_INDEX")) {
            for (JsonNode object : drop.path("objects")) {
                List<String> parts = ParseTree.name(object);
                dropped.add(
                        new QualifiedName(
                                parts.size() > 1 ? parts.get(parts.size() - 2) : schema,
                                parts.getLast()));
            }
        }
        return dropped;
    }

    private static List<String> columns(JsonNode index) {
        List<String> columns = new ArrayList<>();
        for (JsonNode each : index.path("indexParams")) {
            String name = each.path("IndexElem").path("name").asText();
            if (name.isEmpty()) {
                return List.of();
            }
            columns.add(Identifier.quote(name));
        }
        return columns;
    }

    private static JsonNode only(String statement) throws NotSqlException {
        return ParseTree.of(statement).path("stmts").path(0).path("stmt");
    }
}
