package dev.godwit.plan;

import dev.godwit.plan.lint.QueryRule;
import dev.godwit.plan.reading.RecordReader;
import dev.godwit.plan.spec.throttle.Size;
import dev.godwit.plan.spec.throttle.ThrottleSpec;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads what a plan says under {@code throttle}. */
final class ThrottleReader {

    private static final String NAME = "throttle";

    private ThrottleReader() {}

    /** Reads it; null when something in it is wrong. */
    static @Nullable Object read(Node node, RecordReader reader) {
        int before = reader.problems().all().size();
        ThrottleSpec throttle = reader.read(node, ThrottleSpec.class, NAME);
        if (throttle != null && throttle.sql() != null && node instanceof MappingNode mapping) {
            Node sql = reader.values(mapping, NAME).getOrDefault("sql", node);
            QueryRule.check(throttle.sql(), NAME, "one select of one number", sql, reader);
        }
        return reader.problems().all().size() == before ? throttle : null;
    }

    /** Reads a size; null when it is none. */
    static @Nullable Object size(Node node, RecordReader reader) {
        String text = node instanceof ScalarNode scalar ? scalar.getValue() : "";
        try {
            return Size.parse(text);
        } catch (IllegalArgumentException wrong) {
            return reader.wrong(
                    node, String.valueOf(wrong.getMessage()), "a size such as 50MB or 2GB");
        }
    }
}
