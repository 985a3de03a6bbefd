package dev.godwit.project.manager;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Who is told by one file alone. */
final class OtherManagers {

    private static final Map<String, Unsupported> SIGNS = new LinkedHashMap<>();

    static {
        for (String file :
                List.of(
                        "settings.gradle",
                        "settings.gradle.kts",
                        "build.gradle",
                        "build.gradle.kts")) {
            SIGNS.put(file, new Unsupported("maven", "Gradle", file, false));
        }
        SIGNS.put("build.sbt", new Unsupported("maven", "sbt", "build.sbt", false));
        SIGNS.put("go.mod", new Unsupported("", "Go modules", "go.mod", false));
        SIGNS.put("Cargo.toml", new Unsupported("", "Cargo", "Cargo.toml", false));
        SIGNS.put("Gemfile", new Unsupported("", "Bundler", "Gemfile", false));
        SIGNS.put("composer.json", new Unsupported("", "Composer", "composer.json", false));
    }

    private OtherManagers() {}

    static List<Unsupported> in(Path folder) {
        Map<String, Unsupported> found = new LinkedHashMap<>();
        SIGNS.forEach(
                (file, one) -> {
                    if (Files.isRegularFile(folder.resolve(file))) {
                        found.putIfAbsent(one.manager(), one);
                    }
                });
        return List.copyOf(found.values());
    }
}
