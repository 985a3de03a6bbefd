package dev.godwit.project.audit;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where auditors get their advisories on this host.
 *
 * @param data folder that Dependency-Check keeps its database in, for all projects
 * @param nvd folder of an NVD data feed or a mirror of it, as {@code file:} or {@code https:};
 *     empty for none, and then Dependency-Check only knows what is in {@code data}
 * @param osv folder of a local OSV database, as osv-scanner lays it out; empty for none
 * @param osvService address that pip-audit asks instead of PyPI; empty for PyPI
 * @param safetyKey key of Safety's service; empty for none
 * @param stale age from which a feed is not believed any more
 */
public record Feeds(
        Path data,
        Optional<URI> nvd,
        Optional<Path> osv,
        Optional<URI> osvService,
        Optional<String> safetyKey,
        Duration stale) {

    /** Nothing but what the registries themselves answer. */
    public static Feeds none(Path data) {
        return new Feeds(
                data,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Duration.ofDays(7));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "Feeds[data=%s, nvd=%s, osv=%s, osvService=%s, stale=%s]"
                .formatted(data, nvd, osv, osvService, stale);
    }
}
