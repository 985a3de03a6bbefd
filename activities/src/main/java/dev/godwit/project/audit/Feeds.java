package dev.godwit.project.audit;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where auditors get their advisories on this host.
 *
 * @param data folder for programs and databases of auditors, for all projects
 * @param osv folder of a local OSV database, as osv-scanner lays it out; empty for none
 * @param osvService address that pip-audit asks instead of PyPI; empty for PyPI
 * @param stale age from which a feed is not believed any more
 */
public record Feeds(Path data, Optional<Path> osv, Optional<URI> osvService, Duration stale) {

    /** Nothing but what the registries themselves answer. */
    public static Feeds none(Path data) {
        return new Feeds(data, Optional.empty(), Optional.empty(), Duration.ofDays(7));
    }
}
