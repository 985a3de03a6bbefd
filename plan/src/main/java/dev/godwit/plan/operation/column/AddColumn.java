package dev.godwit.plan.operation.column;

import dev.godwit.plan.lint.ColumnRules;
import dev.godwit.plan.lint.ExpressionRule;
import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.IndexMade;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.TriggerTime;
import dev.godwit.plan.operation.constraint.Checking;
import dev.godwit.plan.operation.constraint.Uniqueness;
import dev.godwit.plan.operation.fill.Filling;
import dev.godwit.plan.operation.fill.SyncFunction;
import dev.godwit.plan.operation.index.ChildIndex;
import dev.godwit.plan.operation.looks.Comment;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Adds a column; with {@code up}, fills it for all rows while the application goes on. */
@Doc("Adds a column and, with up, fills it for all rows")
public record AddColumn(
        @Doc("The table, with its schema when that is not public") String table,
        @Doc("The new column") ColumnSpec column,
        @Doc("Its value for a row: an SQL expression over the row's other columns")
                @Nullable String up,
        @Doc("Who writes the column until contract: godwit (default) or application")
                @Nullable Writes writes,
        Location at)
        implements Operation {

    private static final String WORD = "add_column";
    private static final Set<String> SERIALS =
            Set.of("serial", "bigserial", "smallserial", "serial2", "serial4", "serial8");
    private static final String UP =
            "compute it from the row's other columns alone; a value of no row, such as gen_random_uuid(), is for up and default both";

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(table));
    }

    @Override
    public List<QualifiedName> reads() {
        return column.references() == null ? List.of() : List.of(column.references().parent());
    }

    @Override
    public List<IndexMade> builds() {
        return column.isUnique()
                ? List.of(new IndexMade(Names.known(table), uniqueName(), List.of(column.name())))
                : List.of();
    }

    @Override
    public List<QualifiedName> fills() {
        return up == null ? List.of() : List.of(Names.known(table));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(table, at, problems);
        NameRule.name(column.name(), at, problems);
        if (up != null && !fillsOnce()) {
            ExpressionRule.parse("up", up, at, problems, UP);
        }
        if (column.defaultValue() != null && up != null) {
            ExpressionRule.parses("default", column.defaultValue(), at, problems);
        } else if (column.defaultValue() != null) {
            ExpressionRule.once(column.defaultValue(), at, problems);
        }
        if (up == null && writes != null) {
            problems.add(
                    "GW-113",
                    at,
                    "writes stands without up",
                    "there is nothing to keep in sync",
                    "remove writes, or say up");
        }
        if (column.check() != null) {
            column.check().check(at, problems);
        }
        if (column.references() != null) {
            column.references().check(at, problems);
        }
        if (SERIALS.contains(column.type().strip().toLowerCase(Locale.ROOT))) {
            problems.add(
                    "GW-226",
                    at,
                    "add_column cannot add a column of type " + column.type(),
                    "PostgreSQL would rewrite the whole table while nobody can read it",
                    "make the sequence by an \"sql\" operation, and a bigint column with up and default nextval('the_sequence')");
        }
        if (column.generated() != null || Boolean.TRUE.equals(column.pk())) {
            problems.add(
                    "GW-226",
                    at,
                    "add_column cannot add a generated column, an identity or a primary key",
                    "PostgreSQL would rewrite the whole table while nobody can read it",
                    "add a plain column with up; a primary key by create_constraint afterwards");
        }
    }

    @Override
    public void compile(Draft draft) {
        draft.table(Names.known(table), at).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, Table found) {
        TableRules.changeable(found, at, draft);
        TableRules.roomForColumn(found, at, draft);
        if (!ColumnRules.free(column.name(), found, at, draft)) {
            return;
        }
        boolean notNull = !column.isNullable();
        if (up == null && notNull && column.defaultValue() == null) {
            draft.rejections()
                    .add(
                            "GW-204",
                            at,
                            found.name()
                                    + "."
                                    + column.name()
                                    + " is NOT NULL and has neither up nor default",
                            "rows that are there, and rows that running code inserts, would have no value",
                            "say up, or default, or nullable: true");
            return;
        }
        String add =
                "alter table "
                        + found.name().sql()
                        + " add column "
                        + Identifier.quote(column.name())
                        + " "
                        + column.type();
        if (up == null) {
            String fixed =
                    column.defaultValue() == null
                            ? ""
                            : " default " + column.defaultValue() + (notNull ? " not null" : "");
            addColumn(draft, found, add + fixed);
            constraints(draft, found);
        } else {
            Optional<Expression> value = ExpressionRule.over("up", up, found, at, draft);
            if (value.isEmpty()) {
                return;
            }
            TableRules.userTriggers(found, at, draft);
            addColumn(draft, found, add);
            Filling filling =
                    new Filling(
                            WORD,
                            found,
                            column.name(),
                            column.type(),
                            value.get(),
                            mode(),
                            notNull,
                            null,
                            triggerTime(draft, found));
            filling.compile(draft, at);
            constraints(draft, found);
            filling.contract(draft, defaults(found));
            if (notNull && column.defaultValue() == null) {
                draft.takesAway();
            }
        }
    }

    private TriggerTime triggerTime(Draft draft, Table found) {
        return mode() == SyncFunction.Mode.GODWIT
                ? TriggerTime.of(
                        draft, found, column.check() == null && column.references() == null)
                : TriggerTime.first("the application writes the column as well");
    }

    private SyncFunction.Mode mode() {
        if (fillsOnce()) {
            return SyncFunction.Mode.ONCE;
        }
        return writes == Writes.APPLICATION
                ? SyncFunction.Mode.APPLICATION
                : SyncFunction.Mode.GODWIT;
    }

    /**
     * Whether up is what PostgreSQL itself will give to new rows: then a row without a value gets
     * one, once, and there is nothing to be kept equal to it.
     */
    private boolean fillsOnce() {
        return up != null
                && column.defaultValue() != null
                && writes != Writes.GODWIT
                && up.strip().equals(column.defaultValue().strip())
                && ExpressionRule.isOfNoRow(up);
    }

    private void addColumn(Draft draft, Table found, String statement) {
        String drop =
                "alter table "
                        + found.name().sql()
                        + " drop column if exists "
                        + Identifier.quote(column.name());
        draft.step(
                Stage.APPLY,
                WORD,
                "add column " + found.name() + "." + column.name() + " (" + column.type() + ")",
                ddl(found, statement),
                List.of(ddl(found, drop)),
                List.of(
                        "values written to "
                                + found.name()
                                + "."
                                + column.name()
                                + " are lost with the column"));
    }

    /** What else the column is to be, once it is there. */
    private void constraints(Draft draft, Table found) {
        Table now =
                found.withColumn(Column.coming(column.name(), column.type(), !column.isNullable()));
        draft.changed(now);
        if (column.comment() != null) {
            draft.step(
                    Stage.APPLY,
                    WORD,
                    "comment on " + found.name() + "." + column.name(),
                    Comment.on(found.name(), column.name(), column.comment()));
        }
        if (column.check() != null) {
            Checking.add(draft, WORD, now, column.check(), at);
        }
        if (column.references() != null) {
            column.references()
                    .target()
                    .add(
                            draft,
                            WORD,
                            now,
                            column.references().name(),
                            ChildIndex.Columns.of(List.of(column.name())),
                            at);
        }
        if (column.isUnique()) {
            Uniqueness.of(WORD, uniqueName(), column.name()).add(draft, now, at);
        }
    }

    /** The name that PostgreSQL itself would give it. */
    private String uniqueName() {
        return Names.known(table).name() + "_" + column.name() + "_key";
    }

    private List<String> defaults(Table found) {
        List<String> statements = new ArrayList<>();
        if (column.defaultValue() != null) {
            // Together with the trigger's end: there is no instant with neither of them.
            statements.add(
                    "alter table "
                            + found.name().sql()
                            + " alter column "
                            + Identifier.quote(column.name())
                            + " set default "
                            + column.defaultValue());
        }
        return statements;
    }

    private static Work.Ddl ddl(Table found, String statement) {
        return new Work.Ddl(
                List.of(found.name()), LockMode.ACCESS_EXCLUSIVE, List.of(statement), false);
    }
}
