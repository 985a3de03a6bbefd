package dev.godwit.project.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * The JDKs of this machine.
 *
 * @param folders in which they are looked for: a JDK itself, or a folder of several
 */
record Jdks(List<Path> folders) {

    /** One of them. */
    record Jdk(Path home, int major) {}

    static Jdks ofThisMachine() {
        Path user = Path.of(System.getProperty("user.home"));
        List<Path> folders = new ArrayList<>();
        Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of).ifPresent(folders::add);
        folders.add(Path.of("/usr/lib/jvm"));
        folders.add(user.resolve(".sdkman/candidates/java"));
        folders.add(user.resolve(".jdks"));
        folders.add(Path.of("/Library/Java/JavaVirtualMachines"));
        return new Jdks(List.copyOf(folders));
    }

    /** The oldest one that is new enough. */
    Optional<Jdk> atLeast(int major) throws IOException {
        return all().stream()
                .filter(jdk -> jdk.major() >= major)
                .min(Comparator.comparingInt(Jdk::major));
    }

    List<Jdk> all() throws IOException {
        List<Jdk> found = new ArrayList<>();
        for (Path folder : folders) {
            List<Path> homes = new ArrayList<>(List.of(folder));
            if (Files.isDirectory(folder)) {
                try (Stream<Path> inside = Files.list(folder)) {
                    inside.sorted()
                            .flatMap(one -> Stream.of(one, one.resolve("Contents/Home")))
                            .forEach(homes::add);
                }
            }
            for (Path home : homes) {
                jdk(home).ifPresent(found::add);
            }
        }
        return found;
    }

    private static Optional<Jdk> jdk(Path home) throws IOException {
        Path release = home.resolve("release");
        if (!Files.exists(release) || !Files.isExecutable(home.resolve("bin/javac"))) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (InputStream in = Files.newInputStream(release)) {
            properties.load(in);
        }
        String version = properties.getProperty("JAVA_VERSION", "").replace("\"", "");
        return JavaVersions.major(version).map(major -> new Jdk(home, major));
    }
}
