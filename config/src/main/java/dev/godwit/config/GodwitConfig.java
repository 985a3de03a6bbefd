package dev.godwit.config;

import dev.godwit.config.outside.Advisories;
import dev.godwit.config.outside.Errand;
import dev.godwit.config.outside.Notification;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a godwit.yaml says; checked, with its secrets unresolved.
 *
 * @param file where it was read from
 * @param targets by name, in the order of the file
 * @param checks that gates may ask, by name
 * @param hooks commands that snapshots may run, by name
 * @param notifications who wants to be told what
 * @param advisories where auditors of projects get their advisories
 * @param ui address of Temporal's UI, for links; null when the file names none
 */
public record GodwitConfig(
        Path file,
        Map<String, Target> targets,
        Map<String, Errand> checks,
        Map<String, Errand> hooks,
        List<Notification> notifications,
        Advisories advisories,
        @Nullable String ui) {

    public GodwitConfig {
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
        checks = Collections.unmodifiableMap(new LinkedHashMap<>(checks));
        hooks = Collections.unmodifiableMap(new LinkedHashMap<>(hooks));
        notifications = List.copyOf(notifications);
    }

    /** Targets alone. */
    public GodwitConfig(Path file, Map<String, Target> targets, @Nullable String ui) {
        this(file, targets, Map.of(), Map.of(), List.of(), Advisories.NONE, ui);
    }
}
