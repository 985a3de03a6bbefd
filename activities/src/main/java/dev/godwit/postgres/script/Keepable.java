package dev.godwit.postgres.script;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.step.Save;
import dev.godwit.plan.step.Save.Kind;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.Step;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether what a script takes away can be kept so that it can be given back. */
public final class Keepable {

    private static final String NO_KEY = "GW-730";
    private static final String CASCADE = "GW-731";
    private static final String HIDDEN = "GW-732";

    private static final String NEXT =
            "accept the loss: snapshot: none, and the migration's name under irreversible:";

    /** Rows that would come back in another table, or that cannot be seen. */
    private static final String ELSEWHERE =
            """
            select c.relkind = 'r' and exists (select from pg_catalog.pg_inherits i where i.inhparent = c.oid)
                or c.relforcerowsecurity and not (select rolsuper or rolbypassrls from pg_catalog.pg_roles where rolname = current_user)
            from pg_catalog.pg_class c where c.oid = pg_catalog.to_regclass(?)
            """;

    private static final String FOLLOWERS =
            """
            select k.conrelid::regclass::text from pg_catalog.pg_constraint k
            where k.confrelid = pg_catalog.to_regclass(?) and k.contype = 'f' and k.conparentid = 0 and (
                  ? and k.confdeltype in ('c', 'n', 'd')
               or ? and k.confupdtype in ('c', 'n', 'd') and exists (
                    select from unnest(k.confkey) f join pg_catalog.pg_attribute a
                      on a.attrelid = k.confrelid and a.attnum = f where a.attname = any (?::text[])))
            order by 1
            """;

    private Keepable() {}

    /**
     * What stands in the way of keeping what steps take away, as the tables are now; of tables that
     * an earlier step will make nothing is known yet.
     *
     * @param connection whose search path is that of the scripts
     */
    public static List<Problem> problems(Connection connection, List<Step> steps, String source)
            throws SQLException {
        List<Problem> problems = new ArrayList<>();
        for (Step step : steps) {
            if (step.work() instanceof ScriptWork.Script script) {
                for (Save save : script.saves()) {
                    Optional<Kept> here = Kept.find(connection, save).filter(Kept::has);
                    if (here.isPresent()) {
                        problem(connection, here.get(), source + ": " + script.name())
                                .ifPresent(problems::add);
                    }
                }
            }
        }
        return problems;
    }

    static Optional<Problem> problem(Connection connection, Kept here, String where)
            throws SQLException {
        String what = "%s cannot be kept".formatted(here.save().words());
        if (here.needsKey() && here.key().isEmpty()) {
            return Optional.of(
                    new Problem(
                            NO_KEY,
                            what,
                            where,
                            "%s has no key besides by which its rows could be found again"
                                    .formatted(here.table()),
                            "give it a primary key first; or " + NEXT));
        }
        if (Rows.holds(connection, ELSEWHERE, here.table().sql())) {
            return Optional.of(
                    new Problem(
                            HIDDEN,
                            what,
                            where,
                            "%s has children by inheritance, or policies hide rows of it from this role"
                                    .formatted(here.table()),
                            NEXT));
        }
        List<String> followers =
                Rows.of(
                        connection,
                        FOLLOWERS,
                        row -> row.getString(1),
                        here.table().sql(),
                        here.save().kind() == Kind.ROWS,
                        here.save().kind() == Kind.VALUES,
                        here.save().columns());
        return followers.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new Problem(
                                CASCADE,
                                what,
                                where,
                                "a foreign key makes rows of %s follow them"
                                        .formatted(String.join(", ", followers)),
                                "change the rows of %s first, by a statement of the migration; or %s"
                                        .formatted(String.join(", ", followers), NEXT)));
    }
}
