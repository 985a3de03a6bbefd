package dev.godwit.cli.command.preview;

import dev.godwit.cli.output.Style;
import dev.godwit.cli.view.Words;
import dev.godwit.workflow.preview.PreviewReport.PreviewTable;
import dev.godwit.workflow.preview.PreviewStep;
import dev.godwit.workflow.preview.PreviewStep.PreviewRows;
import dev.godwit.workflow.preview.PreviewStep.PreviewWork;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The steps of a plan. What was said of a table, or as a reason, is not said again. */
final class StepText {

    private static final Lines.Column PART = new Lines.Column(6, 9);

    private final List<PreviewTable> tables;
    private final Lines lines;
    private final Style style;
    private final Set<String> said = new HashSet<>();

    StepText(List<PreviewTable> tables, Lines lines, Style style) {
        this.tables = tables;
        this.lines = lines;
        this.style = style;
    }

    void add(PreviewStep step) {
        lines.add("%4d  %s".formatted(step.number(), style.strong(Words.line(step.summary()))));
        PreviewRows rows = step.rows();
        if (rows != null) {
            lines.entry(
                    PART,
                    "rows",
                    rows.table() + (said.add(rows.table()) ? size(rows.table()) : ""));
            lines.entry(PART, "how", lanes(rows) + Words.line(rows.manner()));
            if (said.add(rows.because())) {
                lines.entry(PART, "why", rows.because());
            }
        }
        if (step.why() != null) {
            lines.entry(PART, "why", step.why());
        }
        lines.entry(PART, "lock", lock(step.work()));
        lines.code(step.work().statements());
        undo(step);
    }

    private void undo(PreviewStep step) {
        boolean reads = step.work().lock().equals("ACCESS SHARE");
        if (step.undo().isEmpty() && step.losses().isEmpty()) {
            lines.entry(
                    PART, "undo", reads ? "changes nothing" : "nothing of its own to take back");
        }
        for (PreviewWork undo : step.undo()) {
            lines.entry(PART, "undo", Words.line(undo.words()));
            boolean more = undo.statements().size() > 1 || undo.words().endsWith("…");
            if (more) {
                lines.code(undo.statements());
            }
        }
        String label = step.undo().isEmpty() ? "no undo" : "lost";
        step.losses().forEach(loss -> lines.entry(PART, label, style.warn(Words.line(loss))));
    }

    private static String lanes(PreviewRows rows) {
        Integer most = rows.maxRowsPerSecond();
        String limit =
                most == null ? "" : ", %s rows a second at most".formatted(Words.number(most));
        return Words.count(rows.lanes(), "lane", "lanes") + limit + ", ";
    }

    private String size(String name) {
        return tables.stream()
                .filter(table -> table.name().equals(name))
                .map(
                        table ->
                                "%s, %s"
                                        .formatted(
                                                table.rows() < 0
                                                        ? ", never analyzed"
                                                        : ", about "
                                                                + Words.count(
                                                                        table.rows(),
                                                                        "row",
                                                                        "rows"),
                                                Sizes.of(List.of(table))))
                .findFirst()
                .orElse(", which is not there yet");
    }

    private static String lock(PreviewWork work) {
        String note = work.note();
        if (work.lock().isEmpty()) {
            return note.isEmpty() ? "none on a table" : note;
        }
        String on = work.tables().isEmpty() ? "" : " on " + String.join(", ", work.tables());
        return work.lock() + on + (note.isEmpty() ? "" : ", " + note);
    }
}
