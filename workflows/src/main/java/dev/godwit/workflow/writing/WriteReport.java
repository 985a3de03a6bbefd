package dev.godwit.workflow.writing;

import dev.godwit.workflow.message.Finding;
import java.util.List;

/**
 * What was written.
 *
 * @param folder of the migrations, for people
 * @param kind the tool that they are for, as plans write it; empty when the plan cannot be read
 * @param problems why nothing was written
 * @param said what there is to know about it
 * @param files paths, as seen from the folder or absolute
 */
public record WriteReport(
        String folder, String kind, List<Finding> problems, List<String> said, List<String> files) {

    public WriteReport {
        problems = List.copyOf(problems);
        said = List.copyOf(said);
        files = List.copyOf(files);
    }
}
