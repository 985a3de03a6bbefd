package dev.godwit.plan;

import dev.godwit.plan.lint.QueryRule;
import dev.godwit.plan.reading.Durations;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.reading.RecordReader;
import dev.godwit.plan.spec.GateSpec;
import dev.godwit.plan.spec.GateSpec.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Reads a gate in any of its forms. */
final class GateReader {

    private static final String FORMS =
            "approval, none, { sql: \"select ...\" }, { check: NAME }, { after: 24h } or"
                    + " { approval: true, timeout: 48h }";
    private static final String TIMEOUT = "timeout";
    private static final List<String> OPENERS = List.of("approval", "sql", "check", "after");
    private static final List<String> KEYS = List.of("approval", "sql", "check", "after", TIMEOUT);

    private GateReader() {}

    /** Reads it; null when something in it is wrong. */
    static @Nullable Object read(Node node, RecordReader reader) {
        return switch (node) {
            case ScalarNode word -> word(word, reader);
            case MappingNode mapping -> mapping(mapping, reader);
            default -> reader.wrong(node, "a gate is not one of its forms", FORMS);
        };
    }

    private static @Nullable Object word(ScalarNode word, RecordReader reader) {
        String text = word.getValue();
        return switch (text) {
            case "approval" -> GateSpec.APPROVAL;
            case "none" -> GateSpec.NONE;
            default -> {
                reader.problems()
                        .add(
                                "GW-104",
                                reader.at(word),
                                "a gate is \"" + text + "\"",
                                "",
                                Problems.nearest(text, List.of("approval", "none"))
                                        .map(near -> "did you mean \"" + near + "\"?")
                                        .orElse("write " + FORMS));
                yield null;
            }
        };
    }

    private static @Nullable Object mapping(MappingNode mapping, RecordReader reader) {
        int before = reader.problems().all().size();
        Map<String, Node> values = reader.values(mapping, "a gate");
        values.forEach((key, value) -> reader.unknown(key, value, "a gate", KEYS, List.of()));
        List<String> openers = values.keySet().stream().filter(OPENERS::contains).toList();
        if (openers.size() > 1) {
            reader.wrong(mapping, "a gate has both " + String.join(" and ", openers), FORMS);
        } else if (openers.isEmpty() && KEYS.containsAll(values.keySet())) {
            reader.wrong(mapping, "a gate does not say what opens it", FORMS);
        }
        Node limit = values.get(TIMEOUT);
        Duration timeout = limit == null ? null : duration(TIMEOUT, limit, reader);
        GateSpec gate = null;
        for (Map.Entry<String, Node> value : values.entrySet()) {
            if (OPENERS.contains(value.getKey())) {
                gate = opener(value.getKey(), value.getValue(), timeout, reader);
            }
        }
        return reader.problems().all().size() == before ? gate : null;
    }

    private static @Nullable GateSpec opener(
            String key, Node value, @Nullable Duration timeout, RecordReader reader) {
        return switch (key) {
            case "sql" -> sql(value, timeout, reader);
            case "check" -> {
                String name = text(key, value, "the name of a check in godwit.yaml", reader);
                yield name == null
                        ? null
                        : new GateSpec(Kind.CHECK, null, Duration.ZERO, name, timeout);
            }
            case "after" -> after(value, timeout, reader);
            default -> {
                if (!scalar(value).equals("true")) {
                    reader.wrong(value, "approval is not true", "approval: true, or none");
                }
                yield new GateSpec(Kind.APPROVAL, null, Duration.ZERO, null, timeout);
            }
        };
    }

    private static @Nullable GateSpec sql(
            Node value, @Nullable Duration timeout, RecordReader reader) {
        String query = text("sql", value, "a query for one boolean", reader);
        if (query == null) {
            return null;
        }
        QueryRule.check(query, "a gate", "one select", value, reader);
        return new GateSpec(Kind.SQL, query, Duration.ZERO, null, timeout);
    }

    private static @Nullable GateSpec after(
            Node value, @Nullable Duration timeout, RecordReader reader) {
        Duration after = duration("after", value, reader);
        if (after != null && timeout != null && timeout.compareTo(after) <= 0) {
            reader.problems()
                    .add(
                            "GW-118",
                            reader.at(value),
                            "a gate times out before its time is over",
                            "nobody can open an \"after\" gate earlier",
                            "leave timeout out");
        }
        return after == null ? null : new GateSpec(Kind.AFTER, null, after, null, timeout);
    }

    private static @Nullable Duration duration(String key, Node value, RecordReader reader) {
        Optional<Duration> read = Durations.parse(scalar(value)).filter(Duration::isPositive);
        if (read.isEmpty()) {
            reader.wrong(
                    value,
                    key + " of a gate is \"" + scalar(value) + "\"",
                    "a duration above zero, such as 90s, 30m or 24h");
        }
        return read.orElse(null);
    }

    private static @Nullable String text(
            String key, Node value, String wanted, RecordReader reader) {
        String text = scalar(value);
        if (text.isBlank()) {
            reader.wrong(value, key + " of a gate is empty", wanted);
            return null;
        }
        return text;
    }

    private static String scalar(Node value) {
        return value instanceof ScalarNode scalar ? scalar.getValue() : "";
    }
}
