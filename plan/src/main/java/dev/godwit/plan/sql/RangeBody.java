package dev.godwit.plan.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.godwit.plan.sql.Statements.NotSqlException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An UPDATE over the rows of one key range: {@code :start} and {@code :end} stand for its first and
 * its last key.
 *
 * @param parts the text around the parameters
 * @param parameters what stands between the parts, {@code :start} or {@code :end}
 */
public record RangeBody(List<String> parts, List<String> parameters) {

    /** What is passed over (strings, quoted names, comments, casts), and the parameters. */
    private static final Pattern TOKEN =
            Pattern.compile(
                    "\\b[eE]'(?:[^'\\\\]|\\\\.|'')*'|'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\\n]*|/\\*.*?\\*/"
                            + "|\\$(\\w*)\\$.*?\\$\\1\\$|::|(:start|:end)(?![\\w$])",
                    Pattern.DOTALL);

    private static final List<String> CHANGES =
            List.of("UpdateStmt", "InsertStmt", "DeleteStmt", "MergeStmt");

    public RangeBody {
        parts = List.copyOf(parts);
        parameters = List.copyOf(parameters);
    }

    /** Finds the parameters. */
    public static RangeBody of(String text) {
        List<String> parts = new ArrayList<>();
        List<String> parameters = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        int from = 0;
        while (token.find()) {
            if (token.group(2) != null) {
                parts.add(text.substring(from, token.start()));
                parameters.add(token.group(2));
                from = token.end();
            }
        }
        parts.add(text.substring(from).stripTrailing().replaceFirst(";$", ""));
        return new RangeBody(parts, parameters);
    }

    /** The statement for a range. @param start as SQL @param end as SQL */
    public String bind(String start, String end) {
        StringBuilder bound = new StringBuilder(parts.getFirst());
        for (int i = 0; i < parameters.size(); i++) {
            bound.append(parameters.get(i).equals(":start") ? start : end).append(parts.get(i + 1));
        }
        return bound.toString();
    }

    /**
     * What keeps it from being run once for each range; empty when nothing does.
     *
     * @param table whose rows it changes
     * @param key column that the range is of
     */
    public String flaw(QualifiedName table, String key) {
        JsonNode tree;
        try {
            tree = ParseTree.of(bind("$1", "$2"));
        } catch (NotSqlException failure) {
            return "is not SQL: " + failure.getMessage();
        }
        JsonNode update = tree.path("stmts").path(0).path("stmt").path("UpdateStmt");
        if (tree.path("stmts").size() != 1 || update.isMissingNode()) {
            return "is not one UPDATE";
        }
        if (CHANGES.stream().mapToInt(kind -> tree.findValues(kind).size()).sum() != 1) {
            return "changes rows in more than one place";
        }
        if (update.has("returningList") || update.has("returningClause")) {
            return "has RETURNING, and nobody reads what it returns";
        }
        JsonNode relation = update.path("relation");
        String schema = relation.path("schemaname").asText();
        String name = relation.path("relname").asText();
        if (!name.equals(table.name()) || !schema.isEmpty() && !schema.equals(table.schema())) {
            return "updates " + (schema.isEmpty() ? name : schema + "." + name) + ", not " + table;
        }
        if (tree.findValues("ParamRef").stream().anyMatch(one -> one.path("number").asInt() > 2)) {
            return "has a parameter such as $1";
        }
        String alias = relation.path("alias").path("aliasname").asText(name);
        boolean from = false;
        boolean to = false;
        for (JsonNode condition : conjuncts(update.path("whereClause"))) {
            JsonNode expression = condition.path("A_Expr");
            if (!column(expression.path("lexpr"), alias, key)) {
                continue;
            }
            String operator = expression.path("name").path(0).path("String").path("sval").asText();
            JsonNode right = expression.path("rexpr");
            JsonNode items = right.path("List").path("items");
            boolean between = expression.path("kind").asText().equals("AEXPR_BETWEEN");
            from |= between && parameter(items.path(0)) == 1;
            to |= between && parameter(items.path(1)) == 2;
            from |= operator.equals(">=") && parameter(right) == 1;
            to |= operator.equals("<=") && parameter(right) == 2;
        }
        return from && to ? "" : "is not held to its range";
    }

    private static List<JsonNode> conjuncts(JsonNode condition) {
        List<JsonNode> all = new ArrayList<>();
        if (condition.path("BoolExpr").path("boolop").asText().equals("AND_EXPR")) {
            condition.path("BoolExpr").path("args").forEach(one -> all.addAll(conjuncts(one)));
        } else {
            all.add(condition);
        }
        return all;
    }

    private static boolean column(JsonNode node, String alias, String key) {
        List<String> names = new ArrayList<>();
        node.path("ColumnRef")
                .path("fields")
                .forEach(field -> names.add(field.path("String").path("sval").asText()));
        return names.equals(List.of(key)) || names.equals(List.of(alias, key));
    }

    private static int parameter(JsonNode node) {
        return node.has("TypeCast")
                ? parameter(node.path("TypeCast").path("arg"))
                : node.path("ParamRef").path("number").asInt();
    }
}
