package dev.godwit.config.outside;

import dev.godwit.config.key.Key;
import dev.godwit.config.key.Keys;
import dev.godwit.config.yaml.YamlReading;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads {@code snapshots:}, of the file or of a target. */
public final class SnapshotsReader {

    private static final String BAD_DIRECTORY = "GW-436";

    private SnapshotsReader() {}

    /** The directory that it names; null, with a problem noted, when it names none. */
    public static @Nullable Path directory(Node node, String what, YamlReading reading) {
        Map<String, Node> fields = reading.fields(node, what, Key.names(Keys.SNAPSHOTS));
        Node named = fields.get("directory");
        String text = named == null ? null : reading.text(named, "directory of " + what);
        if (named == null || text != null && !text.startsWith("/")) {
            reading.problem(
                    BAD_DIRECTORY,
                    what + " has no absolute directory",
                    named == null ? node : named,
                    "",
                    "write directory: /PATH, which the worker may write to");
            return null;
        }
        return text == null ? null : Path.of(text);
    }
}
