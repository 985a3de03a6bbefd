package dev.godwit.plan.operation.index;

import dev.godwit.plan.lint.ColumnRules;
import dev.godwit.plan.lint.ExpressionRule;
import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.IndexMade;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Builds an index without blocking writers. */
@Doc("Builds an index without blocking writers")
public record CreateIndex(
        @Doc("The table, with its schema when that is not public") String table,
        @Doc("Its name") String name,
        @Doc("Columns in order: names, or each with its settings or {}") IndexColumns columns,
        @Doc("Whether values must differ; duplicates are looked for first")
                @Nullable Boolean unique,
        @Doc("btree by default") @Nullable String method,
        @Doc("Condition of a partial index, as SQL") @Nullable String predicate,
        @Doc("For example fillfactor = 70") @Nullable String storageParameters,
        Location at)
        implements Operation {

    private static final String WORD = "create_index";
    private static final Set<String> METHODS =
            Set.of("btree", "hash", "gin", "gist", "spgist", "brin");
    private static final Pattern PARAMETERS =
            Pattern.compile(
                    "\\s*[a-z_]+\\s*=\\s*[A-Za-z0-9_.]+\\s*(,\\s*[a-z_]+\\s*=\\s*[A-Za-z0-9_.]+\\s*)*");

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(table));
    }

    @Override
    public Wanted wanted() {
        return Wanted.tree(Names.known(table));
    }

    @Override
    public List<IndexMade> builds() {
        boolean searched = method == null || method.equalsIgnoreCase("btree");
        return List.of(
                new IndexMade(
                        Names.known(table),
                        name,
                        searched && predicate == null
                                ? List.copyOf(columns.byName().keySet())
                                : List.of()));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(table, at, problems);
        NameRule.name(name, at, problems);
        if (columns.byName().isEmpty()) {
            problems.add(
                    "GW-103",
                    at,
                    "create_index lacks \"columns\"",
                    "",
                    "add columns: { name: {} }");
        }
        if (method != null && !METHODS.contains(method.toLowerCase(Locale.ROOT))) {
            problems.add(
                    "GW-113",
                    at,
                    "method is \"" + method + "\"",
                    "",
                    Problems.suggestion(method, METHODS));
        }
        if (predicate != null) {
            ExpressionRule.parse("predicate", predicate, at, problems);
        }
        if (storageParameters != null && !PARAMETERS.matcher(storageParameters).matches()) {
            problems.add(
                    "GW-113",
                    at,
                    "storage_parameters is \"" + storageParameters + "\"",
                    "",
                    "write them as fillfactor = 70, deduplicate_items = off");
        }
    }

    @Override
    public void compile(Draft draft) {
        draft.table(Names.known(table), at).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, Table found) {
        boolean partitioned = found.kind() == Table.Kind.PARTITIONED;
        if (!partitioned) {
            TableRules.indexable(found, at, draft);
        }
        NameRule.free(new QualifiedName(found.name().schema(), name), at, draft);
        ColumnRules.all(List.copyOf(columns.byName().keySet()), found, at, draft);
        if (predicate != null) {
            ExpressionRule.over("predicate", predicate, found, at, draft);
        }
        String reserved = draft.reserved("idx");
        boolean filled = draft.fills(found.name());
        List<String> uniqueKey =
                isUnique()
                        ? columns.byName().keySet().stream().map(Identifier::quote).toList()
                        : List.of();
        if (partitioned) {
            new PartitionedIndex(draft, WORD, found, at)
                    .create(
                            new ObjectWork.BuildTree(
                                    found.name(),
                                    reserved,
                                    name,
                                    isUnique(),
                                    definition(),
                                    uniqueKey,
                                    predicate,
                                    List.of()),
                            List.copyOf(columns.byName().keySet()));
            return;
        }
        draft.step(
                // On a table that is filled, an index beforehand would make every batch dearer.
                filled ? Stage.CONSTRAIN : Stage.APPLY,
                WORD,
                "build index " + name + " on " + found.name(),
                new Work.BuildIndex(
                        found.name(),
                        reserved,
                        name,
                        statement(found, reserved),
                        isUnique(),
                        uniqueKey,
                        predicate),
                new Work.DropIndex(new QualifiedName(found.name().schema(), reserved)),
                new Work.DropIndex(new QualifiedName(found.name().schema(), name)));
    }

    private boolean isUnique() {
        return Boolean.TRUE.equals(unique);
    }

    private String statement(Table found, String reserved) {
        return "create "
                + (isUnique() ? "unique " : "")
                + "index concurrently "
                + Identifier.quote(reserved)
                + " on "
                + found.name().sql()
                + " "
                + definition();
    }

    private String definition() {
        String keys =
                columns.byName().entrySet().stream()
                        .map(entry -> key(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining(", "));
        return "using "
                + (method == null ? "btree" : method.toLowerCase(Locale.ROOT))
                + " ("
                + keys
                + ")"
                + (storageParameters == null ? "" : " with (" + storageParameters + ")")
                + (predicate == null ? "" : " where (" + predicate + "\n)");
    }

    private static String key(String column, IndexColumn settings) {
        String collate = settings.collate() == null ? "" : " collate " + quoted(settings.collate());
        IndexColumn.OpClass chosen = settings.opclass();
        String opclass = chosen == null ? "" : " " + quoted(chosen.name()) + chosen.parameters();
        String sort = settings.sort() == null ? "" : " " + settings.sort().toLowerCase(Locale.ROOT);
        String nulls =
                settings.nulls() == null
                        ? ""
                        : " nulls " + settings.nulls().toLowerCase(Locale.ROOT);
        return Identifier.quote(column) + collate + opclass + sort + nulls;
    }

    /**
     * A collation or operator class may be schema-qualified; without a schema the search path finds
     * it.
     */
    private static String quoted(String text) {
        return text.contains(".")
                ? Names.known(text).sql()
                : Identifier.quote(text.replace("\"", ""));
    }
}
