package dev.godwit.plan.spec.throttle;

import dev.godwit.plan.reading.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How much of the server work on rows takes, and how soon it gives way to the application. */
public enum Preset {
    /** Works half of the time, and gives way first. The default. */
    POLITE,
    /** Works most of the time and gives way when the application clearly suffers. */
    BALANCED,
    /** Works all of the time; only limits that a plan names hold it. */
    FAST,
    /** As fast, and not even the limits of the plan hold it. */
    NONE;

    /** As it is written. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All of them as they are written. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Preset::word).toList();
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException saying what could be meant
     */
    public static Preset parse(String text) {
        return Arrays.stream(values())
                .filter(preset -> preset.word().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "\"%s\" is no preset; %s"
                                                .formatted(
                                                        text, Problems.suggestion(text, words()))));
    }
}
