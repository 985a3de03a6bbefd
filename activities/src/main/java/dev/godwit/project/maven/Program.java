package dev.godwit.project.maven;

import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.maven.pom.Reactor;
import dev.godwit.project.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Maven and the Java that build a project.
 *
 * @param command that starts Maven
 * @param maven its version
 * @param home where it lies
 * @param java version that it runs on
 * @param variables that it needs
 */
record Program(
        List<String> command, String maven, Path home, String java, Map<String, String> variables) {

    private static final Pattern MAVEN = Pattern.compile("(?m)^Apache Maven (\\S+)");
    private static final Pattern HOME = Pattern.compile("(?m)^Maven home: (.+)$");
    private static final Pattern JAVA = Pattern.compile("(?m)^Java version: ([^,\\s]+)");

    /**
     * Finds them: the project's own wrapper before the machine's Maven, and another JDK than
     * Maven's own choice when the project asks for a newer one.
     *
     * @throws IOException when one of them is missing
     */
    static Program of(Workplace at, Reactor reactor, Jdks jdks) throws IOException {
        List<String> command = command(at);
        Program first = ask(at, command, Map.of());
        Optional<Integer> asked = JavaVersions.asked(reactor);
        int usual = JavaVersions.major(first.java()).orElse(0);
        if (asked.isEmpty() || asked.get() <= usual) {
            return first;
        }
        if (at.sandbox().contained()) {
            throw new IOException(
                    "the project asks for Java %d; the image has %s"
                            .formatted(asked.get(), first.java()));
        }
        Optional<Jdks.Jdk> jdk = jdks.atLeast(asked.get());
        if (jdk.isEmpty()) {
            throw new IOException(
                    "the project asks for Java %d; there are %s"
                            .formatted(
                                    asked.get(),
                                    jdks.all().stream().map(Jdks.Jdk::major).distinct().toList()));
        }
        return ask(at, command, Map.of("JAVA_HOME", jdk.get().home().toString()));
    }

    private static List<String> command(Workplace at) {
        Path wrapper = at.folder().resolve("mvnw").toAbsolutePath();
        boolean usable =
                Files.exists(wrapper)
                        && Files.exists(
                                at.folder().resolve(".mvn/wrapper/maven-wrapper.properties"));
        if (!usable) {
            return List.of("mvn");
        }
        return Files.isExecutable(wrapper)
                ? List.of(wrapper.toString())
                : List.of("sh", wrapper.toString());
    }

    /** With the registry's variables: a wrapper may have to download Maven. */
    private static Program ask(Workplace at, List<String> command, Map<String, String> variables)
            throws IOException {
        List<String> whole = new ArrayList<>(command);
        whole.add("--version");
        Ended ended = at.fetch("maven", variables, whole);
        String text = ended.text();
        Matcher maven = MAVEN.matcher(text);
        Matcher home = HOME.matcher(text);
        Matcher java = JAVA.matcher(text);
        if (!ended.good() || !maven.find() || !home.find() || !java.find()) {
            throw new IOException(
                    "%s cannot be run: %s"
                            .formatted(
                                    String.join(" ", whole),
                                    text.lines().reduce((one, last) -> last).orElse("no output")));
        }
        return new Program(
                command, maven.group(1), Path.of(home.group(1)), java.group(1), variables);
    }

    /** Options for a log that people read; older ones know fewer. */
    List<String> quiet() {
        boolean old = maven.matches("[12]\\..*|3\\.([0-5]\\..*|6\\.0)");
        return old
                ? List.of("-B", "-Dstyle.color=never")
                : List.of("-B", "-ntp", "-Dstyle.color=never");
    }
}
