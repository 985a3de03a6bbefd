package dev.godwit.cli.release;

import dev.godwit.cli.upgrade.UpgradeView;
import dev.godwit.cli.view.RunView;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.release.message.ReleaseReport;
import dev.godwit.workflow.release.message.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a release stands, as commands print it; in JSON mode exactly this.
 *
 * @param outcome waiting when its migration waits for somebody
 * @param stage which part has the word; null when no worker says
 * @param doing one line; empty when it is over
 * @param migration null as long as it has not begun
 * @param upgrade null as long as it has not begun
 * @param ui its page in the Temporal UI; null when no UI is known
 * @param next commands that lead on
 * @param note one sentence, may be empty
 */
public record ReleaseView(
        String run,
        Outcome outcome,
        @Nullable Stage stage,
        String doing,
        @Nullable RunView migration,
        @Nullable UpgradeView upgrade,
        List<Finding> problems,
        @Nullable String ui,
        List<String> next,
        String note) {

    public ReleaseView {
        problems = List.copyOf(problems);
        next = List.copyOf(next);
    }

    /** What the workflow says, with what its parts say of themselves. */
    public static ReleaseView of(
            ReleaseReport report,
            @Nullable RunView migration,
            @Nullable UpgradeView upgrade,
            @Nullable String ui) {
        boolean waits = report.outcome() == Outcome.RUNNING && waits(report, migration);
        return new ReleaseView(
                report.run(),
                waits ? Outcome.WAITING : report.outcome(),
                report.stage(),
                report.doing(),
                migration,
                upgrade,
                report.problems(),
                ui,
                next(report, migration, waits),
                report.note());
    }

    /** What little is known without a worker. */
    public static ReleaseView bare(
            String run, Outcome outcome, List<Finding> problems, @Nullable String ui) {
        return new ReleaseView(run, outcome, null, "", null, null, problems, ui, List.of(), "");
    }

    /** In stage upgrade its migration waits for nobody but the release itself. */
    private static boolean waits(ReleaseReport report, @Nullable RunView migration) {
        return report.stage() != Stage.UPGRADE
                && migration != null
                && migration.outcome() == Outcome.WAITING
                && !("the upgrade of release " + report.run()).equals(migration.waitingFor());
    }

    private static List<String> next(
            ReleaseReport report, @Nullable RunView migration, boolean waits) {
        if (waits && migration != null) {
            return migration.next();
        }
        return switch (report.outcome()) {
            case RUNNING, WAITING -> List.of("godwit abort " + report.run());
            case DONE ->
                    List.of("godwit merge " + report.upgrade(), "godwit rollback " + report.run());
            case ROLLBACK_INCOMPLETE, FAILED -> List.of("godwit rollback " + report.run());
            case ROLLED_BACK, REJECTED, REFUSED, DRIFTED -> List.of();
        };
    }
}
