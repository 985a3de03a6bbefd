package dev.godwit.plan.operation.table;

import static java.util.Objects.requireNonNull;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.VersionRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.IndexMade;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.constraint.CreateConstraint.Kind;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a table. Foreign keys come as steps of their own: they lock the tables they point to. */
@Doc("Makes a table")
public record CreateTable(
        @Doc("Its name, with its schema when that is not public") String name,
        @Doc("Its columns, in order") List<NewColumn> columns,
        @Doc("Constraints, also of several columns") List<NewConstraint> constraints,
        @Doc("What it says to people") @Nullable String comment,
        Location at)
        implements Operation {

    private static final String WORD = "create_table";

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(name));
    }

    @Override
    public List<QualifiedName> reads() {
        List<QualifiedName> parents = new ArrayList<>();
        for (NewColumn column : columns) {
            if (column.references() != null) {
                parents.add(column.references().parent());
            }
        }
        for (NewConstraint constraint : constraints) {
            if (constraint.references() != null) {
                parents.add(Names.known(constraint.references().table()));
            }
        }
        parents.remove(Names.known(name));
        return parents;
    }

    @Override
    public List<IndexMade> builds() {
        QualifiedName table = Names.known(name);
        List<IndexMade> made = new ArrayList<>();
        made.add(
                new IndexMade(
                        table,
                        null,
                        columns.stream().filter(NewColumn::isKey).map(NewColumn::name).toList()));
        columns.stream()
                .filter(one -> Boolean.TRUE.equals(one.unique()))
                .forEach(one -> made.add(new IndexMade(table, null, List.of(one.name()))));
        for (NewConstraint one : constraints) {
            boolean searched = one.type() == Kind.UNIQUE || one.type() == Kind.PRIMARY_KEY;
            made.add(new IndexMade(table, one.name(), searched ? one.columns() : List.of()));
        }
        return made;
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(name, at, problems);
        columns.forEach(column -> column.check(at, problems));
        constraints.forEach(constraint -> NameRule.name(constraint.name(), at, problems));
        try {
            if (Statements.parse(statement()).texts().size() != 1) {
                problems.add(
                        "GW-111", at, "create_table is more than one statement", "", "correct it");
            }
        } catch (Statements.NotSqlException failure) {
            problems.add(
                    "GW-111",
                    at,
                    "create_table cannot be written as SQL: " + failure.getMessage(),
                    "it becomes: " + statement().replaceAll("\\s+", " "),
                    "correct the type, default, check or options");
        }
    }

    @Override
    public void compile(Draft draft) {
        QualifiedName table = Names.known(name);
        NameRule.free(table, at, draft);
        List<String> statements = new ArrayList<>(List.of(statement()));
        if (comment != null) {
            statements.add(
                    "comment on table " + table.sql() + " is " + Identifier.literal(comment));
        }
        for (NewColumn column : columns) {
            if (column.comment() != null) {
                statements.add(
                        "comment on column %s.%s is %s"
                                .formatted(
                                        table.sql(),
                                        Identifier.quote(column.name()),
                                        Identifier.literal(column.comment())));
            }
        }
        draft.step(
                Stage.APPLY,
                WORD,
                "create table " + table,
                Work.Ddl.free(table.schema(), statements),
                List.of(
                        Work.Ddl.free(
                                table.schema(), List.of("drop table if exists " + table.sql()))),
                List.of("rows written to " + table + " are lost with it"));
        Table made =
                Table.coming(
                        table,
                        columns.stream()
                                .map(
                                        one ->
                                                Column.coming(
                                                        one.name(), one.type(), one.refusesNull()))
                                .toList());
        draft.made(made);
        foreignKeys(draft, made);
    }

    private void foreignKeys(Draft draft, Table table) {
        for (NewColumn column : columns) {
            if (column.references() != null
                    && draft.table(column.references().parent(), at).isPresent()) {
                column.references()
                        .target()
                        .addToNew(
                                draft,
                                WORD,
                                table,
                                column.references().name(),
                                List.of(column.name()),
                                at);
            }
        }
        for (NewConstraint constraint : constraints) {
            VersionRule.fifteen(
                    Boolean.TRUE.equals(constraint.nullsNotDistinct()),
                    "nulls_not_distinct",
                    at,
                    draft);
            if (constraint.type() == Kind.FOREIGN_KEY
                    && draft.table(Names.known(requireNonNull(constraint.references()).table()), at)
                            .isPresent()) {
                constraint
                        .references()
                        .key(constraint.deferrable(), constraint.initiallyDeferred())
                        .addToNew(draft, WORD, table, constraint.name(), constraint.columns(), at);
            }
        }
    }

    private String statement() {
        List<String> parts = new ArrayList<>();
        columns.forEach(column -> parts.add(column.sql()));
        List<String> keys =
                columns.stream()
                        .filter(NewColumn::isKey)
                        .map(column -> Identifier.quote(column.name()))
                        .toList();
        if (!keys.isEmpty()) {
            parts.add("primary key (" + String.join(", ", keys) + ")");
        }
        constraints.stream()
                .filter(one -> one.type() != Kind.FOREIGN_KEY)
                .map(NewConstraint::sql)
                .forEach(parts::add);
        return "create table "
                + Names.known(name).sql()
                + parts.stream().collect(Collectors.joining(",\n  ", " (\n  ", "\n)"));
    }
}
