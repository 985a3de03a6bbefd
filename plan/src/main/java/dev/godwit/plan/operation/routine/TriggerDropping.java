package dev.godwit.plan.operation.routine;

import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Work;
import java.util.List;

/** Works that make and drop triggers. LOCK on a view would lock its tables, too. */
final class TriggerDropping {

    private TriggerDropping() {}

    static String drop(QualifiedName table, String trigger) {
        return "drop trigger if exists %s on %s".formatted(Identifier.quote(trigger), table.sql());
    }

    static Work making(Table table, List<String> statements) {
        return on(table, LockMode.SHARE_ROW_EXCLUSIVE, statements);
    }

    static Work dropping(Table table, List<String> statements) {
        return on(table, LockMode.ACCESS_EXCLUSIVE, statements);
    }

    private static Work on(Table table, LockMode lock, List<String> statements) {
        return table.kind() == Table.Kind.VIEW
                ? Work.Ddl.free(table.name().schema(), statements)
                : Work.Ddl.on(table.name(), lock, statements);
    }
}
