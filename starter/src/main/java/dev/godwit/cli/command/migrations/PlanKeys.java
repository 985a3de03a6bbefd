package dev.godwit.cli.command.migrations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of a plan about the migrations of a project; what was not said is left out. */
public final class PlanKeys {

    private final Map<String, Object> keys = new LinkedHashMap<>();

    /**
     * @param kind the tool; null for the one that the project has
     */
    public PlanKeys(String project, @Nullable String kind) {
        keys.put("kind", kind == null ? "migrations" : kind);
        keys.put("project", project);
    }

    /** A word. */
    public PlanKeys with(String key, @Nullable String value) {
        if (value != null) {
            keys.put(key, value);
        }
        return this;
    }

    /** Several words. */
    public PlanKeys with(String key, List<String> values) {
        if (!values.isEmpty()) {
            keys.put(key, values);
        }
        return this;
    }

    /** What is false unless it is said. */
    public PlanKeys with(String key, boolean value) {
        if (value) {
            keys.put(key, true);
        }
        return this;
    }

    /** Keys below a key. */
    public PlanKeys with(String key, Map<String, List<String>> values) {
        if (values.values().stream().anyMatch(list -> !list.isEmpty())) {
            keys.put(key, values);
        }
        return this;
    }

    /** In the order in which they were said. */
    public Map<String, Object> map() {
        return keys;
    }
}
