package dev.godwit.plan.reading;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Binds YAML nodes to records by their components. Goes on after a problem, so that all are found;
 * what could not be read is null then, and the caller must look at the problems first.
 */
public final class RecordReader {

    private final String source;
    private final Problems problems;
    private final Map<Class<?>, BiFunction<Node, RecordReader, @Nullable Object>> special;

    /**
     * @param source name of the file, for messages
     * @param special readers of types that are not plain records
     */
    public RecordReader(
            String source,
            Problems problems,
            Map<Class<?>, BiFunction<Node, RecordReader, @Nullable Object>> special) {
        this.source = source;
        this.problems = problems;
        this.special = Map.copyOf(special);
    }

    /** Where a node stands. */
    public Location at(Node node) {
        return new Location(source, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
    }

    /** Where problems go. */
    public Problems problems() {
        return problems;
    }

    /** Says that a node is not what is wanted here. */
    public @Nullable Object wrong(Node node, String what, String wanted) {
        problems.add("GW-104", at(node), what, "", "write " + wanted);
        return null;
    }

    /** Reads a record. Null when something in it was wrong. */
    public <T> @Nullable T read(Node node, Class<T> type, String name) {
        if (!(node instanceof MappingNode mapping)) {
            wrong(node, name + " is not a mapping", "keys and values under " + name);
            return null;
        }
        int before = problems.all().size();
        Map<String, Node> values = values(mapping, name);
        List<RecordComponent> components = Keys.written(type);
        List<String> known = components.stream().map(Keys::of).toList();
        values.forEach((key, value) -> unknown(key, value, name, known, Keys.notBuilt(type)));
        List<@Nullable Object> arguments = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getType() == Location.class) {
                arguments.add(at(node));
                continue;
            }
            String key = Keys.of(component);
            Node value = values.get(key);
            if (value != null && component.getType() == Assigned.class) {
                boolean none = Tag.NULL.equals(value.getTag());
                arguments.add(
                        new Assigned(
                                none
                                        ? null
                                        : (String) value(value, String.class, name + "." + key)));
            } else if (value == null
                    || Tag.NULL.equals(value.getTag())
                    || Keys.emptyIsNone(component) && isBlank(value)) {
                if (!Keys.optional(component)) {
                    problems.add(
                            "GW-103", at(node), name + " lacks \"" + key + "\"", "", "add " + key);
                }
                arguments.add(empty(component.getType()));
            } else {
                arguments.add(value(value, component.getGenericType(), name + "." + key));
            }
        }
        return problems.all().size() == before ? construct(node, type, arguments, name) : null;
    }

    /** The pairs of a mapping; a key that stands twice is a problem. */
    public Map<String, Node> values(MappingNode mapping, String name) {
        Map<String, Node> values = new LinkedHashMap<>();
        for (NodeTuple pair : mapping.getValue()) {
            String key = pair.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
            if (values.put(key, pair.getValueNode()) != null) {
                problems.add(
                        "GW-110",
                        at(pair.getKeyNode()),
                        "\"" + key + "\" stands twice in " + name,
                        "",
                        "keep one of them");
            }
        }
        return values;
    }

    /** Says what is wrong with a key that is not known here; does nothing for a known one. */
    public void unknown(
            String key, Node node, String name, List<String> known, List<String> later) {
        if (later.contains(key)) {
            problems.add(
                    "GW-105",
                    at(node),
                    "\"" + key + "\" in " + name + " is known, but not built yet",
                    "",
                    "remove it, or use an \"sql\" operation for it");
        } else if (!known.contains(key)) {
            problems.add(
                    "GW-102",
                    at(node),
                    "unknown key \"" + key + "\" in " + name,
                    "",
                    Problems.suggestion(key, known));
        }
    }

    private @Nullable Object value(Node node, Type type, String name) {
        Class<?> raw =
                (Class<?>)
                        (type instanceof ParameterizedType generic ? generic.getRawType() : type);
        BiFunction<Node, RecordReader, @Nullable Object> own = special.get(raw);
        if (own != null) {
            return own.apply(node, this);
        }
        if (raw.isRecord()) {
            return read(node, raw, name);
        }
        if (raw == List.class) {
            return list(node, ((ParameterizedType) type).getActualTypeArguments()[0], name);
        }
        if (raw == Map.class) {
            return map(node, ((ParameterizedType) type).getActualTypeArguments()[1], name);
        }
        return node instanceof ScalarNode scalar
                ? scalar(scalar, raw, name)
                : wrong(node, name + " is not a single value", "one value");
    }

    private @Nullable Object scalar(ScalarNode node, Class<?> type, String name) {
        String text = node.getValue();
        if (type == String.class) {
            return text.isBlank()
                    ? wrong(node, name + " is empty", "a value, or leave it out")
                    : text;
        }
        if (type == Boolean.class) {
            return text.equals("true") || text.equals("false")
                    ? (Object) Boolean.valueOf(text)
                    : wrong(node, name + " is \"" + text + "\"", "true or false");
        }
        if (type == Integer.class) {
            return text.matches("\\d{1,9}")
                    ? (Object) Integer.valueOf(text)
                    : wrong(node, name + " is \"" + text + "\"", "a whole number");
        }
        if (type == Duration.class) {
            return Durations.parse(text)
                    .map(Object.class::cast)
                    .orElseGet(
                            () ->
                                    wrong(
                                            node,
                                            name + " is \"" + text + "\"",
                                            "a duration such as 90s, 30m or 24h"));
        }
        return Arrays.stream((Object[]) type.getEnumConstants())
                .filter(
                        constant ->
                                ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseGet(() -> later(node, type, name, text));
    }

    private @Nullable Object later(ScalarNode node, Class<?> type, String name, String text) {
        if (Keys.notBuilt(type).contains(text)) {
            problems.add(
                    "GW-105",
                    at(node),
                    name + ": \"" + text + "\" is known, but not built yet",
                    "",
                    "write one of: " + String.join(", ", Keys.words(type)));
            return null;
        }
        return wrong(
                node,
                name + " is \"" + text + "\"",
                "one of: " + String.join(", ", Keys.words(type)));
    }

    private static boolean isBlank(Node node) {
        return node instanceof ScalarNode scalar && scalar.getValue().isBlank();
    }

    private List<@Nullable Object> list(Node node, Type type, String name) {
        List<@Nullable Object> values = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            int index = 0;
            for (Node item : sequence.getValue()) {
                values.add(value(item, type, name + "[" + index++ + "]"));
            }
        } else {
            wrong(node, name + " is not a list", "a list");
        }
        return values;
    }

    private Map<String, @Nullable Object> map(Node node, Type type, String name) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            values(mapping, name)
                    .forEach((key, item) -> values.put(key, value(item, type, name + "." + key)));
        } else {
            wrong(node, name + " is not a mapping", "names and values");
        }
        return values;
    }

    private static @Nullable Object empty(Class<?> type) {
        if (type == List.class) {
            return List.of();
        }
        return type == Map.class ? Map.of() : null;
    }

    private <T> @Nullable T construct(
            Node node, Class<T> type, List<@Nullable Object> arguments, String name) {
        Class<?>[] types =
                Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getType)
                        .toArray(Class[]::new);
        try {
            Constructor<T> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(arguments.toArray());
        } catch (InvocationTargetException refused) {
            if (refused.getCause() instanceof IllegalArgumentException reason) {
                problems.add(
                        "GW-113", at(node), name + ": " + reason.getMessage(), "", "correct it");
                return null;
            }
            throw new IllegalStateException(refused);
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("cannot make a " + type.getName(), failure);
        }
    }
}
