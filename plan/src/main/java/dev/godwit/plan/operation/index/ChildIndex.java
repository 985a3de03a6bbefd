package dev.godwit.plan.operation.index;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.IndexMade;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The index by which PostgreSQL finds the rows that point to a row of the parent. It is made before
 * its foreign key, also on a table that the plan fills: from the first instant of the key on, every
 * DELETE in the parent looks for such rows, and a fill may take hours.
 *
 * @param key the foreign key
 * @param wanted false where the plan does without one
 */
public record ChildIndex(
        Draft draft,
        String word,
        Table table,
        String key,
        QualifiedName parent,
        boolean wanted,
        Location at) {

    /**
     * The columns of the key, by their names.
     *
     * @param on those on which the key is made
     * @param before of which there may be an index, which then comes with them
     * @param later when the run is done
     */
    public record Columns(List<String> on, List<String> before, List<String> later) {

        /** Columns that stay what they are. */
        public static Columns of(List<String> columns) {
            return new Columns(columns, columns, columns);
        }
    }

    /** On a table in use; concurrently, unless there is such an index. */
    public void build(Columns columns) {
        if (there(columns)) {
            return;
        }
        QualifiedName name = named(columns);
        String reserved = draft.reserved("fk");
        draft.step(
                Stage.APPLY,
                word,
                summary(name),
                new Work.BuildIndex(
                        table.name(),
                        reserved,
                        name.name(),
                        "create index concurrently %s on %s using btree (%s)"
                                .formatted(
                                        Identifier.quote(reserved),
                                        table.name().sql(),
                                        quoted(columns.on())),
                        false,
                        List.of(),
                        null),
                new Work.DropIndex(new QualifiedName(name.schema(), reserved)),
                new Work.DropIndex(name));
    }

    /** On a table that nobody uses yet. */
    public void buildOnNew(List<String> names) {
        Columns columns = Columns.of(names);
        if (there(columns)) {
            return;
        }
        QualifiedName name = named(columns);
        draft.step(
                Stage.APPLY,
                word,
                summary(name),
                Work.Ddl.on(
                        table.name(),
                        LockMode.SHARE,
                        List.of(
                                "create index %s on %s using btree (%s)"
                                        .formatted(
                                                Identifier.quote(name.name()),
                                                table.name().sql(),
                                                quoted(names)))),
                Work.Ddl.on(
                        table.name(),
                        LockMode.ACCESS_EXCLUSIVE,
                        List.of("drop index if exists " + name.sql())));
    }

    private String summary(QualifiedName name) {
        return "build index %s on %s, for %s".formatted(name.name(), table.name(), key);
    }

    private QualifiedName named(Columns columns) {
        QualifiedName name = IndexNames.free(draft, table.name(), columns.later());
        draft.objects().indexed(new IndexMade(table.name(), name.name(), columns.later()));
        draft.notice(
                "GW-282",
                at,
                "index %s is built for %s".formatted(name, key),
                "nothing to do: by it, each DELETE in %s finds rows of %s; index: false beside references leaves it away"
                        .formatted(parent, table.name()));
        return name;
    }

    /** Whether nothing is to be built; people are told when there is none in the end. */
    private boolean there(Columns columns) {
        boolean found =
                table.indexes().stream().anyMatch(one -> serves(one, columns.before()))
                        || draft.objects().indexes().stream().anyMatch(one -> finds(one, columns))
                        || draft.plan().operations().stream()
                                .flatMap(one -> one.builds().stream())
                                .anyMatch(one -> finds(one, columns));
        if (!found && !wanted) {
            draft.notice(
                    "GW-229",
                    at,
                    "no index of %s begins with the columns of %s, and the plan says index: false"
                            .formatted(table.name(), key),
                    "every DELETE and every UPDATE of a key in %s reads all of %s without one"
                            .formatted(parent, table.name()));
        }
        return found || !wanted;
    }

    private boolean finds(IndexMade index, Columns columns) {
        return index.finds(table.name(), columns.before())
                || index.finds(table.name(), columns.later());
    }

    /** Valid, of all rows, searched for equal values, and not about to go. */
    private boolean serves(Index index, List<String> columns) {
        QualifiedName name = new QualifiedName(table.name().schema(), index.name());
        return index.valid()
                && !index.partial()
                && (index.definition().contains(" USING btree ")
                        || index.definition().contains(" USING hash "))
                && IndexMade.begins(index.columns(), columns)
                && (index.ownedByConstraint().isEmpty()
                        || table.constraint(index.ownedByConstraint()).isPresent())
                && draft.plan().operations().stream()
                        .noneMatch(one -> one instanceof DropIndex && one.indexes().contains(name));
    }

    private static String quoted(List<String> columns) {
        return columns.stream().map(Identifier::quote).collect(Collectors.joining(", "));
    }
}
