package dev.godwit.config.outside;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where auditors of projects get their advisories.
 *
 * @param osv folder of a local OSV database on the worker's host; null for none
 * @param osvService address that pip-audit asks in place of PyPI; null for PyPI
 * @param stale age from which a local feed is not believed
 */
public record Advisories(@Nullable String osv, @Nullable String osvService, Duration stale) {

    /** What the registries themselves answer, and nothing else. */
    public static final Advisories NONE = new Advisories(null, null, Duration.ofDays(7));
}
