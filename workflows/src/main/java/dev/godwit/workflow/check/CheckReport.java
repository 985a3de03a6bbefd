package dev.godwit.workflow.check;

import dev.godwit.workflow.message.Finding;
import java.util.List;

/**
 * What a check has found.
 *
 * @param folder of the migrations, for people
 * @param kind the tool that they are for, as plans write it; empty when the plan cannot be read
 * @param problems why nothing could be tried: of the files, or of what is applied to the target
 * @param lines what was looked at, in order
 */
public record CheckReport(
        String folder, String kind, List<Finding> problems, List<CheckedLine> lines) {

    public CheckReport {
        problems = List.copyOf(problems);
        lines = List.copyOf(lines);
    }
}
