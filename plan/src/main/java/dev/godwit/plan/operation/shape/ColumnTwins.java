package dev.godwit.plan.operation.shape;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.index.IndexDropping;
import dev.godwit.plan.operation.twin.TwinName;
import dev.godwit.plan.operation.twin.TwinSteps;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.sql.Identifier;
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
final class ColumnTwins {

    private final Draft draft;
    private final Table table;
    private final String from;
    private final @Nullable TypeNames types;
    private final Transfer fresh;
    private final TwinSteps steps;
    private final List<TwinName> names = new ArrayList<>();

    ColumnTwins(
            Draft draft,
            String word,
            Table table,
            String from,
            String to,
            @Nullable TypeNames types) {
        this.draft = draft;
        this.table = table;
        this.from = from;
        this.types = types;
        this.steps =
                new TwinSteps(
                        draft,
                        word,
                        table.name(),
                        "of %s for its new shape".formatted(table.name()));
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
        TwinName name = TwinName.ofConstraint(one.name(), next("new"), next("old"));
        names.add(name);
        steps.constraint(one.name(), fresh.constraint(one, name.fresh()), stage);
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
        TwinName name = TwinName.of(index, next("new"), next("old"));
        String reserved = next("idx");
        names.add(name);
        Index twin = fresh.index(index, name.fresh());
        boolean plain = index.unique() && !index.partial() && !index.columns().contains("");
        steps.index(
                index.name(),
                new Work.BuildIndex(
                        table.name(),
                        reserved,
                        name.fresh(),
                        IndexDropping.again(twin, reserved),
                        plain,
                        plain ? twin.columns().stream().map(Identifier::quote).toList() : List.of(),
                        null));
        table.constraint(index.ownedByConstraint())
                .ifPresent(
                        owner ->
                                steps.ofIndex(owner.name(), fresh.constraint(owner, name.fresh())));
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
            names.add(TwinName.ofConstraint(name, fresh, there ? next("old") : ""));
        }
    }

    /** The statements by which they take over the names. */
    List<String> takeOver() {
        return names.stream()
                .flatMap(name -> name.takeOver(table.name(), table.name()).stream())
                .toList();
    }

    /** The statements by which the first ones get theirs back. */
    List<String> giveBack() {
        return names.stream()
                .flatMap(name -> name.giveBack(table.name(), table.name()).stream())
                .toList();
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
        return names.stream()
                .filter(one -> one.name().equals(name) && !one.aside().isEmpty())
                .findFirst()
                .map(TwinName::aside)
                .orElse(name);
    }

    /** A name of Godwit's own for the next one. */
    private String next(String what) {
        return draft.reserved(what + (names.size() + 1));
    }
}
