package dev.godwit.workflow.upgrade.message;

import dev.godwit.workflow.message.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an upgrade ended, or stands.
 *
 * @param run {@code <target>/<name>}
 * @param doing one line; empty when it is over
 * @param ecosystem of the project; empty as long as it is not known
 * @param branch that holds the result; empty when nothing was kept
 * @param into the branch that it began from, and would be merged into
 * @param from commit that it began at
 * @param head last commit that was kept
 * @param baseline what the project showed before anything moved; empty as long as it is not known
 * @param probes sets of versions that were built and tested
 * @param remembered probes that were answered from memory
 * @param fates of every candidate that is decided
 * @param audit advisories before and after; null when none was made
 * @param problems why it was rejected or has failed
 * @param logs where the output of the tests lies: host and folder
 * @param wasted probes that were made ahead, beside others, and that nobody needed; not among
 *     {@code probes}
 */
public record UpgradeReport(
        String run,
        UpgradeOutcome outcome,
        String doing,
        String ecosystem,
        String branch,
        String into,
        String from,
        String head,
        String baseline,
        int probes,
        int remembered,
        List<Fate> fates,
        @Nullable Audited audit,
        List<Finding> problems,
        String logs,
        int wasted) {

    public UpgradeReport {
        fates = List.copyOf(fates);
        problems = List.copyOf(problems);
    }
}
