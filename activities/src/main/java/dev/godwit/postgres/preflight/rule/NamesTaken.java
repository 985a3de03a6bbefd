package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names that Godwit gives its own functions, triggers, indexes and tables are free. */
public final class NamesTaken implements Rule {

    private static final String CODE = "GW-257";

    @Override
    public List<Problem> check(Connection connection, Subject subject) throws SQLException {
        List<String> taken = new ArrayList<>();
        for (Step step : subject.steps()) {
            switch (step.work()) {
                case Work.Prove prove -> {
                    for (Work.SyncTrigger trigger : prove.triggers()) {
                        taken.addAll(function(connection, trigger.function()));
                        taken.addAll(trigger(connection, prove.table(), trigger.name()));
                    }
                }
                case Work.Fill fill -> taken.addAll(saved(connection, fill.saved()));
                case RowWork.FillAll fill -> {
                    for (RowWork.Filled column : fill.columns()) {
                        taken.addAll(saved(connection, column.saved()));
                    }
                }
                case ShadowWork.CopyRows copy -> {
                    taken.addAll(relation(connection, copy.twin()));
                    taken.addAll(saved(connection, copy.since()));
                }
                case ShadowWork.ProveTwin twin -> taken.addAll(saved(connection, twin.deleted()));
                case RowWork.DeleteRows delete -> taken.addAll(saved(connection, delete.saved()));
                case Work.KeepColumn keep ->
                        taken.addAll(
                                relation(connection, new QualifiedName("godwit", keep.into())));
                case Work.BuildIndex index ->
                        taken.addAll(
                                relation(
                                        connection,
                                        new QualifiedName(
                                                index.table().schema(), index.reserved())));
                case ObjectWork.BuildTree tree ->
                        taken.addAll(
                                relation(
                                        connection,
                                        new QualifiedName(tree.table().schema(), tree.reserved())));
                default -> {}
            }
        }
        return taken.stream()
                .distinct()
                .map(
                        name ->
                                new Problem(
                                        CODE,
                                        name + " exists already",
                                        subject.source(),
                                        "Godwit needs that name; an earlier run may have left it behind",
                                        "it may hold rows that a rollback could not put back: godwit snapshot list shows them, godwit snapshot prune removes them; otherwise look at godwit history, then drop it if nothing uses it"))
                .toList();
    }

    private static List<String> saved(Connection connection, @Nullable String table)
            throws SQLException {
        return table == null ? List.of() : relation(connection, new QualifiedName("godwit", table));
    }

    private static List<String> function(Connection connection, String name) throws SQLException {
        return find(
                connection,
                "select 'function godwit.' || p.proname from pg_catalog.pg_proc p"
                        + " join pg_catalog.pg_namespace n on n.oid = p.pronamespace"
                        + " where n.nspname = ? and p.proname = ?",
                "godwit",
                name);
    }

    private static List<String> trigger(Connection connection, QualifiedName table, String name)
            throws SQLException {
        return find(
                connection,
                "select 'trigger ' || t.tgname || ' on ' || c.relname from pg_catalog.pg_trigger t"
                        + " join pg_catalog.pg_class c on c.oid = t.tgrelid"
                        + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = ? and c.relname = ? and t.tgname = ?",
                table.schema(),
                table.name(),
                name);
    }

    private static List<String> relation(Connection connection, QualifiedName name)
            throws SQLException {
        return find(
                connection,
                "select 'relation ' || n.nspname || '.' || c.relname from pg_catalog.pg_class c"
                        + " join pg_catalog.pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = ? and c.relname = ?",
                name.schema(),
                name.name());
    }

    private static List<String> find(Connection connection, String sql, String... names)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < names.length; i++) {
                select.setString(i + 1, names[i]);
            }
            return Rule.first(select);
        }
    }
}
