package dev.godwit.plan.operation.constraint;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;

/**
 * NOT NULL without a scan under a strong lock: a check that is not yet valid, validated, and then
 * exchanged for NOT NULL, which PostgreSQL takes from the valid check.
 *
 * @param guard name of the check, Godwit's own
 * @param called the column as people know it
 */
public record NotNull(
        String word, QualifiedName table, String column, String guard, String called) {

    /** Of a column that people know by its name. */
    public NotNull(String word, QualifiedName table, String column, String guard) {
        this(word, table, column, guard, table + "." + column);
    }

    /** New rows are refused. */
    public void refuse(Draft draft) {
        refuse(draft, Stage.APPLY);
    }

    /** The same, in another stage. */
    public void refuse(Draft draft, Stage stage) {
        draft.step(stage, word, "refuse new NULLs in " + called, guarded(), unguarded());
    }

    /** All rows are validated, and the column is made NOT NULL. */
    public void constrain(Draft draft) {
        draft.step(
                Stage.CONSTRAIN,
                word,
                "validate that " + called + " holds no NULL",
                Work.Ddl.validate(table, guard));
        draft.step(
                Stage.CONSTRAIN,
                word,
                "make " + called + " NOT NULL",
                set(),
                Work.Ddl.alter(table, "alter column " + quoted() + " drop not null"));
    }

    /** New rows are refused, by a NOT NULL that has the guard's name (PostgreSQL 18). */
    public void refuseNamed(Draft draft, Stage stage) {
        draft.step(
                stage, word, "refuse new NULLs in " + called, named(guard).getFirst(), unguarded());
    }

    /** All rows are validated, for that NOT NULL. */
    public void validateNamed(Draft draft) {
        draft.step(
                Stage.CONSTRAIN,
                word,
                "validate that " + called + " holds no NULL",
                Work.Ddl.validate(table, guard));
    }

    /** The check, for new rows. */
    Work.Ddl guarded() {
        return Work.Ddl.alter(
                table,
                "add constraint "
                        + Identifier.quote(guard)
                        + " check ("
                        + quoted()
                        + " is not null) not valid");
    }

    /** Without the check. */
    Work.Ddl unguarded() {
        return Work.Ddl.alter(table, "drop constraint if exists " + Identifier.quote(guard));
    }

    /**
     * One statement for each: the valid check must still be there to spare SET NOT NULL its scan.
     */
    Work.Ddl set() {
        return Work.Ddl.alter(
                table,
                "alter column " + quoted() + " set not null",
                "drop constraint " + Identifier.quote(guard));
    }

    /**
     * What makes a column NOT NULL again that it was dropped from, as undo. From PostgreSQL 18 on
     * NOT NULL is a constraint with a name.
     *
     * @param before the table as it was
     * @param of the column's name at that time
     */
    public List<Work> again(Table before, String of) {
        return before.constraints().stream()
                .filter(one -> one.type() == 'n' && one.columns().contains(of))
                .findFirst()
                .map(Table.Constraint::name)
                .map(this::named)
                .orElseGet(() -> List.of(guarded(), Work.Ddl.validate(table, guard), set()));
    }

    private List<Work> named(String constraint) {
        return List.of(
                Work.Ddl.alter(
                        table,
                        "add constraint "
                                + Identifier.quote(constraint)
                                + " not null "
                                + quoted()
                                + " not valid"),
                Work.Ddl.validate(table, constraint));
    }

    private String quoted() {
        return Identifier.quote(column);
    }
}
