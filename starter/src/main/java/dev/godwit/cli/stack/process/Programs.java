package dev.godwit.cli.stack.process;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs of this machine. */
public final class Programs {

    public static final File NOTHING = new File("/dev/null");

    private Programs() {}

    /** The first executable file of that name in the folders of a PATH. */
    public static Optional<Path> find(String name, String path) {
        return folders(path).map(folder -> folder.resolve(name)).filter(Programs::runs).findFirst();
    }

    public static boolean runs(Path program) {
        return Files.isRegularFile(program) && Files.isExecutable(program);
    }

    /** What a program prints when it ends with 0 in time; empty otherwise. */
    public static Optional<String> output(List<String> command, Duration patience)
            throws InterruptedException {
        Path answer = null;
        try {
            // A file: a program that hangs with an open pipe must not hang us.
            answer = Files.createTempFile("godwit", ".out");
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectInput(ProcessBuilder.Redirect.from(NOTHING))
                            .redirectOutput(answer.toFile())
                            .start();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            String words = Files.readString(answer, StandardCharsets.UTF_8);
            return process.exitValue() == 0 ? Optional.of(words) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } finally {
            if (answer != null) {
                answer.toFile().delete();
            }
        }
    }

    /** What to put before a command so that it runs in a session of its own, with the same pid. */
    public static List<String> ownSession() {
        String path = System.getenv().getOrDefault("PATH", "/usr/bin:/bin");
        return find("setsid", path)
                .map(setsid -> List.of(setsid.toString()))
                // macOS has no setsid but always perl
                .or(
                        () ->
                                find("perl", path)
                                        .map(
                                                perl ->
                                                        List.of(
                                                                perl.toString(),
                                                                "-MPOSIX=setsid",
                                                                "-e",
                                                                "setsid(); exec { $ARGV[0] } @ARGV or die")))
                .orElse(List.of());
    }

    private static Stream<Path> folders(String path) {
        return Stream.of(path.split(File.pathSeparator)).filter(f -> !f.isBlank()).map(Path::of);
    }
}
