package dev.godwit.project.audit.tool;

import dev.godwit.project.audit.Component;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Sandbox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Projects of which an auditor only needs to know what they use. */
final class Places {

    private Places() {}

    static Workplace at(Path temp, Map<String, String> environment) throws Exception {
        return new Workplace(
                Files.createDirectories(temp.resolve("shop")),
                temp.resolve("logs"),
                List.of(),
                Duration.ofMinutes(5),
                new Sandbox(environment),
                () -> {});
    }

    static Component python(String name, String version) {
        return new Component(
                name,
                version,
                "pkg:pypi/%s@%s".formatted(name, version),
                "requirements.txt",
                Optional.empty());
    }

    static Component npm(String name, String version) {
        return new Component(
                name,
                version,
                "pkg:npm/%s@%s".formatted(name.replace("@", "%40"), version),
                "package-lock.json",
                Optional.empty());
    }

    static Component maven(String name, String version, Optional<Path> archive) {
        return new Component(
                name,
                version,
                "pkg:maven/%s@%s".formatted(name.replace(':', '/'), version),
                "pom.xml",
                archive);
    }
}
