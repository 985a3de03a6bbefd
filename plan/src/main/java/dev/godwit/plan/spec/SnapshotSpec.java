package dev.godwit.plan.spec;

import org.jspecify.annotations.Nullable;

/**
 * What a plan says under {@code snapshot:}.
 *
 * @param hook its name in the worker's configuration; null unless the mode is HOOK
 */
public record SnapshotSpec(SnapshotMode mode, @Nullable String hook) {

    /** What a plan means that says nothing. */
    public static final SnapshotSpec DATA = of(SnapshotMode.DATA);

    /** A mode without a hook. */
    public static SnapshotSpec of(SnapshotMode mode) {
        return new SnapshotSpec(mode, null);
    }

    /** What was said, or the default. */
    public static SnapshotSpec orData(@Nullable SnapshotSpec said) {
        return said == null ? DATA : said;
    }
}
