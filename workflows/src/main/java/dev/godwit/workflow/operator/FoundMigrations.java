package dev.godwit.workflow.operator;

import dev.godwit.workflow.message.Finding;
import java.util.List;
import java.util.Objects;
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
 * @param repairs of what the record would be changed without anything being run; none from a worker
 *     of an earlier version
 */
public record FoundMigrations(
        String folder,
        @Nullable String kind,
        int applied,
        List<String> baseline,
        List<Pending> pending,
        List<Finding> problems,
        List<Repair> repairs) {

    /** Without repairs. */
    public FoundMigrations(
            String folder,
            @Nullable String kind,
            int applied,
            List<String> baseline,
            List<Pending> pending,
            List<Finding> problems) {
        this(folder, kind, applied, baseline, pending, problems, List.of());
    }

    /**
     * A migration that is not applied.
     *
     * @param checksum of what it does
     * @param words what it does to data, for people; empty when it takes nothing away
     */
    public record Pending(String name, String checksum, String words) {}

    /** Whether there is nothing to do. */
    public boolean none() {
        return repairs.isEmpty() && baseline.isEmpty() && pending.isEmpty();
    }

    /**
     * A migration whose record is changed, because somebody has looked at it.
     *
     * @param checksum of what its file does; empty when that is gone
     * @param mark what was said of it, as a part of a name
     * @param words what is done, for people
     */
    public record Repair(String name, String checksum, String mark, String words) {}

    public FoundMigrations {
        baseline = List.copyOf(baseline);
        pending = List.copyOf(pending);
        problems = List.copyOf(problems);
        repairs = List.copyOf(Objects.requireNonNullElse(repairs, List.of()));
    }
}
