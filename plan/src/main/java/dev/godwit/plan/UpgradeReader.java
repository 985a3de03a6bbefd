package dev.godwit.plan;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.spec.UpgradeFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads plans with {@code kind: upgrade}, in YAML 1.2 or JSON. */
public final class UpgradeReader {

    private UpgradeReader() {}

    /** What came of it. @param plan null if and only if there are problems */
    public record Read(@Nullable UpgradeFile plan, List<Problem> problems) {

        public Read {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads one and finds everything that is wrong with its text.
     *
     * @param source where the text comes from, for messages
     */
    public static Read read(String source, String text) {
        Problems problems = new Problems();
        return new Read(PlanText.record(source, text, UpgradeFile.class, problems), problems.all());
    }
}
