package dev.godwit.plan.operation.shadow;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.Trial;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.RowKey;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps that give columns other types by copying their table: a second one is filled, follows
 * it, is compared both ways, gets indexes and foreign keys, and takes its place in one short
 * transaction. From then until contract the first one follows, so that a rollback is the same
 * again; then it is put aside, whole.
 */
public final class Copying {

    private final Draft draft;
    private final String word;
    private final Table table;
    private final List<Change> changes;
    private final QualifiedName copy;
    private final QualifiedName old;
    private final Way forth;
    private final Way back;
    private final Follow first;
    private final Follow last;
    private final CopyTwins twins;
    private final ShadowWork.CopyRows rows;

    /** Of a table; {@link ShadowRules} has found that it can be done. */
    public Copying(Draft draft, String word, Table table, List<Change> changes) {
        this.draft = draft;
        this.word = word;
        this.table = table;
        this.changes = changes;
        this.copy = new QualifiedName(table.name().schema(), draft.reserved("new"));
        this.old = new QualifiedName(table.name().schema(), draft.reserved("old"));
        this.forth =
                new Way(
                        table.name(),
                        copy,
                        table.columns().stream().filter(column -> !column.generated()).toList(),
                        RowKey.of(table),
                        changes,
                        false);
        this.back = forth.turned(table.name(), old);
        this.first = Follow.of(draft, forth, "sync", draft.hash() + "_deleted");
        this.last = Follow.of(draft, back, "back", null);
        this.twins = new CopyTwins(draft, word, table, copy);
        this.rows =
                new ShadowWork.CopyRows(
                        table.name(),
                        copy,
                        forth.values(""),
                        forth.key(),
                        draft.plan().backfill().laneCount(),
                        draft.plan().backfill().maxRowsPerSecond(),
                        draft.hash() + "_since");
    }

    /** Adds the steps. */
    public void compile() {
        changes.forEach(this::tryOut);
        ShadowTable shadow =
                new ShadowTable(table, changes, copy, CopyTwins.primaryKey(draft, table));
        draft.step(
                Stage.APPLY,
                word,
                "make the table that %s is copied into".formatted(table.name()),
                shadow.create(),
                shadow.drop());
        backfill(shadow);
        verify();
        twins.constrain();
        exchange();
        new OldTable(draft, word, table.name(), old, back, last).contract();
        Table changed = table;
        for (Change change : changes) {
            changed = changed.withChanged(change.old().withType(change.wanted().type()));
            draft.columns().reshaped(table.name(), change.old().name());
        }
        draft.changed(changed);
    }

    private void tryOut(Change change) {
        String fresh = draft.reserved("new");
        boolean own =
                change.wanted().down().columns().stream().allMatch(change.old().name()::equals);
        String down =
                "(%s\n)::%s"
                        .formatted(
                                change.wanted().down().with(name -> Identifier.quote(fresh)),
                                change.old().type());
        String fits = Way.same(Identifier.quote(change.old().name()), down, change.old().type());
        Trial.Back way =
                change.wanted().lossy() || !own
                        ? null
                        : new Trial.Back(change.old().name(), "not (" + fits + ")");
        draft.live(table.name(), change.wanted().up().columns())
                .ifPresent(
                        live ->
                                draft.tryOut(
                                        new Trial(
                                                        live,
                                                        fresh,
                                                        change.wanted().type(),
                                                        change.wanted().up().text(),
                                                        change.wanted().notNull(),
                                                        false,
                                                        change.at().toString())
                                                .with(way)));
    }

    private void backfill(ShadowTable shadow) {
        QualifiedName since = new QualifiedName("godwit", rows.since());
        Work.Ddl forget =
                Work.Ddl.free(
                        table.name().schema(), List.of("drop table if exists " + since.sql()));
        draft.step(
                Stage.BACKFILL,
                word,
                "note which rows of %s are there".formatted(table.name()),
                Work.Ddl.free(table.name().schema(), List.of(noted(since))),
                forget);
        draft.step(
                Stage.BACKFILL, word, "copy %s, with %s".formatted(table.name(), shapes()), rows);
        draft.step(
                Stage.BACKFILL,
                word,
                "build the primary key of the copy of %s".formatted(table.name()),
                shadow.primaryKey(forth.key()));
        List<String> follow = new ArrayList<>(first.create());
        follow.addAll(forget.statements());
        draft.step(
                Stage.BACKFILL,
                word,
                "have the copy follow %s for every writer".formatted(table.name()),
                Work.Ddl.on(table.name(), LockMode.SHARE_ROW_EXCLUSIVE, follow),
                Work.Ddl.on(table.name(), LockMode.ACCESS_EXCLUSIVE, first.drop()));
    }

    private static String noted(QualifiedName since) {
        return "create table %s as select pg_catalog.pg_snapshot_xmin(pg_catalog.pg_current_snapshot()) as xid"
                .formatted(since.sql());
    }

