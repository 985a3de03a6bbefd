package dev.godwit.plan.operation.shadow;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.constraint.ByDefinition;
import dev.godwit.plan.operation.constraint.Uniqueness;
import dev.godwit.plan.operation.index.IndexComment;
import dev.godwit.plan.operation.index.IndexNaming;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.schema.Table.Index;
import dev.godwit.plan.sql.ConcurrentIndex;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements.NotSqlException;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Indexes and foreign keys of a table, made a second time for its copy. Names of indexes are those
 * of the schema: the copy's have others until the exchange.
 */
final class Twins {

    private final Draft draft;
    private final String word;
    private final Table table;
    private final QualifiedName copy;

    Twins(Draft draft, String word, Table table, QualifiedName copy) {
        this.draft = draft;
        this.word = word;
        this.table = table;
        this.copy = copy;
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
                foreignKey(one);
            }
        }
    }

    private void index(Index index, String reserved, String fresh) {
        ConcurrentIndex built = built(table, index, copy);
        draft.step(
                Stage.CONSTRAIN,
                word,
                "build index %s of the copy of %s".formatted(index.name(), table.name()),
                new Work.BuildIndex(
                        copy,
                        reserved,
                        fresh,
                        built.create(reserved),
                        built.unique() && !built.key().isEmpty(),
                        built.key(),
                        null),
                new Work.DropIndex(new QualifiedName(copy.schema(), reserved)),
                new Work.DropIndex(new QualifiedName(copy.schema(), fresh)));
        table.constraint(index.ownedByConstraint())
                .ifPresent(
                        owner ->
                                draft.step(
                                        Stage.CONSTRAIN,
                                        word,
                                        "make it the constraint %s".formatted(owner.name()),
                                        Uniqueness.of(copy, owner.withName(fresh)),
                                        Work.Ddl.alter(
                                                copy,
                                                "drop constraint if exists "
                                                        + Identifier.quote(fresh))));
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

    private void foreignKey(Constraint one) {
        ByDefinition twin = new ByDefinition(copy, one);
        draft.step(
                Stage.CONSTRAIN,
                word,
                "%s of the copy of %s".formatted(one.name(), table.name()),
                twin.add(),
                twin.drop());
        if (twin.valid()) {
            draft.step(
                    Stage.CONSTRAIN,
                    word,
                    "validate %s of the copy of %s".formatted(one.name(), table.name()),
                    twin.validate());
        }
    }

    /** The statements by which the copy's take over the names, both tables still under theirs. */
    List<String> takeOver() {
        return renamed(true);
    }

    /** The statements by which the table's get theirs back. */
    List<String> giveBack() {
        return renamed(false);
    }

    private List<String> renamed(boolean forth) {
        QualifiedName one = table.name();
        List<String> statements = new ArrayList<>();
        int place = 0;
        for (Index index : table.indexes()) {
            place++;
            boolean constraint = !index.ownedByConstraint().isEmpty();
            String old = draft.reserved("old" + place);
            String now = draft.reserved("new" + place);
            String name = index.name();
            if (forth) {
                statements.add(IndexNaming.rename(one, constraint, name, old));
                statements.add(IndexNaming.rename(copy, constraint, now, name));
                statements.add(
                        IndexComment.copied(
                                new QualifiedName(one.schema(), old),
                                new QualifiedName(one.schema(), name)));
            } else {
                statements.add(IndexNaming.rename(copy, constraint, name, now));
                statements.add(IndexNaming.rename(one, constraint, old, name));
            }
        }
        return statements;
    }
}
