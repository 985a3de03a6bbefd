package dev.godwit.worker.project;

import dev.godwit.config.outside.Advisories;
import dev.godwit.project.audit.Feeds;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The feeds of the configuration. */
public final class HostFeeds {

    private HostFeeds() {}

    /**
     * As the worker takes them.
     *
     * @param data folder for what auditors keep
     */
    public static Feeds of(Advisories advisories, Path data) {
        return new Feeds(
                data,
                Optional.ofNullable(advisories.osv()).map(Path::of),
                Optional.ofNullable(advisories.osvService()).map(URI::create),
                advisories.stale());
    }
}
