package dev.godwit.plan.operation.shape;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.schema.Table.Index;
import dev.godwit.plan.sql.ColumnNames;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements;
import dev.godwit.plan.sql.Statements.NotSqlException;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands on a column, made a second time for its new shape: indexes and constraints. They have
 * names of Godwit's own until they take over those of the first ones.
 */
final class Twins {

    private static final String NOT_VALID = " NOT VALID";

    private final Draft draft;
    private final String word;
    private final Table table;
    private final String from;
    private final String to;
    private final List<Pair> pairs = new ArrayList<>();

    /** A name, whose it is to be, and that of the first one from then on. */
    private record Pair(boolean index, String name, String fresh, String aside) {}

    Twins(Draft draft, String word, Table table, String from, String to) {
        this.draft = draft;
        this.word = word;
        this.table = table;
        this.from = from;
        this.to = to;
    }

    /** Those that are there for new rows at once. */
    void apply() {
        for (Constraint one : table.constraints()) {
            if (one.columns().contains(from) && "cf".indexOf(one.type()) >= 0) {
                String definition = one.type() == 'c' ? check(one) : foreignKey(one);
                constraint(one, definition);
            }
        }
    }

    private void constraint(Constraint one, String definition) {
        Pair pair = pair(false, one.name());
        boolean valid = !definition.endsWith(NOT_VALID);
        List<QualifiedName> tables = new ArrayList<>(List.of(table.name()));
        if (one.references() != null && !one.references().equals(table.name())) {
            tables.add(one.references());
        }
        String alter = "alter table " + table.name().sql() + " ";
        String quoted = Identifier.quote(pair.fresh());
        List<String> add = new ArrayList<>();
        add.add(alter + "add constraint " + quoted + " " + definition + (valid ? NOT_VALID : ""));
        if (!one.comment().isEmpty()) {
            add.add(
                    "comment on constraint %s on %s is %s"
                            .formatted(
                                    quoted, table.name().sql(), Identifier.literal(one.comment())));
        }
        LockMode lock =
                one.type() == 'f' ? LockMode.SHARE_ROW_EXCLUSIVE : LockMode.ACCESS_EXCLUSIVE;
        draft.step(
                Stage.APPLY,
                word,
                "%s of %s for its new shape".formatted(one.name(), table.name()),
                new Work.Ddl(tables, lock, add, false),
                new Work.Ddl(
                        tables,
                        LockMode.ACCESS_EXCLUSIVE,
                        List.of(alter + "drop constraint if exists " + quoted),
                        false));
        if (valid) {
            draft.step(
                    Stage.CONSTRAIN,
                    word,
                    "validate %s of %s for its new shape".formatted(one.name(), table.name()),
                    Work.Ddl.validate(table.name(), pair.fresh()));
        }
    }

    /** Those that are built of all rows. */
    void constrain() {
        for (Index index : table.indexes()) {
            if (index.uses().contains(from)) {
                index(index);
            }
        }
    }

    private void index(Index index) {
        Pair pair = pair(index.ownedByConstraint().isEmpty(), index.name());
        String reserved = draft.reserved("idx" + pairs.size());
        boolean plain = index.unique() && !index.partial() && !index.columns().contains("");
        draft.step(
                Stage.CONSTRAIN,
                word,
                "build index %s of %s for its new shape".formatted(index.name(), table.name()),
                new Work.BuildIndex(
                        table.name(),
                        reserved,
                        pair.fresh(),
                        concurrently(index, reserved),
                        plain,
                        plain ? index.columns().stream().map(this::now).toList() : List.of(),
                        null),
                new Work.DropIndex(new QualifiedName(table.name().schema(), reserved)),
                new Work.DropIndex(new QualifiedName(table.name().schema(), pair.fresh())));
        table.constraint(index.ownedByConstraint()).ifPresent(owner -> owner(owner, pair));
    }

    private void owner(Constraint owner, Pair pair) {
        String quoted = Identifier.quote(pair.fresh());
        String definition = owner.definition();
        int deferrable = definition.indexOf(" DEFERRABLE");
        List<String> statements = new ArrayList<>();
        statements.add(
                "alter table %s add constraint %s unique using index %s%s"
                        .formatted(
                                table.name().sql(),
                                quoted,
                                quoted,
                                deferrable < 0 ? "" : definition.substring(deferrable)));
        if (!owner.comment().isEmpty()) {
            statements.add(
                    "comment on constraint %s on %s is %s"
                            .formatted(
                                    quoted,
                                    table.name().sql(),
                                    Identifier.literal(owner.comment())));
        }
        draft.step(
                Stage.CONSTRAIN,
                word,
                "make it the constraint %s".formatted(owner.name()),
                Work.Ddl.on(table.name(), LockMode.ACCESS_EXCLUSIVE, statements),
                Work.Ddl.alter(table.name(), "drop constraint if exists " + quoted));
    }

