package dev.godwit.plan.operation.column;

import static java.util.Objects.requireNonNull;

import dev.godwit.plan.lint.ColumnRules;
import dev.godwit.plan.lint.ExpressionRule;
import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.IndexMade;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.constraint.CheckSpec;
import dev.godwit.plan.operation.constraint.Checking;
import dev.godwit.plan.operation.constraint.ReferenceSpec;
import dev.godwit.plan.operation.constraint.Uniqueness;
import dev.godwit.plan.operation.index.ChildIndex;
import dev.godwit.plan.operation.looks.Comment;
import dev.godwit.plan.operation.shadow.Copyable;
import dev.godwit.plan.operation.shape.FreeChange;
import dev.godwit.plan.reading.Assigned;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Stage;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes what a column may hold. */
@Doc(
        "Changes a column: its name, type, default, comment, and what it may hold; while rows are converted both shapes are kept in sync")
public record AlterColumn(
        @Doc("The table, with its schema when that is not public") String table,
        @Doc("The column") String column,
        @Doc("A new name; until contract both are there") @Nullable String name,
        @Doc("A new type, as SQL") @Nullable String type,
        @Doc("Whether it may be NULL") @Nullable Boolean nullable,
        @Doc("The new value: an expression over the row as it was; the column itself by default")
                @Nullable String up,
        @Doc(
                        "The value of before: an expression over the row as it will be; the column itself by default")
                @Nullable String down,
        @Doc(
                        "Whether down may give another value than there was; false by default for a new type without check or nullable: false")
                @Nullable Boolean lossy,
        @Doc("An SQL expression for rows that leave the column out; null takes it away")
                @Nullable Assigned defaultValue,
        @Doc("What it says to people; null takes it away") @Nullable Assigned comment,
        @Doc("A check on the column") @Nullable CheckSpec check,
        @Doc("Values must differ; duplicates are looked for first") @Nullable UniqueSpec unique,
        @Doc("A foreign key") @Nullable ReferenceSpec references,
        Location at)
        implements Operation, Copyable {

    static final String WORD = "alter_column";

    /** Values must differ. */
    @Doc("Values must differ")
    public record UniqueSpec(@Doc("The constraint's name") String name) {}

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(table));
    }

    @Override
    public List<QualifiedName> reads() {
        return references == null ? List.of() : List.of(references.parent());
    }

    @Override
    public List<IndexMade> builds() {
        return unique != null
                ? List.of(
                        new IndexMade(
                                Names.known(table),
                                unique.name(),
                                List.of(name == null ? column : name)))
                : List.of();
    }

    @Override
    public List<QualifiedName> fills() {
        boolean fills = mends() || permits() || name != null || type != null;
        return fills ? List.of(Names.known(table)) : List.of();
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(table, at, problems);
        if (name == null
                && type == null
                && nullable == null
                && defaultValue == null
                && comment == null
                && check == null
                && unique == null
                && references == null) {
            problems.add(
                    "GW-103",
                    at,
                    "alter_column changes nothing",
                    "",
                    "say name, type, nullable, default, comment, check, unique or references");
        }
        if (up != null) {
            if (type == null) {
                ExpressionRule.parse("up", up, at, problems, ExpressionRule.MENDED);
            } else {
                ExpressionRule.parse("up", up, at, problems);
            }
        }
        if (down != null) {
            ExpressionRule.parse("down", down, at, problems);
        }
        if (name != null) {
            NameRule.name(name, at, problems);
        }
        if (defaultValue != null && defaultValue.text() != null) {
            ExpressionRule.parses("default", defaultValue.text(), at, problems);
        }
        if (check != null) {
            check.check(at, problems);
        }
        if (unique != null) {
            NameRule.name(unique.name(), at, problems);
        }
        if (references != null) {
            references.check(at, problems);
        }
    }

    @Override
    public void compile(Draft draft) {
        draft.table(Names.known(table), at).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, Table found) {
        TableRules.changeable(found, at, draft);
        if (CopiedColumns.of(draft, this, found)) {
            return;
        }
        Optional<Column> target = ColumnRules.find(column, found, at, draft);
        if (target.isEmpty()) {
            return;
        }
        Column present = target.get();
        Changing change = new Changing(draft, this, found, present);
        if (type != null && FreeChange.same(present.type(), type)) {
            draft.rejections()
                    .add(
                            "GW-205",
                            at,
                            "%s.%s is %s already".formatted(found.name(), column, type),
                            "",
                            "remove this operation, or its type");
            return;
        }
        boolean free = type != null && !mends() && !bends() && FreeChange.is(found, present, type);
        boolean renamed = name != null && !name.equals(column);
        if (renamed || type != null && !free || mends() && !fillsNullsOnly() || permits()) {
            change.inTwoShapes();
            return;
        }
        if (type != null) {
            change.inPlace(type);
        }
        inOneShape(draft, draft.table(found.name(), at).orElseThrow(), present);
    }

    @Override
    public boolean copied() {
        return type != null
                && name == null
                && nullable == null
                && check == null
                && unique == null
                && references == null;
    }

    private void inOneShape(Draft draft, Table found, Column present) {
        if (defaultValue != null) {
            Defaulting.add(draft, WORD, found, present, defaultValue.text());
        }
        if (comment != null) {
            draft.step(
                    Stage.APPLY,
                    WORD,
                    "comment on " + found.name() + "." + column,
                    Comment.on(found.name(), column, comment.text() == null ? "" : comment.text()),
                    Comment.on(found.name(), column, present.comment()));
        }
        if (nullable != null) {
            Nullability.add(
                    draft, WORD, found, present, nullable, mends() ? requireNonNull(up) : null, at);
        }
        if (check != null) {
            Checking.add(draft, WORD, found, check, at);
        }
        if (references != null) {
            references
                    .target()
                    .add(
                            draft,
                            WORD,
                            found,
                            references.name(),
                            ChildIndex.Columns.of(List.of(column)),
                            at);
        }
        if (unique != null) {
            Uniqueness.of(WORD, unique.name(), column).add(draft, found, at);
        }
    }

    /** Whether rows get another value. */
    private boolean mends() {
        return up != null && !ExpressionRule.isColumn(up, column);
    }

    /** Whether the way back gives another value. */
    private boolean bends() {
        return down != null && !ExpressionRule.isColumn(down, column);
    }

    /** Whether NULLs of new code are to be other values for running code. */
    private boolean permits() {
        return Boolean.TRUE.equals(nullable) && bends();
    }

    /** Whether the column can stay one and the same: only what is NULL gets another value. */
    private boolean fillsNullsOnly() {
        return Boolean.FALSE.equals(nullable)
                && check == null
                && unique == null
                && references == null;
    }
}
