package dev.godwit.worker.project;

import dev.godwit.config.Secrets;
import dev.godwit.config.outside.Advisories;
import dev.godwit.project.audit.Feeds;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The feeds of the configuration. */
public final class HostFeeds {

    private HostFeeds() {}

    /**
     * With its secrets.
     *
     * @param data folder for what auditors keep
     * @throws dev.godwit.config.ConfigException when a secret cannot be had
     */
    public static Feeds of(Advisories advisories, Secrets secrets, Path data) {
        return new Feeds(
                data,
                Optional.ofNullable(advisories.nvd()).map(URI::create),
                Optional.ofNullable(advisories.osv()).map(Path::of),
                Optional.ofNullable(advisories.osvService()).map(URI::create),
                Optional.ofNullable(advisories.safetyKey()).map(secrets::resolve),
                advisories.stale());
    }
}
