package dev.godwit.project.audit.check;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.owasp.dependencycheck.utils.Settings;

/** Dependency-Check told to read the given feed and archives, and to ask nobody else. */
final class Offline {

    /** What would go to the network, or looks for projects of other kinds. */
    private static final List<String> OFF =
            List.of(
                    "hosted.suppressions.enabled",
                    "updater.versioncheck.enabled",
                    "analyzer.knownexploited.enabled",
                    "analyzer.ossindex.enabled",
                    "analyzer.central.enabled",
                    "analyzer.nexus.enabled",
                    "analyzer.artifactory.enabled",
                    "analyzer.retirejs.enabled",
                    "analyzer.node.package.enabled",
                    "analyzer.node.audit.enabled",
                    "analyzer.yarn.audit.enabled",
                    "analyzer.pnpm.audit.enabled",
                    "analyzer.assembly.enabled",
                    "analyzer.nuspec.enabled",
                    "analyzer.nugetconf.enabled",
                    "analyzer.msbuildproject.enabled",
                    "analyzer.libman.enabled",
                    "analyzer.golang.mod.enabled",
                    "analyzer.golang.dep.enabled",
                    "analyzer.mix.audit.enabled",
                    "analyzer.bundle.audit.enabled",
                    // One finding per archive: which of several is the main one may change.
                    "analyzer.dependencybundling.enabled",
                    "analyzer.dependencymerging.enabled");

    /** Where archives are unpacked, in the folder of the database. */
    static final String SCRATCH = "scratch";

    private Offline() {}

    static Settings settings(Path data, String feed) throws IOException {
        Settings settings = new Settings();
        settings.setString(Settings.KEYS.DATA_DIRECTORY, data.toString());
        settings.setString(Settings.KEYS.H2_DATA_DIRECTORY, data.toString());
        Path scratch = Files.createDirectories(data.resolve(SCRATCH));
        settings.setString(Settings.KEYS.TEMP_DIRECTORY, scratch.toString());
        // Also what allows it to make a database where there is none.
        settings.setBoolean(Settings.KEYS.AUTO_UPDATE, !feed.isEmpty());
        OFF.forEach(key -> settings.setBoolean(key, false));
        if (!feed.isEmpty()) {
            feed(settings, URI.create(feed));
        }
        return settings;
    }

    /** A password in the address becomes one beside it: addresses are logged. */
    private static void feed(Settings settings, URI feed) {
        String address = feed.toString();
        if (feed.getUserInfo() != null) {
            address = address.replaceFirst("//[^/@]*@", "//");
            String[] parts = feed.getUserInfo().split(":", 2);
            settings.setString(Settings.KEYS.NVD_API_DATAFEED_USER, parts[0]);
            settings.setString(
                    Settings.KEYS.NVD_API_DATAFEED_PASSWORD, parts.length > 1 ? parts[1] : "");
        }
        settings.setString(
                Settings.KEYS.NVD_API_DATAFEED_URL,
                address.endsWith("/") || address.contains("{0}") ? address : address + "/");
    }
}
