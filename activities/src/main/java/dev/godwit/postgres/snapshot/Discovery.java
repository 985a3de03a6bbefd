package dev.godwit.postgres.snapshot;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Save;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.snapshot.KeptItem.Kind;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.postgres.state.StepJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Finds the tables in which steps that are done have kept something. Asks the catalog and not the
 * kind of a step: what a step keeps has a reserved name that stands in the step.
 */
public final class Discovery {

    private static final String FOUND =
            """
            select c.nspname, c.relname, s.body, s.body -> 'work' -> 'table' ->> 'schema', s.body -> 'work' -> 'table' ->> 'name'
              from (select n.nspname, c.relname, n.nspname <> 'godwit' as aside,
                           '"' || case when n.nspname = 'godwit' then c.relname else n.nspname end || '"' as name
                      from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                     where c.relkind in ('r', 'p') and not c.relispartition
                       and (n.nspname = 'godwit' and c.relname like '\\_godwit\\_%' or n.nspname like '\\_godwit\\_%\\_kept')) c
              cross join lateral (
                    select s.number, s.body from godwit.step s
                     where s.run = ? and s.state = 'done'
                       and position(c.name in (s.body -> case when c.aside then 'undo' else 'work' end)::text) > 0
                     order by s.number limit 1) s
             where not (c.aside and exists (
                    select from godwit.step d where d.run = ? and d.body -> 'work' ->> 'kind' = 'drop_proven'
                       and position(c.name in (d.body -> 'work')::text) > 0))
             order by s.number, c.relname
            """;

    private Discovery() {}

    /**
     * What there is of a run.
     *
     * @param ended whether the run fills no more rows: the keys of filled rows are complete then
     */
    public static List<KeptItem> find(Connection connection, long run, boolean ended)
            throws SQLException {
        return Rows.of(
                        connection,
                        FOUND,
                        row ->
                                item(
                                        run,
                                        StepJson.read(row.getString(3), Step.class),
                                        new QualifiedName(row.getString(1), row.getString(2)),
                                        row.getString(5) == null
                                                ? row.getString(2)
                                                : new QualifiedName(
                                                                row.getString(4), row.getString(5))
                                                        .toString()),
                        run,
                        run)
                .stream()
                .filter(item -> ended || item.kind() != Kind.KEYS)
                .toList();
    }

    private static KeptItem item(long run, Step step, QualifiedName place, String table) {
        boolean aside = !place.schema().equals(StateSchema.NAME);
        return switch (step.work()) {
            case Work.KeepColumn keep ->
                    item(
                            run,
                            step,
                            Kind.COLUMN,
                            table,
                            List.of(keep.was() == null ? keep.column() : keep.was()),
                            place);
            case Work.Fill fill -> item(run, step, Kind.KEYS, table, List.of(fill.column()), place);
            case Work.Ddl ddl ->
                    item(
                            run,
                            step,
                            aside ? Kind.TABLE : Kind.ROWS,
                            ddl.tables().isEmpty() ? table : ddl.tables().getFirst().toString(),
                            List.of(),
                            place);
            case ScriptWork.Script script ->
                    script.saves().stream()
                            .filter(save -> save.into().equals(place.name()))
                            .findFirst()
                            .map(
                                    save ->
                                            item(
                                                    run,
                                                    step,
                                                    kind(save),
                                                    of(save),
                                                    save.columns(),
                                                    place))
                            .orElseGet(() -> item(run, step, Kind.ROWS, table, List.of(), place));
            default -> item(run, step, Kind.ROWS, table, List.of(), place);
        };
    }

    private static KeptItem item(
            long run,
            Step step,
            Kind kind,
            String relation,
            List<String> columns,
            QualifiedName place) {
        return new KeptItem(
                run,
                step.number(),
                kind,
                relation,
                columns,
                place.sql(),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Kind kind(Save save) {
        return switch (save.kind()) {
            case COLUMN -> Kind.COLUMN;
            case TABLE -> Kind.TABLE;
            case ROWS -> Kind.ROWS;
            case TYPE, VALUES -> Kind.VALUES;
        };
    }

    private static String of(Save save) {
        return save.schema() == null || save.schema().equals("public")
                ? save.table()
                : save.schema() + "." + save.table();
    }
}
