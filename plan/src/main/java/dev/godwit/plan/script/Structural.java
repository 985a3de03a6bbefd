package dev.godwit.plan.script;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.plan.sql.ParseTree;
import dev.godwit.plan.sql.Statements.NotSqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Whether comparing the catalog before and after a migration tells how to take it back. It does for
 * what changes the catalog and nothing else; rows that are changed or deleted are kept apart.
 */
public final class Structural {

    private static final Set<String> SEEN =
            Set.of(
                    "AlterDomainStmt",
                    "AlterEnumStmt",
                    "AlterExtensionStmt",
                    "AlterPolicyStmt",
                    "AlterSeqStmt",
                    "AlterTableStmt",
                    "CommentStmt",
                    "CompositeTypeStmt",
                    "CreateDomainStmt",
                    "CreateEnumStmt",
                    "CreateExtensionStmt",
                    "CreateFunctionStmt",
                    "CreatePolicyStmt",
                    "CreateSchemaStmt",
                    "CreateSeqStmt",
                    "CreateStatsStmt",
                    "CreateStmt",
                    "CreateTrigStmt",
                    "DeleteStmt",
                    "DropStmt",
                    "GrantStmt",
                    "IndexStmt",
                    "RuleStmt",
                    "TruncateStmt",
                    "UpdateStmt",
                    "VariableSetStmt",
                    "ViewStmt");

    private Structural() {}

    /**
     * Why it does not, in words.
     *
     * @return empty when it does
     * @throws NotSqlException when a statement cannot be parsed
     */
    public static List<String> obstacles(List<String> up) throws NotSqlException {
        List<String> obstacles = new ArrayList<>();
        for (String statement : up) {
            JsonNode tree = ParseTree.of(statement).path("stmts").path(0).path("stmt");
            String kind = ParseTree.kind(tree);
            if (!SEEN.contains(kind)) {
                obstacles.add(
                        switch (kind) {
                            case "InsertStmt" -> "it inserts rows";
                            case "RenameStmt" -> "a rename looks like a drop and an addition";
                            case "AlterObjectSchemaStmt" -> "it moves something to another schema";
                            case "DoStmt", "CallStmt", "SelectStmt" ->
                                    "it runs code that may do anything";
                            default -> "of a statement in it (%s) nothing is known".formatted(kind);
                        });
            }
        }
        return obstacles.stream().distinct().toList();
    }
}
