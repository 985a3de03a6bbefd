package dev.godwit.cli.stack;

import dev.godwit.cli.stack.process.Programs;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Finds a {@code temporal} program that is new enough, or gets one: from the PATH, Go's bin folder
 * or Godwit's cache; else by download, else by a build where Go is installed. What it gets goes
 * into Godwit's cache and nowhere else. Two programs at once get one copy.
 */
public final class TemporalBinary {

    /** What {@code go install} is asked for. */
    static final String SOURCE = "github.com/temporalio/cli/cmd/temporal@v1.5.1";

    private static final String NAME = "temporal";
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration BUILD = Duration.ofMinutes(20);

    private final Map<String, String> environment;
    private final Path cache;
    private final TemporalDownload download;
    private final Consumer<String> say;
    private final List<String> seen = new ArrayList<>();

    /**
     * @param home {@link dev.godwit.config.DevStack#home}
     * @param say is told what takes long
     */
    public TemporalBinary(Map<String, String> environment, Path home, Consumer<String> say) {
        this(environment, home, new TemporalDownload(TemporalDownload.PUBLISHER, environment), say);
    }

    TemporalBinary(
            Map<String, String> environment,
            Path home,
            TemporalDownload download,
            Consumer<String> say) {
        this.environment = environment;
        this.cache = home.resolve("bin");
        this.download = download;
        this.say = say;
    }

    /**
     * The program.
     *
     * @throws StackFailure naming the choices when there is none and none could be got
     */
    public Path get() throws InterruptedException {
        String named = environment.getOrDefault("GODWIT_TEMPORAL", "");
        if (!named.isBlank()) {
            return find(List.of(Path.of(named)))
                    .orElseThrow(
                            () ->
                                    failure(
                                            "the program that GODWIT_TEMPORAL names cannot be used",
                                            seen.isEmpty()
                                                    ? named + " is not an executable file"
                                                    : seen.getFirst()));
        }
        Optional<Path> found = find(places());
        return found.isPresent() ? found.get() : obtain();
    }

    private Optional<Path> find(List<Path> places) throws InterruptedException {
        for (Path place : places) {
            if (Programs.runs(place) && usable(place)) {
                return Optional.of(place.toAbsolutePath());
            }
        }
        return Optional.empty();
    }

    private boolean usable(Path program) throws InterruptedException {
        Optional<TemporalVersion> version =
                Programs.output(List.of(program.toString(), "--version"), PATIENCE)
                        .flatMap(TemporalVersion::parse);
        if (version.isPresent() && version.get().newEnough()) {
            return true;
        }
        seen.add(
                version.map(v -> program + " is " + v.cli() + ", older than 1.5.0")
                        .orElse(program + " does not say its version"));
        return false;
    }

    private List<Path> places() {
        List<Path> places = new ArrayList<>();
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator)) {
            if (!folder.isBlank()) {
                places.add(Path.of(folder, NAME));
            }
        }
        String gobin = environment.getOrDefault("GOBIN", "");
        if (!gobin.isBlank()) {
            places.add(Path.of(gobin, NAME));
        }
        for (String folder : environment.getOrDefault("GOPATH", "").split(File.pathSeparator)) {
            if (!folder.isBlank()) {
                places.add(Path.of(folder, "bin", NAME));
            }
        }
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        places.add(Path.of(home, "go", "bin", NAME));
        places.add(cache.resolve(NAME));
        return places;
    }

    private Path obtain() throws InterruptedException {
        try {
            Files.createDirectories(cache);
            try (FileChannel gate =
                            FileChannel.open(
                                    cache.resolve(".lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock ignored = gate.lock()) {
                Optional<Path> meanwhile = find(List.of(cache.resolve(NAME)));
                return meanwhile.isPresent() ? meanwhile.get() : fetch();
            }
        } catch (IOException e) {
            throw failure("no temporal program", cache + " cannot be written: " + e.getMessage());
        }
    }

    private Path fetch() throws IOException, InterruptedException {
        Path work = Files.createTempDirectory(cache, "new");
        try {
            say.accept("no temporal program of version 1.5.0 or later here: downloading one");
            try {
                download.fetch(work.resolve(NAME));
                return keep(work.resolve(NAME));
            } catch (IOException e) {
                seen.add("the download failed: " + e);
            }
            Optional<Path> go = Programs.find("go", environment.getOrDefault("PATH", ""));
            if (go.isEmpty()) {
                throw failure(
                        "no temporal program", String.join("; ", seen) + "; no Go to build one");
            }
            say.accept(
                    "the download failed: building it with Go, once; this takes about three minutes");
            return build(go.get(), work);
        } finally {
            Files.deleteIfExists(work.resolve(NAME));
            Files.deleteIfExists(work);
        }
    }

    private Path build(Path go, Path work) throws IOException, InterruptedException {
        Path log = cache.resolve("go-install.log");
        ProcessBuilder builder =
                new ProcessBuilder(go.toString(), "install", SOURCE)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("GOBIN", work.toString());
        Process process = builder.start();
        try {
            if (!process.waitFor(BUILD.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw failure("no temporal program", "go install failed; its output is in " + log);
            }
        } finally {
            process.destroyForcibly();
        }
        return keep(work.resolve(NAME));
    }

    /** Into the cache in one move, once it has shown that it runs. */
    private Path keep(Path fresh) throws IOException, InterruptedException {
        if (!Programs.runs(fresh) || !usable(fresh)) {
            throw new IOException("what came cannot be used");
        }
        return Files.move(
                fresh,
                cache.resolve(NAME),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private StackFailure failure(String what, String because) {
        return new StackFailure(
                "GW-512",
                what,
                "PATH, GOBIN, GOPATH/bin, ~/go/bin, " + cache,
                because,
                """
                install Temporal's command line, 1.5.0 or later, so that it is on the PATH
                or name the program:  GODWIT_TEMPORAL=/path/to/temporal
                or install Go 1.24 or later; Godwit then builds it: go install %s"""
                        .formatted(SOURCE));
    }
}
