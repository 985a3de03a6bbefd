package dev.godwit.plan.operation.column;

import static java.util.Objects.requireNonNull;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.RowKey;
import dev.godwit.plan.operation.constraint.Dropping;
import dev.godwit.plan.operation.constraint.NotNull;
import dev.godwit.plan.operation.index.IndexDropping;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.spec.SnapshotMode;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The steps that take a column away. In apply new code may leave it out. In contract what stands on
 * it goes, it is renamed so that nobody writes it any more, its values are copied by key, compared,
 * and only then it is dropped.
 *
 * @param down for rows that new code writes; null where none is needed
 */
record ColumnRemoval(
        Draft draft, Table table, Table.Column column, @Nullable Expression down, Location at) {

    private static final String WORD = DropColumn.WORD;

    void compile() {
        boolean relaxed = column.notNull() && column.defaultExpression().isEmpty();
        if (relaxed) {
            relax();
        }
        int place = 0;
        for (Table.Index index : table.indexes()) {
            if (index.ownedByConstraint().isEmpty() && index.uses().contains(column.name())) {
                IndexDropping.add(draft, WORD, table, index, draft.reserved("idx" + ++place));
            }
        }
        for (Table.Constraint constraint : table.constraints()) {
            if (constraint.type() != 'n' && constraint.columns().contains(column.name())) {
                Dropping.drop(draft, WORD, table, constraint, Stage.CONTRACT, at);
            }
        }
        aside(relaxed);
        boolean keeps = draft.plan().snapshot() != SnapshotMode.NONE;
        if (keeps) {
            keep();
        }
        drop(keeps);
    }

    private void relax() {
        SyncFunction sync = sync();
        draft.step(
                Stage.APPLY,
                WORD,
                "give " + name() + " a value where new code leaves it out",
                Work.Ddl.on(table.name(), LockMode.SHARE_ROW_EXCLUSIVE, sync.create()),
                Work.Ddl.on(table.name(), LockMode.SHARE_ROW_EXCLUSIVE, sync.drop()));
        draft.step(
                Stage.APPLY,
                WORD,
                "permit NULL in " + name(),
                Work.Ddl.alter(table.name(), "alter column " + quoted() + " drop not null"),
                notNull(column.name()).again(table, column.name()),
                List.of());
    }

    /** From here on rows are born with NULL in it; what is there does not change any more. */
    private void aside(boolean relaxed) {
        List<String> forth = new ArrayList<>();
        List<String> back = new ArrayList<>();
        forth.add(rename(quoted(), gone()));
        back.add(rename(gone(), quoted()));
        if (!column.defaultExpression().isEmpty()) {
            forth.add(alter(gone()) + "drop default");
            back.add(alter(quoted()) + "set default " + column.defaultExpression());
        }
        if (relaxed) {
            forth.addAll(sync().drop());
            back.addAll(sync().create());
        } else if (column.notNull()) {
            forth.add(alter(gone()) + "drop not null");
        }
        List<Work> undo = new ArrayList<>();
        undo.add(Work.Ddl.on(table.name(), LockMode.ACCESS_EXCLUSIVE, back));
        if (column.notNull()) {
            String otherwise = down == null ? column.defaultExpression() : down.text();
            undo.add(new Work.PutBack(table.name(), column.name(), key(), "", otherwise));
        }
        if (column.notNull() && !relaxed) {
            undo.addAll(notNull(column.name()).again(table, column.name()));
        }
        draft.step(
                Stage.CONTRACT,
                WORD,
                "rename " + name() + " aside",
                Work.Ddl.on(table.name(), LockMode.ACCESS_EXCLUSIVE, forth),
                undo,
                List.of());
    }

    private void keep() {
        draft.step(
                Stage.CONTRACT,
                WORD,
                "keep the values of " + name(),
                new Work.KeepColumn(
                        table.name(), draft.reserved("gone"), key(), kept(), column.name()),
                Work.Ddl.free(
                        "godwit",
                        List.of("drop table if exists " + Identifier.quote("godwit", kept()))));
        String own = Identifier.quote(table.name().name()) + ".";
        String same =
                key().stream()
                        .map(part -> Identifier.quote(part.name()))
                        .map(part -> "_godwit_kept." + part + " = " + own + part)
                        .collect(Collectors.joining(" and "));
        // Compared as text: not every type has an equality operator.
        String mismatch =
                "%1$s is not null and not exists (select from %2$s _godwit_kept where %3$s and _godwit_kept.%4$s::text = %1$s::text)"
                        .formatted(own + gone(), Identifier.quote("godwit", kept()), same, gone());
        draft.step(
                Stage.CONTRACT,
                WORD,
                "compare every value of " + name() + " with what was kept",
                new Work.Prove(table.name(), mismatch, key(), null),
                List.of(),
                List.of());
    }

    private void drop(boolean keeps) {
        List<Work> undo = new ArrayList<>();
        List<String> losses = new ArrayList<>();
        String collation = column.more().collation();
        undo.add(
                Work.Ddl.alter(
                        table.name(),
                        "add column "
                                + gone()
                                + " "
                                + column.type()
                                + (collation.isEmpty() ? "" : " collate " + collation)));
        if (keeps) {
            undo.add(new Work.PutBack(table.name(), draft.reserved("gone"), key(), kept(), null));
            losses.add(
                    "%s comes back as the last column of its table; rows written since the drop get %s"
                            .formatted(
                                    name(),
                                    down == null ? "NULL or its default" : "what down says"));
        } else {
            losses.add("the values of %s: the plan says snapshot: none".formatted(name()));
        }
        undo.addAll(asItWas());
        draft.step(
                Stage.CONTRACT,
                WORD,
                "drop " + name(),
                new Work.DropProven(
                        Work.Ddl.alter(table.name(), "drop column " + gone()),
                        "column %s of %s".formatted(column.name(), table.name()),
                        keeps ? kept() : ""),
                undo,
                losses);
    }

    /** What a column of its type does not have by itself. */
    private List<Work> asItWas() {
        List<String> statements = new ArrayList<>();
        column.more().settings().forEach(setting -> statements.add(alter(gone()) + setting));
        for (String grant : column.more().grants()) {
            int to = grant.indexOf(" to ");
            statements.add(
                    "grant %s (%s) on %s%s"
                            .formatted(
                                    grant.substring(0, to),
                                    gone(),
                                    table.name().sql(),
                                    grant.substring(to)));
        }
        List<Work> works = new ArrayList<>();
        if (!statements.isEmpty()) {
            works.add(Work.Ddl.on(table.name(), LockMode.ACCESS_EXCLUSIVE, statements));
        }
        if (!column.comment().isEmpty()) {
            works.add(Comment.on(table.name(), draft.reserved("gone"), column.comment()));
        }
        return works;
    }

    private NotNull notNull(String of) {
        return new NotNull(WORD, table.name(), of, draft.reserved("nn"));
    }

    private SyncFunction sync() {
        return new SyncFunction(
                table.name(),
                column.name(),
                column.type(),
                requireNonNull(down),
                SyncFunction.Mode.NULLS_ONLY,
                "zzz_godwit_%02d_%s".formatted(draft.operation(), draft.hash()),
                draft.reserved("sync"));
    }

    private List<Work.KeyColumn> key() {
        return RowKey.of(table.withoutColumn(column.name()));
    }

    private String alter(String quotedColumn) {
        return "alter table " + table.name().sql() + " alter column " + quotedColumn + " ";
    }

    private String rename(String from, String to) {
        return "alter table " + table.name().sql() + " rename column " + from + " to " + to;
    }

    private String gone() {
        return Identifier.quote(draft.reserved("gone"));
    }

    private String kept() {
        return draft.reserved("kept");
    }

    private String quoted() {
        return Identifier.quote(column.name());
    }

    private String name() {
        return table.name() + "." + column.name();
    }
}
