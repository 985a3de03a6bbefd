package dev.godwit.plan.operation.shape;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.constraint.ByDefinition;
import dev.godwit.plan.operation.constraint.Uniqueness;
import dev.godwit.plan.operation.index.IndexComment;
import dev.godwit.plan.operation.index.IndexDropping;
import dev.godwit.plan.operation.index.IndexNaming;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.schema.Table.Index;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a column, made a second time for its new shape: indexes and constraints. They have
 * names of Godwit's own until they take over those of the first ones.
 */
final class Twins {

    private final Draft draft;
    private final String word;
    private final Table table;
    private final String from;
    private final @Nullable TypeNames types;
    private final Transfer fresh;
    private final List<Pair> pairs = new ArrayList<>();

    /**
     * A name, whose it is to be, and that of the first one from then on.
     *
     * @param index whether it is one by itself, and belongs to no constraint
     * @param built whether there is an index of that name
     */
    private record Pair(boolean index, boolean built, String name, String fresh, String aside) {}

    Twins(
            Draft draft,
            String word,
            Table table,
            String from,
            String to,
            @Nullable TypeNames types) {
        this.draft = draft;
        this.word = word;
        this.table = table;
        this.from = from;
        this.types = types;
        this.fresh =
                types == null
                        ? new Transfer(from, to)
                        : new Transfer(from, to, types.name(), types.coming());
    }

    /** Those that are there for new rows at once. */
    void apply(Stage stage) {
        for (Constraint one : table.constraints()) {
            if (one.columns().contains(from) && one.type() == 'c') {
                constraint(one, stage);
            }
        }
    }

    private void constraint(Constraint one, Stage stage) {
        ByDefinition twin =
                new ByDefinition(
                        table.name(),
                        fresh.constraint(one, pair(false, false, one.name()).fresh()));
        draft.step(
                stage,
                word,
                "%s of %s for its new shape".formatted(one.name(), table.name()),
                twin.add(),
                twin.drop());
        if (twin.valid()) {
            draft.step(
                    Stage.CONSTRAIN,
                    word,
                    "validate %s of %s for its new shape".formatted(one.name(), table.name()),
                    twin.validate());
        }
    }

    /**
     * Those that are built of all rows; and foreign keys, which each DELETE of a parent would
     * search this table for until their index is there. Until then that of the first one refuses.
     */
    void constrain() {
        for (Index index : table.indexes()) {
            if (index.uses().contains(from)) {
                index(index);
            }
        }
        for (Constraint one : table.constraints()) {
            if (one.columns().contains(from) && one.type() == 'f') {
                constraint(one, Stage.CONSTRAIN);
            }
        }
    }

    private void index(Index index) {
        Pair pair = pair(index.ownedByConstraint().isEmpty(), true, index.name());
        Index twin = fresh.index(index, pair.fresh());
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
                        IndexDropping.again(twin, reserved),
                        plain,
                        plain ? twin.columns().stream().map(Identifier::quote).toList() : List.of(),
                        null),
                new Work.DropIndex(new QualifiedName(table.name().schema(), reserved)),
                new Work.DropIndex(new QualifiedName(table.name().schema(), pair.fresh())));
        table.constraint(index.ownedByConstraint()).ifPresent(owner -> owner(owner, pair));
    }

    private void owner(Constraint owner, Pair pair) {
        draft.step(
                Stage.CONSTRAIN,
                word,
                "make it the constraint %s".formatted(owner.name()),
                Uniqueness.of(table.name(), fresh.constraint(owner, pair.fresh())),
                Work.Ddl.alter(
                        table.name(),
                        "drop constraint if exists " + Identifier.quote(pair.fresh())));
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
            pairs.add(new Pair(false, false, name, fresh, aside));
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
            if (pair.built()) {
                statements.add(
                        IndexComment.copied(
                                new QualifiedName(table.name().schema(), pair.aside()),
                                new QualifiedName(table.name().schema(), pair.name())));
            }
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
        Transfer old =
                types == null
                        ? new Transfer(from, column)
                        : new Transfer(from, column, types.name(), types.leaving());
        return table.withParts(
                table.columns(),
                table.indexes().stream()
                        .map(
                                one ->
                                        one.uses().contains(from)
                                                ? old.index(one, aside(one.name()))
                                                : one)
                        .toList(),
                table.constraints().stream()
                        .map(
                                one ->
                                        one.columns().contains(from)
                                                ? old.constraint(one, aside(one.name()))
                                                : one)
                        .toList());
    }

    private String aside(String name) {
        return pairs.stream()
                .filter(pair -> pair.name().equals(name) && !pair.aside().isEmpty())
                .findFirst()
                .map(Pair::aside)
                .orElse(name);
    }

    private Pair pair(boolean index, boolean built, String name) {
        int place = pairs.size() + 1;
        Pair pair =
                new Pair(
                        index,
                        built,
                        name,
                        draft.reserved("new" + place),
                        draft.reserved("old" + place));
        pairs.add(pair);
        return pair;
    }

    private String rename(Pair pair, String one, String other) {
        return IndexNaming.rename(table.name(), !pair.index(), one, other);
    }
}
