package dev.godwit.plan.operation.twin;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.constraint.ByDefinition;
import dev.godwit.plan.operation.constraint.Uniqueness;
import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;

/**
 * The steps that make indexes and constraints a second time.
 *
 * @param word the plan's word for the operation
 * @param table that gets them
 * @param whose for people, after the name of a first one: {@code of the copy of shop.items}
 */
public record TwinSteps(Draft draft, String word, QualifiedName table, String whose) {

    /** Builds the twin of an index. */
    public void index(String first, Work.BuildIndex twin) {
        draft.step(
                Stage.CONSTRAIN,
                word,
                "build index %s %s".formatted(first, whose),
                twin,
                new Work.DropIndex(new QualifiedName(table.schema(), twin.reserved())),
                new Work.DropIndex(new QualifiedName(table.schema(), twin.name())));
    }

    /** Makes the twin of a constraint, of the twin of its index. */
    public void ofIndex(String first, Constraint twin) {
        draft.step(
                Stage.CONSTRAIN,
                word,
                "make it the constraint %s".formatted(first),
                Uniqueness.of(table, twin),
                Work.Ddl.alter(
                        table, "drop constraint if exists " + Identifier.quote(twin.name())));
    }

    /** Makes the twin of a check or a foreign key: for new rows, and for all of them later. */
    public void constraint(String first, Constraint twin, Stage stage) {
        ByDefinition made = new ByDefinition(table, twin);
        draft.step(stage, word, "%s %s".formatted(first, whose), made.add(), made.drop());
        if (made.valid()) {
            draft.step(
                    Stage.CONSTRAIN,
                    word,
                    "validate %s %s".formatted(first, whose),
                    made.validate());
        }
    }
}
