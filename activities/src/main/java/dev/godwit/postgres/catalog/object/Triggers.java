package dev.godwit.postgres.catalog.object;

import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.schema.NamedTrigger;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Triggers, as statements that make them again. */
final class Triggers {

    private static final String SQL =
            "select "
                    + again("g")
                    + """
            , pg_catalog.pg_describe_object('pg_catalog.pg_trigger'::pg_catalog.regclass, g.oid, 0)
            from pg_catalog.pg_trigger g where g.tgrelid = pg_catalog.to_regclass(?) and g.tgname = ? and not g.tgisinternal
            """;

    private Triggers() {}

    static List<NamedTrigger> read(Connection connection, List<Wanted.Trigger> wanted)
            throws SQLException {
        List<NamedTrigger> found = new ArrayList<>();
        for (Wanted.Trigger one : wanted) {
            found.addAll(
                    Rows.of(
                            connection,
                            SQL,
                            row ->
                                    new NamedTrigger(
                                            one.table(),
                                            one.name(),
                                            Texts.of(row, 1),
                                            row.getString(2)),
                            one.table().sql(),
                            one.name()));
        }
        return found;
    }

    /** An expression of type {@code text[]} over a row of {@code pg_trigger}. */
    static String again(String row) {
        return """
        array_remove(array[pg_catalog.pg_get_triggerdef({row}.oid),
          case when {row}.tgenabled <> 'O' then pg_catalog.format('alter table %s %s trigger %I', {row}.tgrelid::pg_catalog.regclass,
            case {row}.tgenabled when 'D' then 'disable' when 'A' then 'enable always' else 'enable replica' end, {row}.tgname) end,
          pg_catalog.format('comment on trigger %I on %s is ', {row}.tgname, {row}.tgrelid::pg_catalog.regclass)
            || pg_catalog.quote_literal(pg_catalog.obj_description({row}.oid, 'pg_trigger'))], null)\
        """
                .replace("{row}", row);
    }
}