    private void verify() {
        draft.step(
                Stage.VERIFY,
                word,
                "compare every row of %s with its copy, and copy what was written before it followed"
                        .formatted(table.name()),
                new Work.Prove(
                                table.name(),
                                forth.differs(),
                                forth.key(),
                                first.planned(last.planned(null)))
                        .in(draft.plan().backfill().laneCount())
                        .sweeping(rows));
        // A key that is put down is taken out at the exchange.
        String stray =
                "case when %s then not exists (select from %s as _godwit_g where %s) else false end"
                        .formatted(
                                forth.stray(),
                                Follow.keys(deleted()).sql(),
                                forth.sameKey("_godwit_g.", Identifier.quote(copy.name()) + "."));
        draft.step(
                Stage.VERIFY,
                word,
                "take rows out of the copy of %s that were deleted before it followed"
                        .formatted(table.name()),
                new ShadowWork.ProveTwin(copy, stray, forth.key(), deleted()));
    }

    private String deleted() {
        return String.valueOf(first.deleted());
    }

    private void exchange() {
        draft.step(
                Stage.CONSTRAIN,
                word,
                "gather statistics of the copy of %s".formatted(table.name()),
                new Work.Ddl(
                        List.of(copy),
                        LockMode.SHARE_UPDATE_EXCLUSIVE,
                        List.of("analyze " + copy.sql(), first.compared()),
                        true),
                List.of(),
                List.of());
        draft.step(
                Stage.CONSTRAIN,
                word,
                "wait for transactions that began before %s was copied".formatted(table.name()),
                Work.Ddl.free(table.name().schema(), List.of(horizon())),
                List.of(),
                List.of());
        draft.step(
                Stage.CONSTRAIN,
                word,
                "exchange %s and its copy".formatted(table.name()),
                new Work.Ddl(
                        List.of(table.name(), copy), LockMode.ACCESS_EXCLUSIVE, forth(), false),
                List.of(
                        new Work.Ddl(
                                List.of(table.name(), old),
                                LockMode.ACCESS_EXCLUSIVE,
                                back(),
                                false)),
                changes.stream()
                        .filter(change -> change.wanted().lossy())
                        .map(
                                change ->
                                        "values of %s.%s written since come back as down makes them"
                                                .formatted(table.name(), change.old().name()))
                        .toList());
    }

    /**
     * A snapshot that is older than the copied rows does not see them, and would find the table
     * empty once the names are exchanged. The function was made anew after the last row was copied.
     */
    private String horizon() {
        return """
        do $godwit$ begin
          if exists (select from pg_catalog.pg_stat_activity a, pg_catalog.pg_proc p join pg_catalog.pg_namespace n on n.oid = p.pronamespace
                      where n.nspname = 'godwit' and p.proname = %s and a.datname = pg_catalog.current_database()
                        and a.pid <> pg_catalog.pg_backend_pid() and a.backend_xmin is not null
                        and pg_catalog.age(a.backend_xmin) > pg_catalog.age(p.xmin)) then
            raise exception using errcode = 'lock_not_available', message = 'a transaction is older than the copy';
          end if;
        end $godwit$"""
                .formatted(Identifier.literal(first.marker()));
    }

    private List<String> forth() {
        List<String> statements = new ArrayList<>();
        statements.add(
                "delete from %s as _godwit_t using %s as _godwit_g where %s and not exists (select from %s as _godwit_o where %s)"
                        .formatted(
                                copy.sql(),
                                Follow.keys(deleted()).sql(),
                                forth.sameKey("_godwit_t.", "_godwit_g."),
                                table.name().sql(),
                                forth.sameKey("_godwit_o.", "_godwit_t.")));
        statements.addAll(first.drop());
        statements.addAll(watched());
        statements.add(Belongings.handOver(table.name(), copy, draft.reserved("seq")));
        statements.addAll(twins.takeOver());
        statements.add(rename(table.name(), old));
        statements.add(rename(copy, table.name()));
        statements.addAll(last.create());
        return statements;
    }

    /** What has the name from now on is the run's, too: nobody else works on it or alters it. */
    private List<String> watched() {
        String fresh = Identifier.literal(copy.sql()) + "::pg_catalog.regclass::pg_catalog.oid";
        String was =
                Identifier.literal(table.name().sql()) + "::pg_catalog.regclass::pg_catalog.oid";
        return List.of(
                """
                update godwit.run r set options = pg_catalog.jsonb_set(r.options, '{tables}', (r.options -> 'tables') || pg_catalog.to_jsonb(%1$s::bigint))
                 where r.id in (select l.run from godwit.table_lock l where l.relation_oid = %2$s)
                   and not (r.options -> 'tables') @> pg_catalog.to_jsonb(%1$s::bigint)"""
                        .formatted(fresh, was),
                """
                insert into godwit.table_lock (relation_oid, relation, run)
                select %s, l.relation, l.run from godwit.table_lock l where l.relation_oid = %s on conflict do nothing"""
                        .formatted(fresh, was));
    }

    private List<String> back() {
        List<String> statements = new ArrayList<>();
        statements.add(Unchanged.since(table.name(), old, changes));
        statements.addAll(last.drop());
        statements.add(rename(table.name(), copy));
        statements.add(rename(old, table.name()));
        statements.addAll(twins.giveBack());
        statements.add(Belongings.handOver(copy, table.name(), draft.reserved("seq")));
        statements.addAll(first.create());
        return statements;
    }

    private static String rename(QualifiedName one, QualifiedName other) {
        return "alter table %s rename to %s".formatted(one.sql(), Identifier.quote(other.name()));
    }

    private String shapes() {
        return changes.stream()
                .map(change -> change.old().name() + " as " + change.wanted().type())
                .collect(joining(", "));
    }
}
