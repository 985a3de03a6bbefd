package dev.godwit.plan;

import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Operations;
import dev.godwit.plan.operation.index.IndexColumns;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.reading.RecordReader;
import dev.godwit.plan.spec.BackfillSpec;
import dev.godwit.plan.spec.GateSpec;
import dev.godwit.plan.spec.PlanFile;
import dev.godwit.plan.spec.SnapshotSpec;
import dev.godwit.plan.spec.Window;
import dev.godwit.plan.spec.throttle.Size;
import dev.godwit.plan.spec.throttle.ThrottleSpec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads plans, in YAML 1.2 or JSON. */
public final class PlanReader {

    /** The longest plan, in bytes of UTF-8: it travels in a workflow's input. */
    public static final int MAX_BYTES = 200 * 1024;

    private static final Duration PATIENCE = Duration.ofMinutes(30);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private PlanReader() {}

    /**
     * Reads a plan and finds everything that is wrong with its text.
     *
     * @param source where the text comes from, for messages; its stem is the default name
     */
    public static Reading read(String source, String text) {
        Problems problems = new Problems();
        Plan plan = read(source, text, problems);
        return new Reading(problems.isEmpty() ? plan : null, problems.all());
    }

    private static @Nullable Plan read(String source, String text, Problems problems) {
        Location start = new Location(source, 1);
        if (text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            problems.add(
                    "GW-107",
                    start,
                    "the plan is longer than 200 KB",
                    "it travels in a workflow's input",
                    "split it into several plans");
            return null;
        }
        Node root = PlanText.root(source, text, problems);
        if (root == null) {
            return null;
        }
        RecordReader reader =
                new RecordReader(
                        source,
                        problems,
                        Map.of(
                                Operation.class,
                                PlanReader::operation,
                                GateSpec.class,
                                GateReader::read,
                                SnapshotSpec.class,
                                SnapshotReader::read,
                                Window.class,
                                PlanReader::window,
                                ThrottleSpec.class,
                                ThrottleReader::read,
                                Size.class,
                                ThrottleReader::size,
                                IndexColumns.class,
                                IndexColumns::read));
        PlanFile file = reader.read(root, PlanFile.class, "the plan");
        if (file == null) {
            return null;
        }
        if (file.migration() != null && file.name() != null) {
            problems.add(
                    "GW-113",
                    start,
                    "both \"migration\" and \"name\" name the plan",
                    "they mean the same; pgroll says name",
                    "keep one of them");
        }
        String said = file.migration() == null ? file.name() : file.migration();
        String name = said == null ? stem(source) : said;
        if (!NAME.matcher(name).matches()) {
            problems.add(
                    "GW-108",
                    start,
                    "\"" + name + "\" cannot be the name of a plan",
                    "it becomes part of a workflow id",
                    "use letters, digits, dot, hyphen and underscore, 100 at most: migration: NAME");
        }
        if (file.operations().isEmpty()) {
            problems.add(
                    "GW-103", start, "the plan has no operations", "", "add one under operations:");
        }
        List<Operation> operations = file.operations().stream().filter(Objects::nonNull).toList();
        operations.forEach(operation -> operation.check(problems));
        if (!problems.isEmpty()) {
            return null;
        }
        SnapshotSpec snapshot = SnapshotSpec.orData(file.snapshot());
        return new Plan(
                name,
                operations,
                file.gates() == null ? Map.of() : file.gates().named(),
                file.backfill() == null ? BackfillSpec.DEFAULT : file.backfill(),
                file.throttle() == null ? ThrottleSpec.DEFAULT : file.throttle(),
                file.verify(),
                file.hold() == null ? Duration.ZERO : file.hold(),
                snapshot.mode(),
                file.onFailure(),
                file.ddl() == null || file.ddl().patience() == null
                        ? PATIENCE
                        : file.ddl().patience(),
                snapshot.hook(),
                file.versionSchema() != null);
    }

    private static @Nullable Object operation(Node node, RecordReader reader) {
        if (!(node instanceof MappingNode mapping) || mapping.getValue().size() != 1) {
            return reader.wrong(
                    node,
                    "an operation is not one name with its fields",
                    "for example: - add_column: { ... }");
        }
        Map.Entry<String, Node> entry =
                reader.values(mapping, "an operation").entrySet().iterator().next();
        Class<? extends Operation> type = Operations.BUILT.get(entry.getKey());
        if (type != null) {
            return reader.read(entry.getValue(), type, entry.getKey());
        }
        reader.problems()
                .add(
                        "GW-106",
                        reader.at(node),
                        "unknown operation \"" + entry.getKey() + "\"",
                        "",
                        Problems.suggestion(entry.getKey(), Operations.BUILT.keySet()));
        return null;
    }

    private static @Nullable Object window(Node node, RecordReader reader) {
        String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        try {
            return Window.parse(text);
        } catch (IllegalArgumentException wrong) {
            reader.problems()
                    .add(
                            "GW-104",
                            reader.at(node),
                            String.valueOf(wrong.getMessage()),
                            "",
                            Window.nearestZone(text)
                                    .map(zone -> "did you mean \"" + zone + "\"?")
                                    .orElse("write for example \"22:00-06:00 Europe/Paris\""));
            return null;
        }
    }

    private static String stem(String source) {
        String file =
                source.substring(Math.max(source.lastIndexOf('/'), source.lastIndexOf('\\')) + 1);
        int dot = file.lastIndexOf('.');
        return dot > 0 ? file.substring(0, dot) : file;
    }
}
