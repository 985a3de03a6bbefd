package dev.godwit.plan.operation.constraint;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A foreign key of one column. */
@Doc("A foreign key: added NOT VALID, validated later")
public record ReferenceSpec(
        @Doc("The constraint's name") String name,
        @Doc("The table that it points to, with its schema when that is not public") String table,
        @Doc("The column that it points to; its primary key when left out") @Nullable String column,
        @Doc("NO ACTION (default), RESTRICT, CASCADE, SET NULL or SET DEFAULT")
                @Nullable String onDelete,
        @Doc("As on_delete") @Nullable String onUpdate,
        @Doc("SIMPLE (default) or FULL") @Nullable String matchType,
        @Doc("Whether it can be checked at the end of a transaction") @Nullable Boolean deferrable,
        @Doc("Whether it is, unless a transaction says otherwise")
                @Nullable Boolean initiallyDeferred,
        @Doc("false: build no index of the column, though there is none; true by default")
                @Nullable Boolean index) {

    /** Finds what is wrong with the text. */
    public void check(Location at, Problems problems) {
        NameRule.name(name, at, problems);
        NameRule.relation(table, at, problems);
        target().check(at, problems);
    }

    /** What it points to. */
    public QualifiedName parent() {
        return Names.known(table);
    }

    /** The same for a constraint of any number of columns. */
    public ForeignKey target() {
        return new ForeignKey(
                parent(),
                column == null ? List.of() : List.of(column),
                onDelete,
                List.of(),
                onUpdate,
                matchType,
                Deferring.of(deferrable, initiallyDeferred),
                !Boolean.FALSE.equals(index));
    }
}
