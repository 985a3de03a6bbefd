package dev.godwit.cli.command.preview;

import dev.godwit.cli.view.Words;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.preview.PreviewCopy;
import dev.godwit.workflow.preview.PreviewReport.PreviewTable;
import java.util.List;
import java.util.stream.Collectors;

/** What a copy of the tables would be instead, on one line. */
final class CopyText {

    private static final String KEY = "backfill.strategy: copy would ";
    private static final int MOST = 5;

    private CopyText() {}

    /** One line, which is not wrapped yet. */
    static String of(PreviewCopy copy) {
        return KEY + (copy.problems().isEmpty() ? done(copy) : refused(copy.problems()));
    }

    private static String done(PreviewCopy copy) {
        return "do, in %s: each row of %s is written once, without bloat; it needs room for %s, about as large: %s"
                .formatted(
                        Words.count(copy.steps(), "step", "steps"),
                        copy.tables().stream()
                                .map(PreviewTable::name)
                                .map(Words::line)
                                .collect(Collectors.joining(", ")),
                        copy.tables().size() == 1 ? "a second table" : "second tables",
                        Sizes.of(copy.tables()));
    }

    private static String refused(List<Finding> problems) {
        int more = problems.size() - MOST;
        return "be refused: "
                + problems.stream()
                        .limit(MOST)
                        .map(one -> one.code() + " " + Words.line(one.what()))
                        .collect(Collectors.joining("; "))
                + (more > 0 ? "; and %d more".formatted(more) : "");
    }
}
