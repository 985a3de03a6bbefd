package dev.godwit.plan;

import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.reading.RecordReader;
import dev.godwit.plan.spec.SnapshotMode;
import dev.godwit.plan.spec.SnapshotSpec;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads what a plan says under {@code snapshot:}: a word, or a hook by its name. */
final class SnapshotReader {

    /** As they are written; {@code restore-point} is read too. */
    static final List<String> WORDS = List.of("data", "dump", "restore_point", "none");

    static final String HOOK = "hook";

    private static final String FORMS = String.join(", ", WORDS) + " or { hook: NAME }";

    private SnapshotReader() {}

    /** Reads it; null when something in it is wrong. */
    static @Nullable Object read(Node node, RecordReader reader) {
        return switch (node) {
            case ScalarNode word -> word(word, reader);
            case MappingNode mapping -> hook(mapping, reader);
            default -> reader.wrong(node, "snapshot is not one of its forms", FORMS);
        };
    }

    private static @Nullable Object word(ScalarNode node, RecordReader reader) {
        String text = node.getValue().replace('-', '_');
        if (WORDS.contains(text)) {
            return SnapshotSpec.of(SnapshotMode.valueOf(text.toUpperCase(Locale.ROOT)));
        }
        reader.problems()
                .add(
                        "GW-104",
                        reader.at(node),
                        "snapshot is \"" + node.getValue() + "\"",
                        "",
                        Problems.nearest(text, WORDS)
                                .map(near -> "did you mean \"" + near + "\"?")
                                .orElse("write " + FORMS));
        return null;
    }

    private static @Nullable Object hook(MappingNode node, RecordReader reader) {
        int before = reader.problems().all().size();
        Map<String, Node> values = reader.values(node, "snapshot");
        values.forEach(
                (key, value) -> reader.unknown(key, value, "snapshot", List.of(HOOK), List.of()));
        String name = values.get(HOOK) instanceof ScalarNode scalar ? scalar.getValue() : "";
        if (name.isBlank() && reader.problems().all().size() == before) {
            return reader.wrong(node, "snapshot does not name a hook", FORMS);
        }
        return reader.problems().all().size() == before
                ? new SnapshotSpec(SnapshotMode.HOOK, name)
                : null;
    }
}
