package dev.godwit.project.maven;

import dev.godwit.project.maven.pom.Element;
import dev.godwit.project.maven.pom.Pom;
import dev.godwit.project.maven.pom.Reactor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which Java a project asks for. */
final class JavaVersions {

    private static final Pattern MAJOR =
            Pattern.compile("(?:.*[A-Za-z]-?)?(?:1\\.)?(\\d{1,2})\\b.*");

    private static final List<String> PROPERTIES =
            List.of(
                    "maven.compiler.release",
                    "maven.compiler.testRelease",
                    "maven.compiler.target",
                    "maven.compiler.source",
                    "java.version",
                    "release");

    private JavaVersions() {}

    /** The first number that counts: 8 of {@code 1.8}, 21 of {@code temurin-21.0.4}. */
    static Optional<Integer> major(String version) {
        Matcher matcher = MAJOR.matcher(version.strip());
        return matcher.matches()
                ? Optional.of(Integer.valueOf(matcher.group(1)))
                : Optional.empty();
    }

    /** The newest that its own poms and files ask for; empty when they ask for none. */
    static Optional<Integer> asked(Reactor reactor) throws IOException {
        List<String> asked = new ArrayList<>();
        for (Pom pom : reactor.poms()) {
            List<Element> holders = new ArrayList<>(pom.root().all("properties"));
            holders.addAll(pom.root().all("profiles/profile/properties"));
            for (String name : PROPERTIES) {
                holders.forEach(one -> one.all(name).forEach(value -> asked.add(value.text())));
            }
            for (Element plugin : pom.root().deep("plugin")) {
                if (plugin.text("artifactId").equals("maven-compiler-plugin")) {
                    plugin.deep("release").forEach(value -> asked.add(value.text()));
                    plugin.deep("target").forEach(value -> asked.add(value.text()));
                }
            }
        }
        asked.addAll(lines(reactor.folder().resolve(".java-version"), ""));
        asked.addAll(lines(reactor.folder().resolve(".sdkmanrc"), "java="));
        // An expression stands for a property that is among them, or for one of another pom.
        return asked.stream()
                .filter(value -> !value.contains("${"))
                .flatMap(value -> major(value).stream())
                .max(Integer::compare);
    }

    private static List<String> lines(Path file, String prefix) throws IOException {
        return Files.exists(file)
                ? Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith(prefix) && !line.isBlank())
                        .map(line -> line.substring(prefix.length()))
                        .toList()
                : List.of();
    }
}
