package dev.godwit.project.maven.repository;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where Maven is told of repositories and credentials.
 *
 * @param settings instead of the user's own settings.xml
 * @param local instead of the local repository that the settings name
 * @param home of the Maven that will run, for its own settings
 * @param java version that it will run on; profiles may depend on it
 */
public record Setup(
        Optional<Path> settings, Optional<Path> local, Optional<Path> home, Optional<String> java) {

    /** As the user of this process has it. */
    public static Setup own() {
        return new Setup(Optional.empty(), Optional.empty());
    }

    public Setup(Optional<Path> settings, Optional<Path> local) {
        this(settings, local, Optional.empty(), Optional.empty());
    }

    /** With the Maven and the Java that will run. */
    public Setup with(Path mavenHome, String javaVersion) {
        return new Setup(settings, local, Optional.of(mavenHome), Optional.of(javaVersion));
    }

    /** What the program must be told to see the same. */
    public List<String> arguments() {
        List<String> arguments = new ArrayList<>();
        settings.ifPresent(file -> arguments.addAll(List.of("-s", file.toString())));
        local.ifPresent(folder -> arguments.add("-Dmaven.repo.local=" + folder));
        return arguments;
    }
}
