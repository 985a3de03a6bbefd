package dev.godwit.migration.folder;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** The keys of a configuration file, each with all that stands above it, joined by dots. */
final class Keys {

    private Keys() {}

    /** Of a file of properties, YAML or TOML; none of one that cannot be read as such. */
    static Map<String, String> of(Path file) throws IOException {
        String name = file.getFileName().toString();
        String text = Files.readString(file);
        if (name.endsWith(".toml")) {
            return toml(text);
        }
        return name.endsWith(".yml") || name.endsWith(".yaml") ? yaml(text) : properties(text);
    }

    /**
     * {@code default-schema} and {@code defaultSchema} are one key; placeholders keep their names.
     */
    static String camel(String key) {
        if (key.startsWith("placeholders.")) {
            return key;
        }
        StringBuilder camel = new StringBuilder();
        boolean upper = false;
        for (char one : key.replaceFirst("\\[0]$", "").toCharArray()) {
            if (one == '-') {
                upper = true;
            } else {
                camel.append(upper ? Character.toUpperCase(one) : one);
                upper = false;
            }
        }
        return camel.toString();
    }

    private static Map<String, String> properties(String text) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(text));
        Map<String, String> keys = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            keys.put(key, properties.getProperty(key));
        }
        return keys;
    }

    private static Map<String, String> yaml(String text) {
        Map<String, String> keys = new TreeMap<>();
        try {
            for (Object document :
                    new Load(LoadSettings.builder().build()).loadAllFromString(text)) {
                boolean profile =
                        document instanceof Map<?, ?> map
                                && flat(map).keySet().stream()
                                        .anyMatch(key -> key.startsWith("spring.config.activate"));
                if (document instanceof Map<?, ?> map && !profile) {
                    keys.putAll(flat(map));
                }
            }
        } catch (YamlEngineException unreadable) {
            return Map.of();
        }
        return keys;
    }

    private static Map<String, String> toml(String text) {
        try {
            return flat(new TomlMapper().readValue(text, Map.class));
        } catch (JsonProcessingException unreadable) {
            return Map.of();
        }
    }

    private static Map<String, String> flat(Map<?, ?> map) {
        Map<String, String> keys = new TreeMap<>();
        map.forEach((key, value) -> put(keys, String.valueOf(key), value));
        return keys;
    }

    private static void put(Map<String, String> keys, String key, Object value) {
        switch (value) {
            case Map<?, ?> map -> map.forEach((under, one) -> put(keys, key + "." + under, one));
            case List<?> list ->
                    keys.put(
                            key,
                            list.stream().map(String::valueOf).collect(Collectors.joining(",")));
            default -> keys.put(key, String.valueOf(value));
        }
    }
}
