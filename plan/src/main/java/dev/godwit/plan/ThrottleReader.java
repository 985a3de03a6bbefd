package dev.godwit.plan;

import dev.godwit.plan.reading.RecordReader;
import dev.godwit.plan.spec.throttle.Size;
import dev.godwit.plan.spec.throttle.ThrottleSpec;
import dev.godwit.plan.sql.Statements;
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
        ThrottleSpec throttle = reader.read(node, ThrottleSpec.class, NAME);
        if (throttle != null
                && throttle.sql() != null
                && node instanceof MappingNode mapping
                && !query(throttle.sql(), reader.values(mapping, NAME).get("sql"), reader)) {
            return null;
        }
        return throttle;
    }

    private static boolean query(String sql, @Nullable Node node, RecordReader reader) {
        if (node == null) {
            return true;
        }
        try {
            if (Statements.isQuery(sql)) {
                return true;
            }
            reader.wrong(node, "the sql of throttle is not one query", "one select of one number");
        } catch (Statements.NotSqlException failure) {
            reader.problems()
                    .add(
                            "GW-111",
                            reader.at(node),
                            "the sql of throttle is not SQL: " + failure.getMessage(),
                            "",
                            "correct it");
        }
        return false;
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
