package dev.godwit.plan;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.spec.MigrationsFile;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads plans about the migrations of a project, in YAML 1.2 or JSON. */
public final class MigrationsReader {

    private MigrationsReader() {}

    /** What came of it. @param plan null if and only if there are problems */
    public record Read(@Nullable MigrationsFile plan, List<Problem> problems) {

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
        return new Read(
                PlanText.record(source, text, MigrationsFile.class, problems), problems.all());
    }
}
