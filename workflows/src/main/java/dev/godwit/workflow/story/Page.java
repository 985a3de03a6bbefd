package dev.godwit.workflow.story;

import dev.godwit.workflow.Phase;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.Progress;
import dev.godwit.workflow.message.UndoneStep;
import java.util.List;
import java.util.Locale;

/** A run as Markdown for the Temporal UI. */
final class Page {

    /** The server takes 20 KB; characters of two bytes fit as well. */
    static final int MAX_CHARACTERS = 8_000;

    private Page() {}

    static String of(
            Progress progress, List<Finding> notices, List<UndoneStep> undone, String note) {
        StringBuilder page = new StringBuilder();
        line(page, "### %s: %s, phase %s", progress.run(), progress.outcome(), progress.phase());
        if (!progress.activity().isEmpty()) {
            line(page, "%s%s", progress.activity(), percent(progress));
        }
        if (progress.rows() > 0 || progress.kept() > 0 || progress.compared() > 0) {
            line(
                    page,
                    "%,d rows filled, %s%,d compared, **%,d wrong**",
                    progress.rows(),
                    progress.kept() > 0
                            ? String.format(Locale.ROOT, "%,d in contract, ", progress.kept())
                            : "",
                    progress.compared(),
                    progress.mismatches());
        }
        if (progress.throttle() != null) {
            line(page, "**Throttled** %s", progress.throttle());
        }
        if (progress.waitingFor() != null) {
            line(page, "**Waits for** %s", progress.waitingFor());
            progress.next().forEach(command -> line(page, "- `%s`", command));
        }
        progress.problems().forEach(finding -> problem(page, finding));
        undone.forEach(
                step ->
                        line(
                                page,
                                "- %s %s: %s",
                                step.done() ? "undone" : "**not undone**",
                                step.summary(),
                                step.note()));
        if (!note.isEmpty()) {
            line(page, "%s", note);
        }
        notices.forEach(
                finding ->
                        line(
                                page,
                                "**Notice %s** %s%s",
                                finding.code(),
                                finding.what(),
                                finding.next().isEmpty() ? "" : "; " + finding.next()));
        return page.length() <= MAX_CHARACTERS
                ? page.toString()
                : page.substring(0, MAX_CHARACTERS);
    }

    private static String percent(Progress progress) {
        boolean sliced = progress.phase() == Phase.BACKFILL || progress.phase() == Phase.VERIFY;
        return sliced ? ", " + progress.percent() + " %" : "";
    }

    private static void problem(StringBuilder page, Finding finding) {
        line(page, "**%s** %s", finding.code(), finding.what());
        line(page, "- because: %s", finding.because());
        line(page, "- where: %s", finding.where());
        line(page, "- next: %s", finding.next());
    }

    private static void line(StringBuilder page, String format, Object... values) {
        page.append(String.format(Locale.ROOT, format, values)).append("\n\n");
    }
}
