package dev.godwit.plan.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.plan.sql.ParseTree;
import dev.godwit.plan.sql.Statements.NotSqlException;
import dev.godwit.plan.step.Save;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a step is neither concurrent nor batched: indexes that are built under a lock, tables
 * that are rewritten, scanned or copied under one, rows that are changed in one transaction. How
 * large the tables are is not known here. Only statements of the user's own are such: Godwit's own
 * take their locks for moments.
 */
public final class Weights {

    private final List<Save> saves;
    private final List<Heavy> found = new ArrayList<>();
    private final Set<String> made = new HashSet<>();

    private Weights(List<Save> saves) {
        this.saves = saves;
    }

    /** In the order of the statements. Tables that the script itself makes do not count. */
    public static List<Heavy> of(Work work) throws NotSqlException {
        return switch (work) {
            case ScriptWork.Script script -> new Weights(script.saves()).all(script.statements());
            case Work.RunSql sql -> new Weights(List.of()).all(sql.statements());
            default -> List.of();
        };
    }

    private List<Heavy> all(List<String> statements) throws NotSqlException {
        for (int i = 0; i < statements.size(); i++) {
            JsonNode tree = ParseTree.of(statements.get(i)).path("stmts").path(0).path("stmt");
            String kind = ParseTree.kind(tree);
            JsonNode body = tree.path(kind);
            statement(i, kind, body);
            Relation.made(kind, body).ifPresent(made::add);
        }
        return found;
    }

    private void statement(int number, String kind, JsonNode body) {
        JsonNode relation = body.path("relation");
        switch (kind) {
            case "IndexStmt" -> {
                if (!body.path("concurrent").asBoolean()) {
                    add("CREATE INDEX on ", relation);
                }
            }
            case "AlterTableStmt" ->
                    body.path("cmds")
                            .forEach(
                                    each ->
                                            Rewrites.of(each.path("AlterTableCmd"))
                                                    .ifPresent(
                                                            words ->
                                                                    add(words + " on ", relation)));
            case "UpdateStmt", "DeleteStmt" -> touched(number, kind, relation);
            case "ClusterStmt" -> add("CLUSTER of ", relation);
            case "RefreshMatViewStmt" -> {
                if (!body.path("concurrent").asBoolean()) {
                    add("REFRESH MATERIALIZED VIEW ", relation);
                }
            }
            case "ReindexStmt" -> add("REINDEX of ", relation);
            default -> {}
        }
        for (Save save : saves) {
            if (save.statement() == number && save.rows().isEmpty()) {
                found.add(
                        new Heavy(
                                "copying %s, which nobody writes to meanwhile,"
                                        .formatted(save.words()),
                                save.schema(),
                                save.table(),
                                save.into(),
                                false));
            }
        }
    }

    private void touched(int number, String kind, JsonNode relation) {
        Optional<Save> save =
                saves.stream()
                        .filter(one -> one.statement() == number && !one.rows().isEmpty())
                        .findFirst();
        String words = kind.equals("UpdateStmt") ? "UPDATE" : "DELETE";
        if (!made.contains(Relation.of(relation))) {
            found.add(
                    new Heavy(
                            "%s in one transaction on %s".formatted(words, Relation.of(relation)),
                            schema(relation),
                            relation.path("relname").asText(),
                            save.map(Save::into).orElse(""),
                            save.isPresent()));
        }
    }

    private void add(String words, JsonNode relation) {
        String name = Relation.of(relation);
        if (!name.isEmpty() && !made.contains(name)) {
            String table = relation.path("relname").asText();
            found.add(new Heavy(words + name, schema(relation), table, "", false));
        }
    }

    private static @Nullable String schema(JsonNode relation) {
        String schema = relation.path("schemaname").asText();
        return schema.isEmpty() ? null : schema;
    }
}
