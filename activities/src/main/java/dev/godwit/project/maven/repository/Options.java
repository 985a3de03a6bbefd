package dev.godwit.project.maven.repository;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.maven.model.Profile;
import org.apache.maven.model.io.xpp3.MavenXpp3Reader;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsBuilderFactory;
import org.apache.maven.settings.building.DefaultSettingsBuildingRequest;
import org.apache.maven.settings.building.SettingsBuildingException;
import org.apache.maven.settings.io.xpp3.SettingsXpp3Writer;
import org.codehaus.plexus.util.xml.pull.XmlPullParserException;

/**
 * Which files and switches Maven goes by in one project: those of the caller, of the user, and of
 * {@code .mvn/maven.config} as far as they decide about versions.
 *
 * @param settings file of the user's settings, if there is one
 * @param globalSettings file of the settings beside Maven, if there is one
 * @param local repository that was named, if one was
 * @param profiles that are switched on
 * @param properties that are set
 * @param java version that Maven will run on, if it is known
 */
record Options(
        Optional<Path> settings,
        Optional<Path> globalSettings,
        Optional<Path> local,
        List<String> profiles,
        Map<String, String> properties,
        Optional<String> java) {

    static Options read(Setup setup, Path folder) throws IOException {
        Optional<Path> settings = Optional.empty();
        List<String> profiles = new ArrayList<>();
        Map<String, String> properties = new TreeMap<>();
        List<String> words = words(folder.resolve(".mvn/maven.config"));
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String next = i + 1 < words.size() ? words.get(i + 1) : "";
            if (word.equals("-s") || word.equals("--settings")) {
                settings = Optional.of(folder.resolve(next));
            } else if (word.equals("-P") || word.equals("--activate-profiles")) {
                profiles.addAll(List.of(next.split(",")));
            } else if (word.startsWith("-P")) {
                profiles.addAll(List.of(word.substring(2).split(",")));
            } else if (word.startsWith("-D")) {
                String[] parts = word.substring(2).split("=", 2);
                properties.put(parts[0], parts.length == 1 ? "true" : parts[1]);
            }
        }
        profiles.removeIf(id -> id.startsWith("!") || id.startsWith("-"));
        Optional<Path> named = settings;
        Path own = Path.of(System.getProperty("user.home"), ".m2", "settings.xml");
        Optional<String> local = Optional.ofNullable(properties.get("maven.repo.local"));
        return new Options(
                setup.settings().or(() -> named).or(() -> Optional.of(own)).filter(Files::exists),
                setup.home().map(home -> home.resolve("conf/settings.xml")).filter(Files::exists),
                setup.local().or(() -> local.map(folder::resolve)),
                List.copyOf(profiles),
                Map.copyOf(properties),
                setup.java());
    }

    private static List<String> words(Path config) throws IOException {
        return Files.exists(config)
                ? List.of(Files.readString(config).strip().split("\\s+"))
                : List.of();
    }

    /** Profiles of the settings as a model knows them, and which of them are switched on. */
    record Outside(List<Profile> profiles, List<String> active) {}

    Outside outside() throws IOException {
        DefaultSettingsBuildingRequest request = new DefaultSettingsBuildingRequest();
        request.setSystemProperties(System.getProperties());
        settings.map(Path::toFile).ifPresent(request::setUserSettingsFile);
        globalSettings.map(Path::toFile).ifPresent(request::setGlobalSettingsFile);
        try {
            Settings effective =
                    new DefaultSettingsBuilderFactory()
                            .newInstance()
                            .build(request)
                            .getEffectiveSettings();
            List<String> active = new ArrayList<>(effective.getActiveProfiles());
            active.addAll(profiles);
            return new Outside(asOfPoms(effective), active);
        } catch (SettingsBuildingException | XmlPullParserException unreadable) {
            throw new IOException("Maven's settings cannot be read", unreadable);
        }
    }

    /** What a profile may hold in settings, it holds in a pom under the same names. */
    private static List<Profile> asOfPoms(Settings effective)
            throws IOException, XmlPullParserException {
        if (effective.getProfiles().isEmpty()) {
            return List.of();
        }
        Settings only = new Settings();
        only.setProfiles(effective.getProfiles());
        StringWriter written = new StringWriter();
        new SettingsXpp3Writer().write(written, only);
        String pom =
                written.toString()
                        .replaceFirst("<settings[^>]*>", "<project>")
                        .replace("</settings>", "</project>");
        return new MavenXpp3Reader().read(new StringReader(pom), false).getProfiles();
    }
}
