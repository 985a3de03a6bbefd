package dev.godwit.plan.script;

import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.step.ToolRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a rollback would not bring back of a migration. */
record Losses(MigrationsFile file, Map<String, WayBack> waysBack) {

    List<String> of(SqlMigration migration, Apart apart, Taking taking) {
        List<String> losses = new ArrayList<>();
        String name = migration.name();
        taking.unseen()
                .forEach(words -> losses.add("what %s of %s changes".formatted(words, name)));
        if (!file.keeps()) {
            taking.saves().forEach(save -> losses.add("%s (%s)".formatted(save.words(), name)));
        }
        WayBack found = waysBack.get(name);
        if (lacksWayBack(migration, apart, taking) && (found == null || !found.found())) {
            String why = found == null ? "" : ", and none was found: " + found.missing();
            losses.add("what %s does: it has no down%s".formatted(name, why));
        }
        apart.indexes().stream()
                .filter(index -> index.undo("").isEmpty())
                .forEach(index -> losses.add("%s (%s)".formatted(index.words(), name)));
        return losses;
    }

    static boolean lacksWayBack(SqlMigration migration, Apart apart, Taking taking) {
        return migration.down() == null
                && !(migration.row() instanceof ToolRow.Django)
                && !apart.together().isEmpty()
                && !taking.rowsOnly();
    }

    /** What somebody can do about it. */
    static String advice(@Nullable ToolRow row) {
        return switch (row) {
            case ToolRow.Flyway flyway ->
                    flyway.version() == null
                            ? "write a file with a version that does it, and one that undoes it"
                            : "write the file that undoes it, U" + flyway.version() + "__NAME.sql";
            case ToolRow.Prisma prisma -> "write the way back into down.sql beside it";
            case ToolRow.Django django -> "give it a reverse (reverse_code, reverse_sql)";
            case null -> "write the way back below a line \"-- down\"";
        };
    }
}