    /**
     * NOT NULL, which has a name from PostgreSQL 18 on, and is made by somebody else.
     *
     * @param there whether the first one has it
     * @param column its name by then, of which PostgreSQL makes a name by itself
     * @param fresh its name for now
     */
    void notNull(boolean there, String column, String fresh) {
        String name =
                table.constraints().stream()
                        .filter(one -> one.type() == 'n' && one.columns().contains(from))
                        .findFirst()
                        .map(Constraint::name)
                        .orElse("%s_%s_not_null".formatted(table.name().name(), column));
        if (name.getBytes(StandardCharsets.UTF_8).length <= Identifier.MAX_BYTES) {
            String aside = there ? draft.reserved("old" + (pairs.size() + 1)) : "";
            pairs.add(new Pair(false, name, fresh, aside));
        }
    }

    /** The statements by which they take over the names. */
    List<String> takeOver() {
        List<String> statements = new ArrayList<>();
        for (Pair pair : pairs) {
            if (!pair.aside().isEmpty()) {
                statements.add(rename(pair, pair.name(), pair.aside()));
            }
            statements.add(rename(pair, pair.fresh(), pair.name()));
        }
        return statements;
    }

    /** The statements by which the first ones get theirs back. */
    List<String> giveBack() {
        List<String> statements = new ArrayList<>();
        for (Pair pair : pairs) {
            statements.add(rename(pair, pair.name(), pair.fresh()));
            if (!pair.aside().isEmpty()) {
                statements.add(rename(pair, pair.aside(), pair.name()));
            }
        }
        return statements;
    }

    /** The table with the first ones under the names that they have from then on. */
    Table asides(String column) {
        return table.withParts(
                table.columns(),
                table.indexes().stream().map(index -> aside(index, column)).toList(),
                table.constraints().stream().map(one -> aside(one, column)).toList());
    }

    private Index aside(Index index, String column) {
        if (!index.uses().contains(from)) {
            return index;
        }
        try {
            return new Index(
                    aside(index.name()),
                    index.unique(),
                    index.primary(),
                    index.valid(),
                    index.partial(),
                    renamed(index.columns(), column),
                    ColumnNames.ofIndex(index.definition(), from, column),
                    index.ownedByConstraint().isEmpty() ? "" : aside(index.ownedByConstraint()),
                    renamed(index.uses(), column));
        } catch (NotSqlException failure) {
            throw unreadable(index.name(), failure);
        }
    }

    private Constraint aside(Constraint one, String column) {
        if (!one.columns().contains(from)) {
            return one;
        }
        try {
            String definition =
                    switch (one.type()) {
                        case 'c' -> ColumnNames.ofCheck(one.definition(), from, column);
                        case 'f' -> ColumnNames.ofForeignKey(one.definition(), from, column);
                        default -> one.definition();
                    };
            return new Constraint(
                    aside(one.name()),
                    one.type(),
                    definition,
                    one.references(),
                    one.comment(),
                    renamed(one.columns(), column));
        } catch (NotSqlException failure) {
            throw unreadable(one.name(), failure);
        }
    }

    private String aside(String name) {
        return pairs.stream()
                .filter(pair -> pair.name().equals(name) && !pair.aside().isEmpty())
                .findFirst()
                .map(Pair::aside)
                .orElse(name);
    }

    private List<String> renamed(List<String> columns, String column) {
        return columns.stream().map(one -> one.equals(from) ? column : one).toList();
    }

    private Pair pair(boolean index, String name) {
        int place = pairs.size() + 1;
        Pair pair =
                new Pair(index, name, draft.reserved("new" + place), draft.reserved("old" + place));
        pairs.add(pair);
        return pair;
    }

    private String rename(Pair pair, String one, String other) {
        return pair.index()
                ? "alter index %s rename to %s"
                        .formatted(
                                Identifier.quote(table.name().schema(), one),
                                Identifier.quote(other))
                : "alter table %s rename constraint %s to %s"
                        .formatted(
                                table.name().sql(), Identifier.quote(one), Identifier.quote(other));
    }

    private String now(String column) {
        return Identifier.quote(column.equals(from) ? to : column);
    }

    private String concurrently(Index index, String reserved) {
        try {
            return Statements.concurrentIndex(
                    ColumnNames.ofIndex(index.definition(), from, to), reserved);
        } catch (NotSqlException failure) {
            throw unreadable(index.name(), failure);
        }
    }

    private String check(Constraint one) {
        try {
            return ColumnNames.ofCheck(one.definition(), from, to);
        } catch (NotSqlException failure) {
            throw unreadable(one.name(), failure);
        }
    }

    private String foreignKey(Constraint one) {
        try {
            return ColumnNames.ofForeignKey(one.definition(), from, to);
        } catch (NotSqlException failure) {
            throw unreadable(one.name(), failure);
        }
    }

    private static IllegalStateException unreadable(String name, NotSqlException failure) {
        return new IllegalStateException(
                "the definition of %s cannot be read: %s".formatted(name, failure.getMessage()),
                failure);
    }
}
