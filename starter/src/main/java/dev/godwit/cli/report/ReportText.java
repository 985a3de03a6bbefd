package dev.godwit.cli.report;

import dev.godwit.cli.view.Table;
import dev.godwit.cli.view.Words;
import java.util.ArrayList;
import java.util.List;

/** A report in short: as plain text, and as Markdown for a pull request. */
public final class ReportText {

    private static final int LABEL = 10;

    private ReportText() {}

    /** Plain text. */
    public static String plain(Report report) {
        List<String> lines = new ArrayList<>();
        lines.add(title(report));
        for (Facts.Fact fact : Facts.of(report)) {
            lines.add(
                    "  " + fact.label() + " ".repeat(LABEL - fact.label().length()) + fact.text());
        }
        Table phases = new Table("  PHASE", "BEGAN", "TOOK");
        report.phases()
                .forEach(
                        phase ->
                                phases.add(
                                        "  " + phase.label(),
                                        Words.time(phase.at()),
                                        Words.took(phase.length() * 1000)));
        lines.add("");
        lines.add(phases.text());
        return String.join("\n", lines);
    }

    /** Markdown. Foreign text is escaped. */
    public static String markdown(Report report) {
        List<String> lines = new ArrayList<>();
        lines.add("### Godwit: " + escaped(title(report)));
        lines.add("");
        Facts.of(report)
                .forEach(fact -> lines.add("- **" + fact.label() + "** " + escaped(fact.text())));
        lines.add("");
        lines.add("| phase | began (UTC) | took |");
        lines.add("|---|---|---|");
        report.phases()
                .forEach(
                        phase ->
                                lines.add(
                                        "| %s | %s | %s |"
                                                .formatted(
                                                        escaped(phase.label()),
                                                        Words.time(phase.at()),
                                                        Words.took(phase.length() * 1000))));
        if (!report.statements().isEmpty()) {
            lines.add("");
            lines.add("<details><summary>Statements</summary>");
            lines.add("");
            report.statements().forEach(entry -> statement(entry, lines));
            lines.add("</details>");
        }
        return String.join("\n", lines);
    }

    private static void statement(Report.Entry entry, List<String> lines) {
        String lock =
                entry.lock().isEmpty()
                        ? ""
                        : ", %s held %s".formatted(entry.lock(), Words.took(entry.lockMillis()));
        lines.add(escaped(entry.phase() + ", " + Words.took(entry.millis()) + lock));
        lines.add("");
        // An indented block has no end that a statement could write itself.
        entry.statement()
                .lines()
                .forEach(line -> lines.add("    " + line.replaceAll("\\p{Cntrl}", " ")));
        lines.add("");
    }

    private static String title(Report report) {
        String outcome = report.head().outcome();
        String phase = outcome.equals("done") ? "" : ", phase " + report.head().phase();
        return "%s: %s%s, %s"
                .formatted(
                        Words.line(report.head().run()),
                        outcome,
                        report.head().endedAt().isEmpty() ? phase : "",
                        Facts.duration(report));
    }

    private static String escaped(String text) {
        return Words.line(text).replaceAll("([\\\\`*_\\[\\]<>|&#!~@])", "\\\\$1");
    }
}
