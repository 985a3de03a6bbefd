package dev.godwit.plan.operation.constraint;

import static java.util.Objects.requireNonNull;

import dev.godwit.plan.lint.ColumnRules;
import dev.godwit.plan.lint.ExpressionRule;
import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.IndexMade;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.index.ChildIndex;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Adds a constraint to rows that are there, without blocking writers. */
@Doc("Adds a constraint to a table without blocking writers")
public record CreateConstraint(
        @Doc("The table, with its schema when that is not public") String table,
        @Doc("Its name") String name,
        @Doc("unique, check, foreign_key or primary_key") Kind type,
        @Doc("The columns it is about; for a check they may be left out") List<String> columns,
        @Doc("For a check: the condition, as SQL") @Nullable String check,
        @Doc("For a foreign key: what it points to") @Nullable ParentSpec references,
        @Doc("For a check: not for tables that inherit from this one") @Nullable Boolean noInherit,
        @Doc("For unique: two NULLs are the same (PostgreSQL 15)")
                @Nullable Boolean nullsNotDistinct,
        @Doc("Whether it can be checked at the end of a transaction") @Nullable Boolean deferrable,
        @Doc("Whether it is, unless a transaction says otherwise")
                @Nullable Boolean initiallyDeferred,
        @Doc("By column: the value for every row, which mends those that the constraint forbids")
                Map<String, String> up,
        @Doc("By column that up mends: the value of before; the column itself by default")
                Map<String, String> down,
        Location at)
        implements Operation {

    private static final String WORD = "create_constraint";

    /** The sorts of constraints. */
    public enum Kind {
        UNIQUE,
        CHECK,
        FOREIGN_KEY,
        PRIMARY_KEY,
        EXCLUDE
    }

    /** What a foreign key of several columns points to. */
    @Doc("What a foreign key points to")
    public record ParentSpec(
            @Doc("The table, with its schema when that is not public") String table,
            @Doc("Its columns; the primary key when left out") List<String> columns,
            @Doc("NO ACTION (default), RESTRICT, CASCADE, SET NULL or SET DEFAULT")
                    @Nullable String onDelete,
            @Doc("Which columns SET NULL or SET DEFAULT sets; all when left out")
                    List<String> onDeleteSetColumns,
            @Doc("As on_delete") @Nullable String onUpdate,
            @Doc("SIMPLE (default) or FULL") @Nullable String matchType,
            @Doc("false: build no index of the columns, though there is none; true by default")
                    @Nullable Boolean index) {

        /** With the moment of its checking. */
        public ForeignKey key(@Nullable Boolean deferrable, @Nullable Boolean initiallyDeferred) {
            return key(Deferring.of(deferrable, initiallyDeferred));
        }

        ForeignKey key(Deferring deferring) {
            return new ForeignKey(
                    Names.known(table),
                    columns,
                    onDelete,
                    onDeleteSetColumns,
                    onUpdate,
                    matchType,
                    deferring,
                    !Boolean.FALSE.equals(index));
        }
    }

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(table));
    }

    @Override
    public List<QualifiedName> reads() {
        return references == null ? List.of() : List.of(Names.known(references.table()));
    }

    @Override
    public List<IndexMade> builds() {
        return type == Kind.UNIQUE || type == Kind.PRIMARY_KEY
                ? List.of(new IndexMade(Names.known(table), name, columns))
                : List.of();
    }

    @Override
    public List<QualifiedName> fills() {
        boolean mends =
                up.entrySet().stream()
                        .anyMatch(one -> !ExpressionRule.isColumn(one.getValue(), one.getKey()));
        return mends ? List.of(Names.known(table)) : List.of();
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(table, at, problems);
        NameRule.name(name, at, problems);
        if (type == Kind.EXCLUDE) {
            problems.add(
                    "GW-225",
                    at,
                    "create_constraint cannot add an exclusion constraint",
                    "PostgreSQL has no way to add one without locking the table for the whole scan",
                    "use an \"sql\" operation while nobody writes, or a table of its own");
        }
        lacking(type == Kind.CHECK && check == null, "check", problems);
        lacking(type == Kind.FOREIGN_KEY && references == null, "references", problems);
        lacking(type != Kind.CHECK && columns.isEmpty(), "columns", problems);
        if (type == Kind.CHECK && check != null) {
            ExpressionRule.parse("check", check, at, problems);
        }
        if (references != null) {
            NameRule.relation(references.table(), at, problems);
            references.key(deferring()).check(at, problems);
        }
        up.values()
                .forEach(
                        value ->
                                ExpressionRule.parse(
                                        "up", value, at, problems, ExpressionRule.MENDED));
        down.forEach((column, value) -> ExpressionRule.parse("down", value, at, problems));
    }

    private void lacking(boolean lacks, String key, Problems problems) {
        if (lacks) {
            problems.add(
                    "GW-103",
                    at,
                    "create_constraint of this type lacks \"" + key + "\"",
                    "",
                    "add " + key);
        }
    }

    @Override
    public void compile(Draft draft) {
        draft.table(Names.known(table), at).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, Table found) {
        TableRules.changeable(found, at, draft);
        if (!ColumnRules.all(columns, found, at, draft)) {
            return;
        }
        NameRule.freeConstraint(name, found, at, draft);
        Mending mending = new Mending(draft, WORD, found, at);
        if (!mending.open(up, down)) {
            return;
        }
        Table now = mending.table();
        List<String> on = columns.stream().map(mending::fresh).toList();
        switch (type) {
            case CHECK -> Checking.add(draft, WORD, now, condition(mending), at);
            case FOREIGN_KEY ->
                    key().add(
                                    draft,
                                    WORD,
                                    now,
                                    name,
                                    new ChildIndex.Columns(on, columns, columns),
                                    at);
            case UNIQUE, PRIMARY_KEY -> unique(on).add(draft, now, at);
            case EXCLUDE -> throw new IllegalStateException("refused before");
        }
        if (mending.close()) {
            return;
        }
        draft.changed(
                found.withConstraint(new Table.Constraint(name, letter(), "", null, "", columns)));
    }

    private CheckSpec condition(Mending mending) {
        return new CheckSpec(name, mending.over(requireNonNull(check)), noInherit);
    }

    private ForeignKey key() {
        return requireNonNull(references).key(deferring());
    }

    private Uniqueness unique(List<String> on) {
        return new Uniqueness(
                WORD,
                name,
                on,
                type == Kind.PRIMARY_KEY,
                Boolean.TRUE.equals(nullsNotDistinct),
                deferring());
    }

    private Deferring deferring() {
        return Deferring.of(deferrable, initiallyDeferred);
    }

    private char letter() {
        return switch (type) {
            case CHECK -> 'c';
            case FOREIGN_KEY -> 'f';
            case UNIQUE -> 'u';
            case PRIMARY_KEY -> 'p';
            case EXCLUDE -> 'x';
        };
    }
}
