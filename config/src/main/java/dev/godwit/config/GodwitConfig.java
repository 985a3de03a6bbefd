package dev.godwit.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a godwit.yaml says; checked, with its secrets unresolved.
 *
 * @param file where it was read from
 * @param targets by name, in the order of the file
 * @param ui address of Temporal's UI, for links; null when the file names none
 */
public record GodwitConfig(Path file, Map<String, Target> targets, @Nullable String ui) {

    public GodwitConfig {
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
    }
}
