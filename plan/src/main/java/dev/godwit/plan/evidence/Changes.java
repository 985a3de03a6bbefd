package dev.godwit.plan.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.plan.sql.ParseTree;
import dev.godwit.plan.sql.Statements.NotSqlException;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What a step's own statements change: the schema, rows of tables that were there before, or what
 * no grammar can see. Rows of a table that the same script makes belong to its schema.
 *
 * @param schema words for the first statement that changes the schema; empty for none
 * @param rows words for the first one that changes rows; empty for none
 * @param unseen words for the first one of which neither is known; empty for none
 */
public record Changes(String schema, String rows, String unseen) {

    private static final Map<String, String> ROWS =
            Map.of(
                    "InsertStmt", "INSERT INTO",
                    "UpdateStmt", "UPDATE",
                    "DeleteStmt", "DELETE FROM",
                    "MergeStmt", "MERGE INTO");

    /** Neither of the two. */
    private static final Set<String> NEUTRAL =
            Set.of(
                    "VariableSetStmt",
                    "VariableShowStmt",
                    "CommentStmt",
                    "ConstraintsSetStmt",
                    "ExplainStmt",
                    "GrantStmt",
                    "LockStmt",
                    "NotifyStmt");

    private static final Set<String> CODE = Set.of("DoStmt", "CallStmt", "ExecuteStmt");

    /** Changes nothing. */
    public static final Changes NONE = new Changes("", "", "");

    /** Of a step of the user's own; {@link #NONE} for Godwit's, each of which does one of them. */
    public static Changes of(Work work) throws NotSqlException {
        return switch (work) {
            case ScriptWork.Script script -> of(script.statements());
            case Work.RunSql sql -> of(sql.statements());
            default -> NONE;
        };
    }

    /** Whether it does both. */
    public boolean mixed() {
        return !schema.isEmpty() && !rows.isEmpty();
    }

    private static Changes of(List<String> statements) throws NotSqlException {
        List<String> schema = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        List<String> unseen = new ArrayList<>();
        Set<String> made = new HashSet<>();
        for (String statement : statements) {
            JsonNode tree = ParseTree.of(statement).path("stmts").path(0).path("stmt");
            String kind = ParseTree.kind(tree);
            JsonNode body = tree.path(kind);
            if (CODE.contains(kind)) {
                unseen.add(kind.replace("Stmt", "").toUpperCase(Locale.ROOT));
            } else if (kind.equals("SelectStmt")) {
                query(body, rows, unseen);
            } else if (ROWS.containsKey(kind)) {
                String table = Relation.of(body.path("relation"));
                if (!made.contains(table)) {
                    rows.add(ROWS.get(kind) + " " + table);
                }
            } else if (kind.equals("TruncateStmt")) {
                rows.add("TRUNCATE");
            } else if (!NEUTRAL.contains(kind)) {
                schema.add(Relation.words(kind, body));
                Relation.made(kind, body).ifPresent(made::add);
            }
        }
        return new Changes(first(schema), first(rows), first(unseen));
    }

    /** A query changes rows in its WITH, and whatever a function that it calls changes. */
    private static void query(JsonNode body, List<String> rows, List<String> unseen) {
        String text = body.toString();
        ROWS.forEach(
                (kind, words) -> {
                    if (text.contains('"' + kind + '"')) {
                        rows.add("SELECT with " + words.replaceAll(" .*", ""));
                    }
                });
        if (text.contains("\"FuncCall\"")) {
            unseen.add("SELECT of a function");
        }
    }

    private static String first(List<String> words) {
        return words.isEmpty() ? "" : words.getFirst();
    }
}
