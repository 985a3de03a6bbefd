package dev.godwit.plan.operation.constraint;

import dev.godwit.plan.lint.VersionRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.RowKey;
import dev.godwit.plan.operation.index.ChildIndex;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a foreign key points to, and what becomes of its rows.
 *
 * @param columns of the parent; empty for its primary key
 * @param onDeleteColumns which columns ON DELETE SET NULL or SET DEFAULT sets; empty for all
 * @param indexed whether an index of its columns is made where there is none
 */
public record ForeignKey(
        QualifiedName parent,
        List<String> columns,
        @Nullable String onDelete,
        List<String> onDeleteColumns,
        @Nullable String onUpdate,
        @Nullable String matchType,
        Deferring deferring,
        boolean indexed) {

    private static final Set<String> ACTIONS =
            Set.of("NO ACTION", "RESTRICT", "CASCADE", "SET NULL", "SET DEFAULT");

    private static final Set<String> MATCHES = Set.of("SIMPLE", "FULL");

    public ForeignKey {
        columns = List.copyOf(columns);
        onDeleteColumns = List.copyOf(onDeleteColumns);
    }

    /** Finds what is wrong with the text. */
    void check(Location at, Problems problems) {
        word("on_delete", onDelete, ACTIONS, at, problems);
        word("on_update", onUpdate, ACTIONS, at, problems);
        word("match_type", matchType, MATCHES, at, problems);
    }

    private static void word(
            String key, @Nullable String word, Set<String> known, Location at, Problems problems) {
        if (word != null && !known.contains(word.toUpperCase(Locale.ROOT))) {
            problems.add(
                    "GW-113",
                    at,
                    key + " is \"" + word + "\"",
                    "",
                    Problems.suggestion(word, known));
        }
    }

    /** As a definition of the constraint. */
    public String definition(List<String> children) {
        return "foreign key ("
                + names(children)
                + ") references "
                + parent.sql()
                + (columns.isEmpty() ? "" : " (" + names(columns) + ")")
                + (matchType == null ? "" : " match " + matchType.toLowerCase(Locale.ROOT))
                + (onUpdate == null ? "" : " on update " + onUpdate.toLowerCase(Locale.ROOT))
                + (onDelete == null ? "" : " on delete " + onDelete.toLowerCase(Locale.ROOT))
                + (onDeleteColumns.isEmpty() ? "" : " (" + names(onDeleteColumns) + ")")
                + deferring.sql();
    }

    /**
     * Adds it to a table: for new rows at once, then for all rows compared and validated.
     *
     * @param columns the table's columns
     */
    public void add(
            Draft draft,
            String word,
            Table table,
            String name,
            ChildIndex.Columns columns,
            Location at) {
        List<String> children = columns.on();
        older(draft, at);
        Optional<Table> pointed = draft.table(parent, at);
        if (pointed.isEmpty()) {
            return;
        }
        List<String> keys = this.columns.isEmpty() ? primaryKey(pointed.get()) : this.columns;
        if (keys.size() != children.size()) {
            draft.rejections()
                    .add(
                            "GW-113",
                            at,
                            "%s points from %d columns to %d of %s"
                                    .formatted(name, children.size(), keys.size(), parent),
                            "",
                            "name as many columns on both sides");
            return;
        }
        new ChildIndex(draft, word, table, name, parent, indexed, at).build(columns);
        String alter = "alter table " + table.name().sql() + " ";
        String quoted = Identifier.quote(name);
        draft.step(
                Stage.APPLY,
                word,
                "foreign key " + name + " for new rows of " + table.name(),
                locked(
                        table.name(),
                        alter
                                + "add constraint "
                                + quoted
                                + " "
                                + definition(children)
                                + " not valid"),
                locked(table.name(), alter + "drop constraint if exists " + quoted));
        draft.step(
                Stage.VERIFY,
                word,
                "look for rows of " + table.name() + " that " + name + " forbids",
                new Work.Prove(
                        table.name(), orphan(table, children, keys), RowKey.of(table), null));
        draft.step(
                Stage.CONSTRAIN,
                word,
                "validate " + name + " of " + table.name(),
                Work.Ddl.validate(table.name(), name));
    }

    /** On a table that nobody uses yet. */
    public void addToNew(
            Draft draft, String word, Table made, String name, List<String> children, Location at) {
        QualifiedName table = made.name();
        older(draft, at);
        new ChildIndex(draft, word, made, name, parent, indexed, at).buildOnNew(children);
        draft.step(
                Stage.APPLY,
                word,
                "foreign key " + name + " of " + table,
                locked(
                        table,
                        "alter table "
                                + table.sql()
                                + " add constraint "
                                + Identifier.quote(name)
                                + " "
                                + definition(children)),
                locked(
                        table,
                        "alter table "
                                + table.sql()
                                + " drop constraint if exists "
                                + Identifier.quote(name)));
    }

    private void older(Draft draft, Location at) {
        VersionRule.fifteen(!onDeleteColumns.isEmpty(), "on_delete_set_columns", at, draft);
    }

    /** A foreign key takes a lock on both of its tables. */
    private Work.Ddl locked(QualifiedName table, String statement) {
        boolean drops = statement.contains(" drop constraint ");
        List<QualifiedName> both = table.equals(parent) ? List.of(table) : List.of(table, parent);
        return new Work.Ddl(
                both,
                drops ? LockMode.ACCESS_EXCLUSIVE : LockMode.SHARE_ROW_EXCLUSIVE,
                List.of(statement),
                false);
    }

    /** MATCH SIMPLE looks at rows without any NULL, MATCH FULL at those that are not all NULL. */
    private String orphan(Table table, List<String> children, List<String> keys) {
        String own = Identifier.quote(table.name().name()) + ".";
        List<String> equal = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            equal.add(
                    "_godwit_parent."
                            + Identifier.quote(keys.get(i))
                            + " = "
                            + own
                            + Identifier.quote(children.get(i)));
        }
        String joint = "FULL".equalsIgnoreCase(matchType) ? " or " : " and ";
        String looked =
                children.stream()
                        .map(child -> own + Identifier.quote(child) + " is not null")
                        .collect(Collectors.joining(joint));
        return "("
                + looked
                + ") and not exists (select from "
                + parent.sql()
                + " _godwit_parent where "
                + String.join(" and ", equal)
                + ")";
    }

    private static List<String> primaryKey(Table parent) {
        return parent.indexes().stream()
                .filter(Index::primary)
                .findFirst()
                .map(Index::columns)
                .orElse(List.of());
    }

    private static String names(List<String> columns) {
        return columns.stream().map(Identifier::quote).collect(Collectors.joining(", "));
    }
}
