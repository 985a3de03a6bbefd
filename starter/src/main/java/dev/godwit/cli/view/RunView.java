package dev.godwit.cli.view;

import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.message.Progress;
import dev.godwit.workflow.message.UndoneStep;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a run stands, as commands print it; in JSON mode exactly this.
 *
 * @param run null when a command failed before it knew the run
 * @param outcome null when it is not known
 * @param phase null when it is not known
 * @param activity what is being done; empty when nothing or not known
 * @param kept rows copied before what they held is dropped
 * @param percent of the present backfill or verify
 * @param ui its page in the Temporal UI; null when no UI is known
 * @param notices what people should know of the plan on this target
 * @param throttle what people told it about its pace; null when nobody did
 * @param next commands that lead on
 * @param note sentences, a line each; may be empty
 */
public record RunView(
        @Nullable String run,
        @Nullable Outcome outcome,
        @Nullable Phase phase,
        String activity,
        long rows,
        long kept,
        long compared,
        long mismatches,
        int percent,
        @Nullable String ui,
        List<Finding> problems,
        List<Finding> notices,
        List<UndoneStep> undone,
        @Nullable String waitingFor,
        @Nullable String throttle,
        List<String> next,
        String note) {

    public RunView {
        problems = List.copyOf(problems);
        notices = List.copyOf(notices);
        undone = List.copyOf(undone);
        next = List.copyOf(next);
    }

    /** A run under way. */
    public static RunView of(Progress progress, @Nullable String ui) {
        return new RunView(
                progress.run(),
                progress.outcome(),
                progress.phase(),
                progress.activity(),
                progress.rows(),
                progress.kept(),
                progress.compared(),
                progress.mismatches(),
                progress.percent(),
                ui,
                progress.problems(),
                progress.notices(),
                List.of(),
                progress.waitingFor(),
                progress.throttle(),
                progress.next(),
                "");
    }

    /** A run that is over. */
    public static RunView of(MigrationReport report, @Nullable String ui) {
        return new RunView(
                report.run(),
                report.outcome(),
                report.phase(),
                "",
                report.rows(),
                report.kept(),
                report.compared(),
                report.mismatches(),
                0,
                ui,
                report.problems().stream().map(problem -> over(problem, report)).toList(),
                report.notices(),
                report.undone(),
                null,
                null,
                List.of(),
                report.note());
    }

    /** The way on that was named while it could still be resumed is none any more. */
    private static Finding over(Finding problem, MigrationReport report) {
        String next =
                switch (report.outcome()) {
                    case ROLLED_BACK -> "mend it, then start the plan again";
                    case ROLLBACK_INCOMPLETE -> "mend it, then: godwit rollback " + report.run();
                    default -> problem.next();
                };
        return problem.next().contains("resume")
                ? new Finding(
                        problem.code(), problem.what(), problem.where(), problem.because(), next)
                : problem;
    }

    /** What little is known of a run without its worker, or of one that could not begin. */
    public static RunView partly(
            @Nullable String run,
            @Nullable Outcome outcome,
            @Nullable Phase phase,
            @Nullable String ui,
            List<Finding> problems) {
        return new RunView(
                run, outcome, phase, "", 0, 0, 0, 0, 0, ui, problems, List.of(), List.of(), null,
                null, List.of(), "");
    }

    /** The same, when its notices have been said. */
    public RunView noticed() {
        return with(List.of(), note);
    }

    /** The same with a sentence. */
    public RunView noted(String words) {
        return with(notices, words);
    }

    private RunView with(List<Finding> otherNotices, String words) {
        return new RunView(
                run,
                outcome,
                phase,
                activity,
                rows,
                kept,
                compared,
                mismatches,
                percent,
                ui,
                problems,
                otherNotices,
                undone,
                waitingFor,
                throttle,
                next,
                words);
    }

    /** The same with what running slices say: their figures only ever grow. */
    public RunView live(Live live) {
        boolean fills = phase == Phase.BACKFILL;
        boolean proves = phase == Phase.VERIFY;
        return new RunView(
                run,
                outcome,
                phase,
                doing(live),
                fills ? Math.max(rows, live.rows()) : rows,
                kept,
                proves ? Math.max(compared, live.rows()) : compared,
                mismatches,
                fills || proves ? Math.max(percent, live.percent()) : percent,
                ui,
                problems,
                notices,
                undone,
                waitingFor,
                throttle,
                next,
                note);
    }

    private String doing(Live live) {
        if (!live.trouble().isEmpty()) {
            return live.trouble();
        }
        return live.held().isEmpty() ? activity : activity + ", " + live.held();
    }
}
