package dev.godwit.postgres.script.pending;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.script.SqlMigration;
import dev.godwit.postgres.script.row.Applied;
import java.util.List;

/**
 * A project's migrations and the record of them.
 *
 * @param migrations in order
 * @param record what has been applied, or has failed
 * @param orphans what is recorded, has no file, and is in nobody's way
 * @param outOfOrder whether the project lets a migration come after one with a higher number
 * @param unmigrated what the project's models say and no migration does; empty where nobody knows
 * @param problems why nothing may be applied
 */
record Looked(
        List<SqlMigration> migrations,
        List<Applied> record,
        List<Applied> orphans,
        boolean outOfOrder,
        List<String> unmigrated,
        List<Problem> problems) {

    Looked {
        migrations = List.copyOf(migrations);
        record = List.copyOf(record);
        orphans = List.copyOf(orphans);
        unmigrated = List.copyOf(unmigrated);
        problems = List.copyOf(problems);
    }

    static Looked wrong(List<Problem> problems) {
        return new Looked(List.of(), List.of(), List.of(), false, List.of(), problems);
    }
}
