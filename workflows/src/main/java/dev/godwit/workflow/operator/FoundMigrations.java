package dev.godwit.workflow.operator;

import dev.godwit.workflow.message.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The migrations of a project on a target.
 *
 * @param folder where they are, for people
 * @param kind the tool that they are for, as plans write it; empty when there are problems; null
 *     from a worker of an earlier version, which knows {@code sql} only
 * @param applied how many are applied
 * @param baseline names of those that would be recorded without being run
 * @param pending those that would be applied, in order
 * @param problems why nothing can be begun; empty otherwise
 */
public record FoundMigrations(
        String folder,
        @Nullable String kind,
        int applied,
        List<String> baseline,
        List<Pending> pending,
        List<Finding> problems) {

    /**
     * A migration that is not applied.
     *
     * @param checksum of what it does
     * @param words what it does to data, for people; empty when it takes nothing away
     */
    public record Pending(String name, String checksum, String words) {}

    public FoundMigrations {
        baseline = List.copyOf(baseline);
        pending = List.copyOf(pending);
        problems = List.copyOf(problems);
    }
}
