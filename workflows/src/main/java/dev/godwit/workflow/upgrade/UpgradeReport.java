package dev.godwit.workflow.upgrade;

import dev.godwit.workflow.upgrade.course.Fate;
import java.util.List;

/**
 * How an upgrade ended, or stands.
 *
 * @param run {@code <target>/<name>}
 * @param branch that holds the result; empty when nothing was kept
 * @param from commit that it began at
 * @param head last commit that was kept
 * @param baseline what the project showed before anything moved
 * @param fates of every candidate
 */
public record UpgradeReport(
        String run, String branch, String from, String head, String baseline, List<Fate> fates) {

    public UpgradeReport {
        fates = List.copyOf(fates);
    }
}
