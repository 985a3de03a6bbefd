package dev.godwit.plan.operation.constraint;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.VersionRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.RowKey;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;
import java.util.stream.Collectors;

/**
 * UNIQUE or PRIMARY KEY on rows that are there: the index is built concurrently, then the
 * constraint is made of it.
 *
 * @param word the plan's word for the operation
 * @param name of the constraint and its index
 * @param primary PRIMARY KEY: columns that may be NULL are made NOT NULL first
 * @param nullsNotDistinct two NULLs are the same (PostgreSQL 15)
 */
public record Uniqueness(
        String word,
        String name,
        List<String> columns,
        boolean primary,
        boolean nullsNotDistinct,
        Deferring deferring) {

    /** Plain UNIQUE of one column. */
    public static Uniqueness of(String word, String name, String column) {
        return new Uniqueness(word, name, List.of(column), false, false, Deferring.NOT);
    }

    /**
     * The step that makes a constraint as it was of an index of its name, with its comment.
     *
     * @param constraint unique or a primary key, as the catalog has it
     */
    public static Work.Ddl of(QualifiedName table, Constraint constraint) {
        Uniqueness as =
                new Uniqueness(
                        "",
                        constraint.name(),
                        constraint.columns(),
                        constraint.type() == 'p',
                        false,
                        Deferring.of(constraint.definition()));
        return Work.Ddl.on(
                table,
                LockMode.ACCESS_EXCLUSIVE,
                ByDefinition.commented(
                        table,
                        constraint,
                        "alter table " + table.sql() + " " + as.using(constraint.name())));
    }

    /** Adds the steps. */
    public void add(Draft draft, Table table, Location at) {
        NameRule.free(new QualifiedName(table.name().schema(), name), at, draft);
        VersionRule.fifteen(nullsNotDistinct, "nulls_not_distinct", at, draft);
        if (primary && table.constraints().stream().anyMatch(one -> one.type() == 'p')) {
            draft.rejections()
                    .add(
                            "GW-223",
                            at,
                            table.name() + " already has a primary key",
                            "a table has one at most",
                            "drop_constraint first, in a plan of its own");
            return;
        }
        Stage stage = draft.fills(table.name()) ? Stage.CONSTRAIN : Stage.APPLY;
        if (primary) {
            notNull(draft, table);
            stage = Stage.CONSTRAIN; // an index that refuses rows must not stand without its reason
        }
        String reserved = draft.reserved("idx");
        List<String> keys = columns.stream().map(Identifier::quote).toList();
        String create =
                "create unique index concurrently %s on %s using btree (%s)%s"
                        .formatted(
                                Identifier.quote(reserved),
                                table.name().sql(),
                                keys.stream().collect(Collectors.joining(", ")),
                                nullsNotDistinct ? " nulls not distinct" : "");
        draft.step(
                stage,
                word,
                "build unique index " + name + " on " + table.name(),
                new Work.BuildIndex(table.name(), reserved, name, create, true, keys, null),
                new Work.DropIndex(new QualifiedName(table.name().schema(), reserved)),
                new Work.DropIndex(new QualifiedName(table.name().schema(), name)));
        String quoted = Identifier.quote(name);
        draft.step(
                stage,
                word,
                "make it the constraint " + name,
                Work.Ddl.alter(table.name(), using(name)),
                Work.Ddl.alter(table.name(), "drop constraint if exists " + quoted));
    }

    /** The action that makes the constraint of an index of the same name. */
    private String using(String index) {
        return "add constraint "
                + Identifier.quote(name)
                + (primary ? " primary key" : " unique")
                + " using index "
                + Identifier.quote(index)
                + deferring.sql();
    }

    private void notNull(Draft draft, Table table) {
        int place = 0;
        for (String column : columns) {
            place++;
            boolean refuses = table.column(column).map(Column::notNull).orElse(false);
            if (!refuses) {
                NotNull part =
                        new NotNull(word, table.name(), column, draft.reserved("nn" + place));
                part.refuse(draft);
                draft.step(
                        Stage.VERIFY,
                        word,
                        "look for NULLs in " + table.name() + "." + column,
                        new Work.Prove(
                                table.name(),
                                Identifier.quote(column) + " is null",
                                RowKey.of(table),
                                null));
                part.constrain(draft);
            }
        }
    }
}
