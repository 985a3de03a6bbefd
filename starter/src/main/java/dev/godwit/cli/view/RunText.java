package dev.godwit.cli.view;

import dev.godwit.cli.output.Errors;
import dev.godwit.cli.output.Style;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.UndoneStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A run as text. */
public final class RunText {

    private RunText() {}

    /** Several lines, without a line break at the end. */
    public static String of(RunView run, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(head(run, style));
        run.note().lines().forEach(sentence -> add(lines, "note", sentence));
        add(lines, "doing", doing(run));
        add(lines, "rows", rows(run));
        add(lines, "throttle", run.throttle());
        add(lines, "waits for", run.waitingFor());
        for (UndoneStep step : run.undone()) {
            add(lines, step.done() ? "undone" : "not undone", undone(step));
        }
        run.notices().forEach(notice -> lines.add(notice(notice)));
        run.problems().forEach(problem -> lines.add(Errors.text(problem, style)));
        add(lines, "next", String.join("\n" + " ".repeat(13), run.next()));
        add(lines, "ui", run.ui());
        return String.join("\n", lines);
    }

    /** {@code notice GW-277: what}, and what to do about it. */
    public static String notice(Finding notice) {
        return "  %-10s %s: %s%s"
                .formatted(
                        "notice",
                        notice.code(),
                        notice.what(),
                        notice.next().isEmpty() ? "" : "; " + notice.next());
    }

    /** The outcome in the colour of its meaning. */
    public static String outcome(@Nullable Outcome outcome, Style style) {
        if (outcome == null) {
            return "unknown";
        }
        String word = outcome.toString().replace('_', ' ');
        return switch (outcome) {
            case RUNNING -> style.strong(word);
            case DONE -> style.good(word);
            case WAITING, ROLLED_BACK -> style.warn(word);
            case ROLLBACK_INCOMPLETE, REJECTED, REFUSED, FAILED, DRIFTED -> style.bad(word);
        };
    }

    private static String head(RunView run, Style style) {
        String phase = run.phase() == null ? "" : ", phase " + run.phase();
        boolean over =
                run.phase() != null
                        && run.outcome() != null
                        && run.phase()
                                .toString()
                                .equals(run.outcome().toString().replace('_', '-'));
        return "%s: %s%s".formatted(run.run(), outcome(run.outcome(), style), over ? "" : phase);
    }

    private static String doing(RunView run) {
        return run.activity().isEmpty() || run.percent() == 0
                ? run.activity()
                : run.activity() + ", " + run.percent() + " %";
    }

    private static String rows(RunView run) {
        return run.rows() == 0 && run.kept() == 0 && run.compared() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        "%,d filled, %s%,d compared, %,d mismatches",
                        run.rows(),
                        run.kept() == 0
                                ? ""
                                : String.format(Locale.ROOT, "%,d in contract, ", run.kept()),
                        run.compared(),
                        run.mismatches());
    }

    private static String undone(UndoneStep step) {
        return step.note().isEmpty() ? step.summary() : step.summary() + ": " + step.note();
    }

    private static void add(List<String> lines, String label, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            lines.add("  %-10s %s".formatted(label, text));
        }
    }
}
