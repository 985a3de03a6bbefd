package dev.godwit.cli.command.check;

import dev.godwit.cli.output.Style;
import dev.godwit.cli.view.Words;
import dev.godwit.workflow.check.CheckReport;
import dev.godwit.workflow.check.CheckedLine;
import dev.godwit.workflow.check.CheckedLine.Verdict;
import java.util.ArrayList;
import java.util.List;

/** What a check has found, for people. */
final class CheckView {

    private static final int VERDICT = "not shown".length() + 2;

    private CheckView() {}

    /** Several lines, without a line break at the end. */
    static String text(CheckReport report, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add("%s (%s): %s".formatted(Words.line(report.folder()), report.kind(), sum(report)));
        for (CheckedLine line : report.lines()) {
            String word = word(line.verdict());
            lines.add(
                    "  %s%s%s: %s"
                            .formatted(
                                    styled(line.verdict(), style),
                                    " ".repeat(VERDICT - word.length()),
                                    Words.line(line.subject()),
                                    Words.line(line.words())));
        }
        return String.join("\n", lines);
    }

    private static String sum(CheckReport report) {
        List<String> parts = new ArrayList<>();
        for (Verdict verdict : List.of(Verdict.FAILED, Verdict.NOT_SHOWN, Verdict.PASSED)) {
            long count = report.lines().stream().filter(one -> one.verdict() == verdict).count();
            if (count > 0) {
                parts.add("%d %s".formatted(count, word(verdict)));
            }
        }
        return String.join(", ", parts);
    }

    private static String word(Verdict verdict) {
        return switch (verdict) {
            case PASSED -> "ok";
            case FAILED -> "failed";
            case NOT_SHOWN -> "not shown";
        };
    }

    private static String styled(Verdict verdict, Style style) {
        String word = word(verdict);
        return switch (verdict) {
            case PASSED -> style.good(word);
            case FAILED -> style.bad(word);
            case NOT_SHOWN -> style.warn(word);
        };
    }
}
