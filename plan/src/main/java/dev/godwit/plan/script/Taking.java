package dev.godwit.plan.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.plan.sql.Destruction;
import dev.godwit.plan.sql.ParseTree;
import dev.godwit.plan.sql.Statements.NotSqlException;
import dev.godwit.plan.step.Save;
import dev.godwit.plan.step.Save.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a script takes away, statement by statement, found by PostgreSQL's own grammar.
 *
 * @param saves what can be copied beforehand
 * @param unseen words for statements whose losses cannot be copied: DO, MERGE, CASCADE...
 * @param rowsOnly whether every statement is an UPDATE, DELETE or TRUNCATE that is saved, so that
 *     the saved rows are the whole way back
 */
public record Taking(List<Save> saves, List<String> unseen, boolean rowsOnly) {

    private static final Map<String, Kind> ALTERED =
            Map.of("AT_DropColumn", Kind.COLUMN, "AT_AlterColumnType", Kind.TYPE);

    /** Statements after which names mean what they meant before. */
    private static final Set<String> HARMLESS =
            Set.of(
                    "CreateStmt",
                    "CreateTableAsStmt",
                    "AlterTableStmt",
                    "InsertStmt",
                    "UpdateStmt",
                    "DeleteStmt",
                    "TruncateStmt",
                    "DropStmt",
                    "IndexStmt",
                    "CommentStmt",
                    "GrantStmt");

    private static final Set<Kind> OF_ROWS = Set.of(Kind.ROWS, Kind.VALUES);

    public Taking {
        saves = List.copyOf(saves);
        unseen = List.copyOf(unseen);
    }

    /**
     * Looks through a script.
     *
     * @param prefix names of the tables that receive what is saved begin with it
     */
    public static Taking of(List<String> script, String prefix) throws NotSqlException {
        Finder finder = new Finder(prefix);
        for (int i = 0; i < script.size(); i++) {
            finder.statement(i, script.get(i));
        }
        boolean rowsOnly = finder.rowsOnly && finder.unseen.isEmpty();
        return new Taking(finder.saves, List.copyOf(finder.unseen), rowsOnly);
    }

    private static final class Finder {
        private final String prefix;
        private final List<Save> saves = new ArrayList<>();
        private final Set<String> unseen = new TreeSet<>();

        /** Tables and columns that the script itself has made: nothing is lost with them. */
        private final Set<String> made = new HashSet<>();

        private boolean rowsOnly = true;
        private int statement;

        Finder(String prefix) {
            this.prefix = prefix;
        }

        void statement(int number, String sql) throws NotSqlException {
            statement = number;
            JsonNode tree = ParseTree.of(sql).path("stmts").path(0).path("stmt");
            String kind = ParseTree.kind(tree);
            JsonNode body = tree.path(kind);
            if (!HARMLESS.contains(kind)) {
                made.clear(); // a name may mean another table from here on
            }
            int before = saves.size();
            boolean seen =
                    switch (kind) {
                        case "CreateStmt" -> made(body, body.path("relation"));
                        case "CreateTableAsStmt" -> made(body, body.path("into").path("rel"));
                        case "AlterTableStmt" -> altered(body);
                        case "DropStmt" -> dropped(body);
                        case "TruncateStmt" -> truncated(body);
                        case "UpdateStmt" -> touched(sql, body, true);
                        case "DeleteStmt" -> touched(sql, body, false);
                        default -> false;
                    };
            if (!seen) {
                unseen.addAll(Destruction.in(List.of(sql)));
            }
            rowsOnly &=
                    saves.size() > before
                            && saves.subList(before, saves.size()).stream()
                                    .allMatch(save -> OF_ROWS.contains(save.kind()));
        }

        private boolean made(JsonNode body, JsonNode relation) {
            if (!body.path("if_not_exists").asBoolean()) {
                made.add(table(relation));
            }
            return true;
        }

        private static String table(JsonNode relation) {
            return table(relation.path("schemaname").asText(), relation.path("relname").asText());
        }

        private static String table(String schema, String name) {
            return schema + "\0" + name;
        }

        /** False when it holds something that only words can be found for. */
        private boolean altered(JsonNode body) {
            if (!body.path("objtype").asText().equals("OBJECT_TABLE")) {
                return false;
            }
            for (JsonNode each : body.path("cmds")) {
                JsonNode command = each.path("AlterTableCmd");
                Kind kind = ALTERED.get(command.path("subtype").asText());
                if (command.path("subtype").asText().equals("AT_AddColumn")
                        && !command.path("missing_ok").asBoolean()) {
                    JsonNode column = command.path("def").path("ColumnDef");
                    made.add(table(body.path("relation")) + "\0" + column.path("colname").asText());
                }
                if (kind != null) {
                    save(kind, body.path("relation"), List.of(command.path("name").asText()), "");
                }
            }
            return true;
        }

        private boolean dropped(JsonNode body) {
            if (!body.path("removeType").asText().equals("OBJECT_TABLE")) {
                made.clear();
                return false;
            }
            for (JsonNode each : body.path("objects")) {
                List<String> parts = ParseTree.name(each);
                String schema = parts.size() > 1 ? parts.get(parts.size() - 2) : null;
                add(Kind.TABLE, schema, parts.getLast(), List.of(), "");
                // Another table of that name may be found from here on.
                String gone = table(schema == null ? "" : schema, parts.getLast());
                made.removeIf(one -> one.equals(gone) || one.startsWith(gone + "\0"));
            }
            return true;
        }

        private boolean truncated(JsonNode body) {
            if (body.path("behavior").asText().equals("DROP_CASCADE")) {
                unseen.add("TRUNCATE CASCADE");
            }
            body.path("relations")
                    .forEach(each -> save(Kind.ROWS, each.path("RangeVar"), List.of(), ""));
            return true;
        }

        private boolean touched(String sql, JsonNode body, boolean update) {
            Optional<String> rows = Touched.rows(sql, body, update);
            if (rows.isEmpty()) {
                return false;
            }
            List<String> columns = new ArrayList<>();
            body.path("targetList")
                    .forEach(each -> columns.add(each.path("ResTarget").path("name").asText()));
            save(update ? Kind.VALUES : Kind.ROWS, body.path("relation"), columns, rows.get());
            return true;
        }

        private void save(Kind kind, JsonNode relation, List<String> columns, String rows) {
            String schema = relation.path("schemaname").asText();
            add(
                    kind,
                    schema.isEmpty() ? null : schema,
                    relation.path("relname").asText(),
                    columns,
                    rows);
        }

        private void add(
                Kind kind,
                @Nullable String schema,
                String table,
                List<String> columns,
                String rows) {
            String name = table(schema == null ? "" : schema, table);
            List<String> lost = new ArrayList<>(columns);
            lost.removeIf(column -> made.contains(name + "\0" + column));
            if (!made.contains(name) && (columns.isEmpty() || !lost.isEmpty())) {
                String into = prefix + (saves.size() + 1);
                saves.add(new Save(statement, kind, schema, table, lost, rows, into));
            }
        }
    }
}
