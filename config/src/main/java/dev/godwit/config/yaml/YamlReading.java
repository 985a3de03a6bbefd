package dev.godwit.config.yaml;

import dev.godwit.config.ConfigProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Takes a file's YAML nodes apart and notes every problem with its line, instead of stopping. */
public final class YamlReading {

    private static final String UNKNOWN_KEY = "GW-403";
    private static final String WRONG_TYPE = "GW-404";
    private static final String TWICE = "GW-406";

    /** More edits than this are no typing slip. */
    private static final int NEAR = 3;

    private final String source;
    private final List<ConfigProblem> problems = new ArrayList<>();

    /**
     * @param source of the lines, for example the file's name
     */
    public YamlReading(String source) {
        this.source = source;
    }

    /** What was noted so far, in the order of noting. */
    public List<ConfigProblem> problems() {
        return problems;
    }

    /** Notes a problem of a node. */
    public void problem(String code, String what, Node at, String because, String next) {
        problems.add(new ConfigProblem(code, what, where(at), because, next));
    }

    /** Notes a problem. */
    public void problem(ConfigProblem problem) {
        problems.add(problem);
    }

    /** The source with the node's line. */
    public String where(Node node) {
        return source + node.getStartMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
    }

    /** The entries of a mapping, a repeated key's included; only what is a mapping has entries. */
    public List<Map.Entry<String, Node>> entries(Node node, String what) {
        List<Map.Entry<String, Node>> entries = new ArrayList<>();
        if (!(node instanceof MappingNode mapping)) {
            wrongType(node, what, "a mapping of names to values");
            return entries;
        }
        Set<String> seen = new HashSet<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = text(tuple.getKeyNode(), "a key of " + what);
            if (key == null) {
                continue;
            }
            entries.add(Map.entry(key, tuple.getValueNode()));
            if (!seen.add(key)) {
                problem(
                        TWICE,
                        "%s names %s twice".formatted(what, key),
                        tuple.getKeyNode(),
                        "the later one would silently win",
                        "remove or rename one of them");
            }
        }
        return entries;
    }

    /** The entries of a mapping whose keys are known words. */
    public Map<String, Node> fields(Node node, String what, Collection<String> known) {
        Map<String, Node> fields = new LinkedHashMap<>();
        entries(node, what).forEach(entry -> fields.put(entry.getKey(), entry.getValue()));
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                if (tuple.getKeyNode() instanceof ScalarNode key
                        && !known.contains(key.getValue())) {
                    unknown(key, what, known);
                }
            }
        }
        return fields;
    }

    private void unknown(ScalarNode key, String what, Collection<String> known) {
        String near = nearest(key.getValue(), known);
        problem(
                UNKNOWN_KEY,
                "%s has no key %s%s"
                        .formatted(
                                what,
                                key.getValue(),
                                near == null ? "" : "; did you mean %s?".formatted(near)),
                key,
                "",
                near == null
                        ? "use one of: " + String.join(", ", known)
                        : "write %s: or remove the line".formatted(near));
    }

    /** A text that is not empty; null, with a problem noted, when it is something else. */
    public @Nullable String text(Node node, String what) {
        if (node instanceof ScalarNode scalar
                && !scalar.getTag().equals(Tag.NULL)
                && !scalar.getTag().equals(Tag.BOOL)
                && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        wrongType(node, what, "a text");
        return null;
    }

    /** True or false; false, with a problem noted, when it is something else. */
    public boolean flag(Node node, String what) {
        if (node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.BOOL)) {
            return Boolean.parseBoolean(scalar.getValue());
        }
        wrongType(node, what, "true or false");
        return false;
    }

    /** The entries of a list, each with its node; empty, with a problem noted, for no list. */
    public List<Node> list(Node node, String what, String wanted) {
        if (node instanceof SequenceNode list) {
            return list.getValue();
        }
        wrongType(node, what, wanted);
        return List.of();
    }

    /** Whether a node is a list without entries. */
    public static boolean isEmptyList(Node node) {
        return node instanceof SequenceNode list && list.getValue().isEmpty();
    }

    /** A list of texts; what is none is noted and left out. */
    public List<String> texts(Node node, String what) {
        List<String> texts = new ArrayList<>();
        for (Node entry : list(node, what, "a list of texts")) {
            String text = text(entry, "an entry of " + what);
            if (text != null) {
                texts.add(text);
            }
        }
        return texts;
    }

    private void wrongType(Node node, String what, String wanted) {
        // The value stays out of the words: it may be a password.
        problem(
                WRONG_TYPE,
                "%s must be %s".formatted(what, wanted),
                node,
                "",
                "write %s there".formatted(wanted));
    }

    private static @Nullable String nearest(String word, Collection<String> known) {
        LevenshteinDistance distance = new LevenshteinDistance(NEAR);
        String nearest = null;
        int best = Math.min(NEAR, word.length() / 2) + 1;
        for (String candidate : known) {
            int edits = distance.apply(word, candidate);
            if (edits >= 0 && edits < best) {
                best = edits;
                nearest = candidate;
            }
        }
        return nearest;
    }
}
