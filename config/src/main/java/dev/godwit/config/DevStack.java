package dev.godwit.config;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code godwit dev} or {@code demo --keep} left running on this host, remembered in {@code
 * stack.json} of Godwit's home folder, which only its owner may read.
 *
 * @param temporal host and port of the Temporal dev server
 * @param namespace in it
 * @param ui address of Temporal's UI
 * @param temporalPid process id of the dev server
 * @param postgresUrl JDBC URL of the embedded PostgreSQL; empty when there is none
 * @param postgresPid process id of its postmaster; 0 when there is none
 * @param workerPid process id of the worker; 0 when there is none
 * @param config the godwit.yaml that the worker reads
 * @param started when each process began, in milliseconds since 1970, by process id: a process id
 *     is reused, and only both together name a process
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DevStack(
        String temporal,
        String namespace,
        String ui,
        long temporalPid,
        String postgresUrl,
        long postgresPid,
        long workerPid,
        String config,
        Map<Long, Long> started) {

    private static final String FILE = "stack.json";

    /** Linux derives start times from a boot time that moves when the clock is set. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    private static final JsonMapper JSON = JsonMapper.builder().build();

    public DevStack {
        started = Map.copyOf(started);
    }

    /** A stack of processes that run now. */
    public static DevStack of(
            String temporal,
            String namespace,
            String ui,
            long temporalPid,
            String postgresUrl,
            long postgresPid,
            long workerPid,
            String config) {
        Map<Long, Long> started = new HashMap<>();
        for (long pid : new long[] {temporalPid, postgresPid, workerPid}) {
            ProcessHandle.of(pid)
                    .flatMap(process -> process.info().startInstant())
                    .ifPresent(instant -> started.put(pid, instant.toEpochMilli()));
        }
        return new DevStack(
                temporal,
                namespace,
                ui,
                temporalPid,
                postgresUrl,
                postgresPid,
                workerPid,
                config,
                started);
    }

    /** GODWIT_HOME, else XDG_CACHE_HOME/godwit, else ~/.cache/godwit. */
    public static Path home(Map<String, String> environment) {
        String home = environment.getOrDefault("GODWIT_HOME", "");
        if (!home.isBlank()) {
            return Path.of(home);
        }
        String cache = environment.getOrDefault("XDG_CACHE_HOME", "");
        return cache.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache", "godwit")
                : Path.of(cache, "godwit");
    }

    /** The stack whose Temporal server is alive, if there is one. */
    public static Optional<DevStack> running(Path home) {
        return read(home).filter(stack -> stack.process(stack.temporalPid).isPresent());
    }

    /** What stack.json says, whether or not any of it is alive; empty when it cannot be read. */
    public static Optional<DevStack> read(Path home) {
        try {
            return Optional.of(JSON.readValue(home.resolve(FILE).toFile(), DevStack.class));
        } catch (IOException absentOrForeign) {
            return Optional.empty();
        }
    }

    /** One of the stack's processes if it is alive and still the same one. */
    public Optional<ProcessHandle> process(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::sameStart);
    }

    private boolean sameStart(ProcessHandle process) {
        Long then = started.get(process.pid());
        Optional<Instant> now = process.info().startInstant();
        return then != null
                && now.isPresent()
                && Duration.between(Instant.ofEpochMilli(then), now.get())
                                .abs()
                                .compareTo(TOLERANCE)
                        <= 0;
    }

    /** Replaces stack.json in one move: a reader sees the old or the new one, whole. */
    public void write(Path home) throws IOException {
        Files.createDirectories(
                home,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path fresh =
                Files.createTempFile(
                        home,
                        FILE,
                        ".new",
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rw-------")));
        try {
            Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
            Files.move(fresh, home.resolve(FILE), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }

    /** Forgets the stack; stops nothing. */
    public static void remove(Path home) throws IOException {
        Files.deleteIfExists(home.resolve(FILE));
    }
}
