package dev.godwit.plan.sql;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A scalar SQL expression over the columns of one row, as PostgreSQL's grammar reads it.
 *
 * @param text as written
 * @param references every column reference, in order of place
 * @param functions names of the functions it calls, as written
 * @param forbidden what it contains that an expression over one row must not, in words
 */
public record Expression(
        String text, List<Reference> references, Set<String> functions, Set<String> forbidden) {

    private static final String PREFIX = "select (";
    private static final Set<String> CLOCKS =
            Set.of(
                    "now",
                    "clock_timestamp",
                    "statement_timestamp",
                    "transaction_timestamp",
                    "timeofday",
                    "random",
                    "random_normal",
                    "gen_random_uuid",
                    "uuid_generate_v4",
                    "uuidv4",
                    "uuidv7",
                    "nextval",
                    "currval",
                    "lastval",
                    "txid_current",
                    "pg_current_xact_id",
                    "pg_backend_pid",
                    "current_setting",
                    "set_config",
                    "pg_sleep");
    private static final Set<String> SYSTEM_COLUMNS =
            Set.of("ctid", "xmin", "xmax", "cmin", "cmax", "tableoid");
    private static final Set<String> AGGREGATES =
            Set.of(
                    "count",
                    "sum",
                    "avg",
                    "min",
                    "max",
                    "array_agg",
                    "string_agg",
                    "json_agg",
                    "jsonb_agg",
                    "json_object_agg",
                    "jsonb_object_agg",
                    "bool_and",
                    "bool_or",
                    "every");

    private static final String TOMORROW = ", which is not the same for a row tomorrow";

    /** What PostgreSQL evaluates once for a statement. */
    private static final Set<String> STABLE =
            Set.of("now", "transaction_timestamp", "statement_timestamp");

    /** Compact constructor. */
    public Expression {
        references = List.copyOf(references);
        functions = Set.copyOf(functions);
        forbidden = Set.copyOf(forbidden);
    }

    /**
     * A column reference.
     *
     * @param qualifier table name before the dot, or empty
     * @param start byte offset into the text
     * @param length in bytes
     */
    public record Reference(String qualifier, String column, int start, int length) {}

    /** The text is not an expression. */
    public static final class NotAnExpressionException extends Exception {
        NotAnExpressionException(String message) {
            super(message);
        }
    }

    /** Parses an expression. */
    public static Expression parse(String text) throws NotAnExpressionException {
        JsonNode target = target(text);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<Reference> references = new ArrayList<>();
        Set<String> functions = new LinkedHashSet<>();
        Set<String> forbidden = new LinkedHashSet<>();
        for (JsonNode column : target.findValues("ColumnRef")) {
            reference(column, bytes, references, forbidden);
        }
        for (JsonNode call : target.findValues("FuncCall")) {
            function(call, functions, forbidden);
        }
        if (target.findValue("SubLink") != null && reads(target)) {
            forbidden.add("a subquery");
        }
        forbid(target, "ParamRef", "a parameter such as $1", forbidden);
        forbid(target, "GroupingFunc", "GROUPING", forbidden);
        for (JsonNode value : target.findValues("SQLValueFunction")) {
            forbidden.add(
                    value.path("op")
                                    .asText()
                                    .replace("SVFOP_", "")
                                    .replaceAll("_N$", "")
                                    .toLowerCase(java.util.Locale.ROOT)
                            + TOMORROW);
        }
        references.sort(Comparator.comparingInt(Reference::start));
        return new Expression(text, references, functions, forbidden);
    }

    /**
     * The same, for a text that was checked before.
     *
     * @throws IllegalStateException when it is no expression
     */
    public static Expression known(String text) {
        try {
            return parse(text);
        } catch (NotAnExpressionException failure) {
            throw new IllegalStateException("checked before: " + failure.getMessage(), failure);
        }
    }

    /** The columns it reads. */
    public Set<String> columns() {
        Set<String> columns = new LinkedHashSet<>();
        references.forEach(reference -> columns.add(reference.column()));
        return columns;
    }

    /** Whether it is a constant: reads no column and calls nothing. */
    public boolean constant() {
        return references.isEmpty() && functions.isEmpty() && forbidden.isEmpty();
    }

    /**
     * Whether one value stands for all rows when a statement begins: a constant, or the time. As
     * the default of a new column PostgreSQL keeps it in the catalog, and no row is written.
     */
    public boolean once() {
        return references.isEmpty()
                && functions.stream()
                        .map(name -> name.replaceFirst("^pg_catalog\\.", ""))
                        .allMatch(STABLE::contains)
                && forbidden.stream().allMatch(words -> words.endsWith(TOMORROW));
    }

    /** Whether it has another value at every evaluation, and nothing else that a row forbids. */
    public boolean ofNoRow() {
        return references.isEmpty()
                && forbidden.stream().allMatch(words -> words.endsWith(TOMORROW));
    }

    /**
     * The same expression with every column reference replaced by that column of a row variable,
     * for example {@code new."first_name"}: PL/pgSQL evaluates it without running a query.
     */
    public String bind(String variable) {
        return with(column -> variable + '.' + Identifier.quote(column));
    }

    /** The same expression with other SQL in the place of every column reference. */
    public String with(UnaryOperator<String> column) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        StringBuilder changed = new StringBuilder();
        int from = 0;
        for (Reference reference : references) {
            changed.append(
                    new String(bytes, from, reference.start() - from, StandardCharsets.UTF_8));
            changed.append(column.apply(reference.column()));
            from = reference.start() + reference.length();
        }
        return changed.append(new String(bytes, from, bytes.length - from, StandardCharsets.UTF_8))
                .toString();
    }

    static JsonNode target(String text) throws NotAnExpressionException {
        // The line break keeps a trailing comment from swallowing the parenthesis.
        JsonNode tree;
        try {
            tree = Tree.parse(PREFIX + text + "\n)");
        } catch (PgQuery.SyntaxException failure) {
            throw new NotAnExpressionException(
                    failure.getMessage()
                            + " at character "
                            + Math.max(1, failure.position() - PREFIX.length()));
        }
        JsonNode statements = tree.path("stmts");
        JsonNode select = statements.path(0).path("stmt").path("SelectStmt");
        JsonNode targets = select.path("targetList");
        boolean plain =
                statements.size() == 1
                        && targets.size() == 1
                        && !select.has("fromClause")
                        && !select.has("whereClause")
                        && !select.has("larg")
                        && !select.has("sortClause")
                        && !select.has("groupClause")
                        && !select.has("limitCount")
                        && !select.has("intoClause")
                        && !targets.path(0).path("ResTarget").has("name");
        JsonNode value = targets.path(0).path("ResTarget").path("val");
        if (!plain || value.has("RowExpr")) {
            throw new NotAnExpressionException("it is not one scalar expression");
        }
        return value;
    }

    /** A SELECT of values alone is a way to write an expression. */
    private static boolean reads(JsonNode query) {
        return List.of("fromClause", "larg", "withClause", "valuesLists").stream()
                        .anyMatch(part -> query.findValue(part) != null)
                || query.findValues("subLinkType").stream()
                        .anyMatch(type -> !type.asText().equals("EXPR_SUBLINK"));
    }

    private static void reference(
            JsonNode column, byte[] bytes, List<Reference> references, Set<String> forbidden) {
        List<String> names = new ArrayList<>();
        for (JsonNode field : column.path("fields")) {
            if (field.has("A_Star")) {
                forbidden.add("a whole-row reference (*)");
                return;
            }
            names.add(field.path("String").path("sval").asText());
        }
        if (names.size() > 2) {
            forbidden.add("a column reference with a schema; write the column's name alone");
            return;
        }
        String name = names.getLast();
        if (SYSTEM_COLUMNS.contains(name)) {
            forbidden.add("the system column " + name);
            return;
        }
        int start = column.path("location").asInt() - PREFIX.length();
        int end = Lexemes.endOfName(bytes, start, names.size());
        references.add(
                new Reference(names.size() == 2 ? names.getFirst() : "", name, start, end - start));
    }

    private static void function(JsonNode call, Set<String> functions, Set<String> forbidden) {
        List<String> names = new ArrayList<>();
        call.path("funcname").forEach(part -> names.add(part.path("String").path("sval").asText()));
        functions.add(String.join(".", names));
        String name = names.getLast();
        if (CLOCKS.contains(name)) {
            forbidden.add(name + "()" + TOMORROW);
        }
        if (AGGREGATES.contains(name)
                || call.path("agg_star").asBoolean()
                || call.path("agg_distinct").asBoolean()
                || call.has("agg_filter")) {
            forbidden.add("the aggregate " + name);
        }
        if (call.has("over")) {
            forbidden.add("a window function");
        }
    }

    private static void forbid(JsonNode target, String kind, String words, Set<String> forbidden) {
        if (target.findValue(kind) != null) {
            forbidden.add(words);
        }
    }
}
