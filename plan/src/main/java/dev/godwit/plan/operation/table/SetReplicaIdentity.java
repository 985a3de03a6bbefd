package dev.godwit.plan.operation.table;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says by what logical replication recognises a row: one change of the catalog. */
@Doc("Says by what logical replication recognises a row")
public record SetReplicaIdentity(
        @Doc("The table, with its schema when that is not public") String table,
        @Doc("How rows are recognised") Identity identity,
        Location at)
        implements Operation {

    private static final String WORD = "set_replica_identity";

    /** How rows are recognised. */
    @Doc("How rows are recognised")
    public record Identity(
            @Doc("default, full, nothing or index") Kind type,
            @Doc("For index: a unique one over NOT NULL columns, neither partial nor deferrable")
                    @Nullable String index) {

        public Identity {
            if ((type == Kind.INDEX) != (index != null)) {
                throw new IllegalArgumentException(
                        "\"index\" goes with type: index, and only with it");
            }
        }
    }

    /** The sorts. */
    public enum Kind {
        DEFAULT,
        FULL,
        NOTHING,
        INDEX
    }

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(table));
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(table, at, problems);
        if (identity.index() != null) {
            NameRule.name(identity.index(), at, problems);
        }
    }

    @Override
    public void compile(Draft draft) {
        draft.table(Names.known(table), at).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, Table found) {
        TableRules.changeable(found, at, draft);
        String index = identity.index();
        if (index != null && unfit(draft, found, index)) {
            return;
        }
        String wanted =
                index == null ? identity.type().name() : "USING INDEX " + Identifier.quote(index);
        draft.step(
                Stage.APPLY,
                WORD,
                "replica identity of %s: %s"
                        .formatted(found.name(), wanted.toLowerCase(Locale.ROOT)),
                Work.Ddl.alter(found.name(), "replica identity " + wanted),
                Work.Ddl.alter(found.name(), "replica identity " + found.replicaIdentity()));
        draft.changed(found.withReplicaIdentity(wanted));
    }

    private boolean unfit(Draft draft, Table found, String name) {
        Optional<Index> index = found.index(name);
        if (index.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-209",
                            at,
                            found.name() + " has no index " + name,
                            "",
                            Problems.suggestion(
                                    name, found.indexes().stream().map(Index::name).toList()));
            return true;
        }
        boolean fits =
                index.get().unique()
                        && index.get().valid()
                        && !index.get().partial()
                        && index.get().columns().stream()
                                .allMatch(
                                        column ->
                                                found.column(column)
                                                        .map(Column::notNull)
                                                        .orElse(false));
        if (!fits) {
            draft.rejections()
                    .add(
                            "GW-231",
                            at,
                            "rows cannot be recognised by " + name,
                            "PostgreSQL wants a unique index over NOT NULL columns, without expressions and predicate",
                            "choose another index, or type: full");
        }
        return !fits;
    }
}
