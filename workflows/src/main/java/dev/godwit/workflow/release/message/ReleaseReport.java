package dev.godwit.workflow.release.message;

import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a release ended, or stands.
 *
 * @param run {@code <target>/<name>}
 * @param doing one line; empty when it is over
 * @param migration name of the migration's run
 * @param upgrade name of the upgrade's run
 * @param migrated how the migration ended; null as long as it has not
 * @param upgraded how the upgrade ended; null as long as it has not
 * @param before whether an earlier run had applied the schema, so that it is not the release's own
 * @param problems why it was taken back, or could not be
 * @param note one sentence for people, may be empty
 */
public record ReleaseReport(
        String run,
        Outcome outcome,
        Stage stage,
        String doing,
        String migration,
        String upgrade,
        @Nullable MigrationReport migrated,
        @Nullable UpgradeReport upgraded,
        boolean before,
        List<Finding> problems,
        String note) {

    public ReleaseReport {
        problems = List.copyOf(problems);
    }
}
