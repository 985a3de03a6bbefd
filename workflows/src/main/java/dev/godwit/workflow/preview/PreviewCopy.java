package dev.godwit.workflow.preview;

import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.preview.PreviewReport.PreviewTable;
import java.util.List;

/**
 * What {@code backfill.strategy: copy} would make of a plan that changes types and does not say it.
 *
 * @param tables that would be copied; the copies need as much room
 * @param steps of the whole plan; 0 where it would be refused
 * @param problems why it would be; empty where it would do
 */
public record PreviewCopy(List<PreviewTable> tables, int steps, List<Finding> problems) {

    public PreviewCopy {
        tables = List.copyOf(tables);
        problems = List.copyOf(problems);
    }
}
