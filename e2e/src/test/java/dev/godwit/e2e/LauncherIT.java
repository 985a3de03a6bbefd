package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script {@code godwit}, and the cache of classes that it keeps beside the jar. */
class LauncherIT {

    @TempDir Path root;

    @BeforeEach
    void aCheckoutThatIsBuilt() throws IOException {
        Path target = Files.createDirectories(root.resolve("starter/target"));
        Path built = Cli.root().resolve("starter/target");
        Files.copy(Cli.root().resolve("godwit"), root.resolve("godwit"));
        Files.copy(built.resolve("godwit.jar"), target.resolve("godwit.jar"));
        Path lib = Files.createDirectory(target.resolve("lib"));
        try (Stream<Path> jars = Files.list(built.resolve("lib"))) {
            for (Path jar : jars.toList()) {
                Files.copy(jar, lib.resolve(jar.getFileName()));
            }
        }
    }

    @Test
    void theFirstCommandHasACacheMadeWhichTheNextOneUses() throws Exception {
        says("--version");
        Path cache = cache();
        assertThat(usesTheCache()).isTrue();

        // one that is older than the jar is made anew
        Files.setLastModifiedTime(cache, FileTime.from(Instant.now().minusSeconds(3600)));
        assertThat(usesTheCache()).isFalse();
        cache();
        assertThat(usesTheCache()).isTrue();
    }

    @Test
    void aCacheThatIsBrokenIsNobodysConcern() throws Exception {
        says("--version");
        Path cache = cache();
        Files.write(cache, new byte[100]);

        says("--version");

        Files.writeString(cache, "no cache");
        says("--help");
    }

    @Test
    void manyAtOnceMakeOneCacheAndNothingStaysBehind() throws Exception {
        List<Process> commands =
                Stream.generate(() -> launch(Map.of(), "--version")).limit(3).toList();
        for (Process command : commands) {
            assertThat(command.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(command.exitValue()).isZero();
        }
        cache();
        Tools.await(
                "a tidy folder",
                30,
                () -> {
                    try (Stream<Path> files = Files.list(root.resolve("starter/target"))) {
                        return files.count() == 3; // jar, lib and cache
                    }
                });
    }

    @Test
    void withoutACacheNoneIsMade() throws Exception {
        Process command = launch(Map.of("GODWIT_NO_CACHE", "1"), "--version");

        assertThat(command.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(command.exitValue()).isZero();
        Thread.sleep(1_000); // a training would have left its lock by now
        assertThat(root.resolve("starter/target")).isDirectoryNotContaining("glob:**.cache*");
    }

    private void says(String argument) throws Exception {
        Process command = launch(Map.of(), argument);
        String out = new String(command.getInputStream().readAllBytes());
        String err = new String(command.getErrorStream().readAllBytes());
        assertThat(command.waitFor()).isZero();
        assertThat(out).contains("odwit");
        assertThat(err).isEmpty();
    }

    /** Whether the JVM is given a cache; one that does not fit would end it here. */
    private boolean usesTheCache() throws Exception {
        boolean ahead = Runtime.version().feature() >= 25;
        String flags = "-XX:+PrintFlagsFinal" + (ahead ? " -XX:AOTMode=on" : " -Xshare:on");
        Process command = launch(Map.of("JDK_JAVA_OPTIONS", flags), "--version");
        String out = new String(command.getInputStream().readAllBytes());
        assertThat(command.waitFor()).isZero();
        return out.lines()
                .anyMatch(
                        line ->
                                line.contains(ahead ? " AOTCache " : " SharedArchiveFile ")
                                        && line.contains(".cache"));
    }

    private Path cache() throws Exception {
        Tools.await("the cache", 90, () -> newest().isPresent());
        return newest().orElseThrow();
    }

    private Optional<Path> newest() throws IOException {
        Path jar = root.resolve("starter/target/godwit.jar");
        FileTime built = Files.getLastModifiedTime(jar);
        try (Stream<Path> files = Files.list(jar.getParent())) {
            return files.filter(file -> file.toString().endsWith(".cache"))
                    .filter(file -> Files.isRegularFile(file))
                    .filter(file -> file.toFile().lastModified() > built.toMillis())
                    .findFirst();
        }
    }

    private Process launch(Map<String, String> variables, String argument) {
        ProcessBuilder builder =
                new ProcessBuilder(root.resolve("godwit").toString(), argument)
                        .directory(root.toFile());
        builder.environment().remove("GODWIT_NO_CACHE");
        builder.environment().put("GODWIT_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(variables);
        try {
            return builder.start();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
