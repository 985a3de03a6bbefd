package dev.godwit.plan;

import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.reading.RecordReader;
import dev.godwit.plan.spec.GateSpec;
import dev.godwit.plan.spec.SnapshotSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** One YAML document, before anybody knows what kind of plan it is. */
final class PlanText {

    private PlanText() {}

    /** Reads it as a record; null if and only if there are problems. */
    static <T> @Nullable T record(String source, String text, Class<T> type, Problems problems) {
        Node root = root(source, text, problems);
        T file =
                root == null
                        ? null
                        : new RecordReader(
                                        source,
                                        problems,
                                        Map.of(
                                                GateSpec.class,
                                                GateReader::read,
                                                SnapshotSpec.class,
                                                SnapshotReader::read))
                                .read(root, type, "the plan");
        return problems.isEmpty() ? file : null;
    }

    /** Its root; null when it is none, and then there is a problem. */
    static @Nullable Node root(String source, String text, Problems problems) {
        LoadSettings settings =
                LoadSettings.builder()
                        .setLabel(source)
                        .setMaxAliasesForCollections(20)
                        .setCodePointLimit(PlanReader.MAX_BYTES)
                        .build();
        try {
            List<Node> documents = new ArrayList<>();
            new Compose(settings).composeAllFromString(text).forEach(documents::add);
            if (documents.size() == 1) {
                return documents.getFirst();
            }
            problems.add(
                    "GW-109",
                    new Location(source, 1),
                    "the file holds " + documents.size() + " plans",
                    "",
                    "write one plan in one file");
        } catch (MarkedYamlEngineException failure) {
            int line = failure.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            problems.add(
                    "GW-101",
                    new Location(source, line),
                    "this is not YAML: " + failure.getProblem(),
                    "",
                    "correct the syntax");
        } catch (YamlEngineException failure) {
            problems.add(
                    "GW-101",
                    new Location(source, 1),
                    "this is not YAML: " + failure.getMessage(),
                    "",
                    "correct the syntax");
        }
        return null;
    }
}
