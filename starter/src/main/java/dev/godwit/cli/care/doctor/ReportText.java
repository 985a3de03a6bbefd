package dev.godwit.cli.care.doctor;

import dev.godwit.cli.output.Style;
import dev.godwit.workflow.operator.Check;
import java.util.ArrayList;
import java.util.List;

/** How everything is, as text: one line per check, and below it what to do if it is not well. */
public final class ReportText {

    private static final int MARK = 9;

    private ReportText() {}

    /** Grouped by subject, with a line that sums up at the end. */
    public static String of(Report report, Style style) {
        int width =
                report.subjects().stream()
                        .flatMap(subject -> subject.checks().stream())
                        .mapToInt(check -> check.name().length())
                        .max()
                        .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Report.Subject subject : report.subjects()) {
            lines.add(style.strong(subject.name()));
            for (Check check : subject.checks()) {
                lines.add(line(check, width, style));
                part(lines, "because", check.because(), width);
                part(lines, "next", check.next(), width);
            }
            lines.add("");
        }
        report.mended().forEach(mended -> lines.add(style.good("mended") + "   " + mended));
        if (!report.mended().isEmpty()) {
            lines.add("");
        }
        lines.add(sum(report.counts()));
        return String.join("\n", lines);
    }

    private static String line(Check check, int width, Style style) {
        String mark = check.level().toString();
        return "  %s%s%s  %s"
                .formatted(
                        coloured(check.level(), mark, style),
                        " ".repeat(MARK - mark.length()),
                        padded(check.name(), width),
                        check.said());
    }

    private static String coloured(Check.Level level, String mark, Style style) {
        return switch (level) {
            case OK -> style.good(mark);
            case NOTE -> style.strong(mark);
            case WARNING, UNKNOWN -> style.warn(mark);
            case FAILURE -> style.bad(mark);
        };
    }

    private static void part(List<String> lines, String label, String text, int width) {
        if (!text.isEmpty()) {
            String indent = " ".repeat(2 + MARK);
            String further = "\n" + indent + " ".repeat(width + 2);
            lines.add(indent + padded(label, width) + "  " + text.strip().replace("\n", further));
        }
    }

    private static String sum(Report.Counts counts) {
        List<String> parts = new ArrayList<>();
        add(parts, counts.failures(), "failure", "failures");
        add(parts, counts.warnings(), "warning", "warnings");
        add(parts, counts.unknown(), "unknown", "unknown");
        add(parts, counts.notes(), "note", "notes");
        String ok = counts.ok() + " ok";
        return parts.isEmpty() ? "all is well: " + ok : String.join(", ", parts) + ", " + ok;
    }

    private static void add(List<String> parts, long count, String one, String many) {
        if (count > 0) {
            parts.add(count + " " + (count == 1 ? one : many));
        }
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
