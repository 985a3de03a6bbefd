package dev.godwit.config.outside;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where auditors of projects get their advisories; secrets are unresolved.
 *
 * @param nvd address of an NVD data feed; null for none
 * @param osv folder of a local OSV database on the worker's host; null for none
 * @param osvService address that pip-audit asks in place of PyPI; null for PyPI
 * @param safetyKey key of Safety's service; null for none
 * @param stale age from which a local feed is not believed
 */
public record Advisories(
        @Nullable String nvd,
        @Nullable String osv,
        @Nullable String osvService,
        @Nullable String safetyKey,
        Duration stale) {

    /** What the registries themselves answer, and nothing else. */
    public static final Advisories NONE =
            new Advisories(null, null, null, null, Duration.ofDays(7));

    /** Without what may be secret. */
    @Override
    public String toString() {
        return "Advisories[nvd=%s, osv=%s, osvService=%s, stale=%s]"
                .formatted(nvd, osv, osvService, stale);
    }
}
