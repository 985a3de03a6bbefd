package dev.godwit.migration.folder;

import dev.godwit.plan.spec.PlanKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The locations of a project with Flyway. */
final class FlywayTool implements Tool {

    private static final String USUAL = "db/migration";
    private static final List<String> RESOURCES =
            List.of("src/main/resources", "src/main/webapp/WEB-INF/classes", "");
    private static final Pattern FILE = Pattern.compile("(V\\d|R__|U\\d|B\\d).*");

    @Override
    public PlanKind kind() {
        return PlanKind.FLYWAY;
    }

    @Override
    public String looked() {
        return "Flyway's in src/main/resources/db/migration and where its configuration says";
    }

    @Override
    public List<String> folders(Path root) throws IOException {
        List<String> found = new ArrayList<>();
        Map<String, String> settings = settings(root);
        String locations = settings.getOrDefault("locations", "classpath:" + USUAL);
        for (String location : locations.split(",")) {
            String place =
                    location.strip()
                            .replaceFirst("^(classpath|filesystem):/?", "")
                            .replace("{vendor}", "postgresql");
            for (String under : RESOURCES) {
                Path there = root.resolve(under).resolve(place).normalize();
                String folder = root.relativize(there).toString();
                if (there.startsWith(root) && is(there) && !found.contains(folder)) {
                    found.add(folder);
                }
            }
        }
        return found;
    }

    @Override
    public boolean is(Path folder) throws IOException {
        return Texts.any(folder, 8, name -> FILE.matcher(name).matches() && name.endsWith(".sql"));
    }

    @Override
    public Map<String, String> texts(Path folder) throws IOException {
        return Texts.read(folder, 8, name -> name.endsWith(".sql") || name.endsWith(".sql.conf"));
    }

    /**
     * {@code spring.flyway.*} of a Spring Boot project, {@code flyway.*} of {@code flyway.conf}, or
     * {@code flyway.toml}, by their keys without what they begin with. What belongs to a profile is
     * not read.
     */
    @Override
    public Map<String, String> settings(Path root) throws IOException {
        Map<String, String> settings = new TreeMap<>();
        for (String under :
                List.of("src/main/resources", "src/main/resources/config", "config", "")) {
            Path folder = root.resolve(under);
            for (String name :
                    List.of("application.properties", "application.yml", "application.yaml")) {
                read(folder.resolve(name), "spring.flyway.", settings);
            }
        }
        read(root.resolve("flyway.conf"), "flyway.", settings);
        read(root.resolve("conf/flyway.conf"), "flyway.", settings);
        read(root.resolve("flyway.toml"), "flyway.", settings);
        return settings;
    }

    private static void read(Path file, String prefix, Map<String, String> settings)
            throws IOException {
        if (Files.isRegularFile(file)) {
            Keys.of(file)
                    .forEach(
                            (key, value) -> {
                                if (key.startsWith(prefix)) {
                                    settings.put(Keys.camel(key.substring(prefix.length())), value);
                                }
                            });
        }
    }
}
