package dev.godwit.cli.command.checklist;

import dev.godwit.cli.checklist.Item;
import dev.godwit.cli.checklist.Verdict;
import dev.godwit.cli.output.Style;
import dev.godwit.cli.view.Words;
import java.util.ArrayList;
import java.util.List;

/** A checklist as text, and as Markdown for a ticket. */
final class ChecklistText {

    private static final int VERDICT = 12;

    private ChecklistText() {}

    /** Plain text, without a line break at the end. */
    static String plain(ChecklistView view, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(head(view));
        for (Item item : view.lines()) {
            String verdict = item.verdict().toString();
            lines.add(
                    "  %s%s%s: %s"
                            .formatted(
                                    styled(item.verdict(), style),
                                    " ".repeat(VERDICT - verdict.length()),
                                    item.what(),
                                    Words.line(item.evidence())));
            item.next().forEach(next -> lines.add(" ".repeat(VERDICT + 4) + Words.line(next)));
        }
        return String.join("\n", lines);
    }

    /** Markdown. Foreign text is escaped. */
    static String markdown(ChecklistView view) {
        List<String> lines = new ArrayList<>();
        lines.add("### Godwit checklist: " + escaped(head(view)));
        lines.add("");
        lines.add("| | | evidence |");
        lines.add("|---|---|---|");
        for (Item item : view.lines()) {
            lines.add(
                    "| %s | %s | %s |"
                            .formatted(
                                    marked(item.verdict()), item.what(), escaped(item.evidence())));
        }
        lines.add("");
        lines.add(
                "Plan %s, run by %s; looked at %s UTC."
                        .formatted(
                                escaped(
                                        view.hash()
                                                .substring(0, Math.min(12, view.hash().length()))),
                                escaped(view.actor()),
                                Words.moment(view.checkedAt())));
        return String.join("\n", lines);
    }

    private static String head(ChecklistView view) {
        return "%s%s: %s; %s"
                .formatted(
                        Words.line(view.run()),
                        view.environment().isEmpty() ? "" : " (" + view.environment() + ")",
                        view.outcome(),
                        view.summary());
    }

    private static String styled(Verdict verdict, Style style) {
        String word = verdict.toString();
        return switch (verdict) {
            case SHOWN -> style.good(word);
            case NOT_NEEDED -> style.faint(word);
            case ACCEPTED, NOT_SHOWN -> style.warn(word);
            case FAILED -> style.bad(word);
        };
    }

    private static String marked(Verdict verdict) {
        return switch (verdict) {
            case SHOWN, NOT_NEEDED, ACCEPTED -> verdict.toString();
            case NOT_SHOWN -> "*not shown*";
            case FAILED -> "**failed**";
        };
    }

    private static String escaped(String text) {
        return Words.line(text).replaceAll("([\\\\`*_\\[\\]<>|&#!~@])", "\\\\$1");
    }
}
