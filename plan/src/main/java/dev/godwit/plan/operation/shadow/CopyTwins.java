package dev.godwit.plan.operation.shadow;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.twin.TwinName;
import dev.godwit.plan.operation.twin.TwinSteps;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.sql.ConcurrentIndex;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements.NotSqlException;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Indexes and foreign keys of a table, made a second time for its copy. Names of indexes are those
 * of the schema: the copy's have others until the exchange.
 */
final class CopyTwins {

    private final Draft draft;
    private final Table table;
    private final QualifiedName copy;
    private final TwinSteps steps;

    CopyTwins(Draft draft, String word, Table table, QualifiedName copy) {
        this.draft = draft;
        this.table = table;
        this.copy = copy;
        this.steps = new TwinSteps(draft, word, copy, "of the copy of %s".formatted(table.name()));
    }

    /** The name of the copy's primary key until the exchange. */
    static String primaryKey(Draft draft, Table table) {
        for (int place = 1; place <= table.indexes().size(); place++) {
            if (table.indexes().get(place - 1).primary()) {
                return draft.reserved("new" + place);
            }
        }
        throw new IllegalStateException(table.name() + " has no primary key");
    }

    /** Adds the steps that make them. */
    void constrain() {
        int place = 0;
        for (Index index : table.indexes()) {
            place++;
            if (!index.primary()) {
                index(index, draft.reserved("idx" + place), draft.reserved("new" + place));
            }
        }
        for (Constraint one : table.constraints()) {
            if (one.type() == 'f') {
                steps.constraint(one.name(), one, Stage.CONSTRAIN);
            }
        }
    }

    private void index(Index index, String reserved, String fresh) {
        ConcurrentIndex built = built(table, index, copy);
        steps.index(
                index.name(),
                new Work.BuildIndex(
                        copy,
                        reserved,
                        fresh,
                        built.create(reserved),
                        built.unique() && !built.key().isEmpty(),
                        built.key(),
                        null));
        table.constraint(index.ownedByConstraint())
                .ifPresent(owner -> steps.ofIndex(owner.name(), owner.withName(fresh)));
    }

    /** An index as it is on another table. */
    static ConcurrentIndex built(Table table, Index index, QualifiedName copy) {
        try {
            ConcurrentIndex built =
                    ConcurrentIndex.built(index.definition(), table.name().schema())
                            .orElseThrow(() -> unreadable(index, null));
            return new ConcurrentIndex(
                    copy, built.name(), built.definition(), built.unique(), false, built.key());
        } catch (NotSqlException failure) {
            throw unreadable(index, failure);
        }
    }

    private static IllegalStateException unreadable(Index index, @Nullable Exception why) {
        return new IllegalStateException(
                "the definition of %s cannot be read".formatted(index.name()), why);
    }

    /** The statements by which the copy's take over the names, both tables still under theirs. */
    List<String> takeOver() {
        return names().flatMap(name -> name.takeOver(table.name(), copy).stream()).toList();
    }

    /** The statements by which the table's get theirs back. */
    List<String> giveBack() {
        return names().flatMap(name -> name.giveBack(table.name(), copy).stream()).toList();
    }

    private Stream<TwinName> names() {
        return IntStream.rangeClosed(1, table.indexes().size())
                .mapToObj(
                        place ->
                                TwinName.of(
                                        table.indexes().get(place - 1),
                                        draft.reserved("new" + place),
                                        draft.reserved("old" + place)));
    }
}
