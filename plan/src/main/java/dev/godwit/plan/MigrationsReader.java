package dev.godwit.plan;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.reading.RecordReader;
import dev.godwit.plan.spec.GateSpec;
import dev.godwit.plan.spec.MigrationsFile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

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
        Node root = PlanText.root(source, text, problems);
        MigrationsFile file =
                root == null
                        ? null
                        : new RecordReader(
                                        source, problems, Map.of(GateSpec.class, GateReader::read))
                                .read(root, MigrationsFile.class, "the plan");
        return new Read(problems.isEmpty() ? file : null, problems.all());
    }
}
