package dev.godwit.cli.upgrade;

import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.upgrade.message.Audited;
import dev.godwit.workflow.upgrade.message.BranchReport;
import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an upgrade stands, as commands print it; in JSON mode exactly this.
 *
 * @param doing one line, with what keeps it from getting on; empty when it is over
 * @param logs where the output of its tests lies
 * @param ui its page in the Temporal UI; null when no UI is known
 * @param next commands that lead on
 * @param note one sentence, may be empty
 * @param wasted probes that were made ahead and that nobody needed
 */
public record UpgradeView(
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
        @Nullable String ui,
        List<String> next,
        String note,
        int wasted) {

    public UpgradeView {
        fates = List.copyOf(fates);
        problems = List.copyOf(problems);
        next = List.copyOf(next);
    }

    /** What the workflow says. @param trouble what keeps it from getting on; empty for nothing */
    public static UpgradeView of(UpgradeReport report, String trouble, @Nullable String ui) {
        return new UpgradeView(
                report.run(),
                report.outcome(),
                trouble.isEmpty() ? report.doing() : report.doing() + "; " + trouble,
                report.ecosystem(),
                report.branch(),
                report.into(),
                report.from(),
                report.head(),
                report.baseline(),
                report.probes(),
                report.remembered(),
                report.fates(),
                report.audit(),
                report.problems(),
                report.logs(),
                ui,
                next(report),
                "",
                report.wasted());
    }

    /** An upgrade that somebody has taken back, or tried to. */
    public static UpgradeView of(String run, BranchReport report, @Nullable String ui) {
        UpgradeOutcome outcome =
                report.done() ? UpgradeOutcome.ROLLED_BACK : UpgradeOutcome.REJECTED;
        return bare(run, outcome, report.problems(), ui, report.done() ? report.note() : "");
    }

    /** What little is known without a worker. */
    public static UpgradeView bare(
            String run,
            UpgradeOutcome outcome,
            List<Finding> problems,
            @Nullable String ui,
            String note) {
        return new UpgradeView(
                run, outcome, "", "", "", "", "", "", "", 0, 0, List.of(), null, problems, "", ui,
                List.of(), note, 0);
    }

    private static List<String> next(UpgradeReport report) {
        if (report.outcome() == UpgradeOutcome.RUNNING) {
            return List.of("godwit abort " + report.run());
        }
        return report.branch().isEmpty()
                ? List.of()
                : List.of(
                        "git diff %s...%s".formatted(report.into(), report.branch()),
                        "godwit merge " + report.run(),
                        "godwit rollback " + report.run());
    }
}
