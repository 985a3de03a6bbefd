package dev.godwit.project.process;

import dev.godwit.plan.problem.Problem;
import dev.godwit.project.ProjectFailure;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs foreign programs: each in a session of its own that is killed whole when it has ended, takes
 * too long, is not wanted any more, or has outlived this process; with an environment that names no
 * credential; with its output in a file that cannot fill the disk. It does not keep a program from
 * the network or from files of its user; a {@link Container} does. Thread-safe.
 */
public final class Sandbox {

    /** What a program gets to know of our own environment: where things are, never a secret. */
    private static final Pattern INHERITED =
            Pattern.compile(
                    "PATH|HOME|USER|LANG|LC_ALL|TZ|TMPDIR|JAVA_HOME|MAVEN_OPTS|SSL_CERT_FILE|SSL_CERT_DIR"
                            + "|NODE_EXTRA_CA_CERTS|REQUESTS_CA_BUNDLE|GIT_SSL_CAINFO|PYENV_ROOT");

    /** Where a package manager finds its registry, and how it gets there. */
    private static final Pattern REGISTRY =
            Pattern.compile("(?i)(npm_config|pip|uv)_.+|(https?|no|all)_proxy");

    /** How the container engine is reached; told to nobody else. */
    private static final Pattern ENGINE =
            Pattern.compile("(DOCKER|CONTAINERS?)_.+|XDG_RUNTIME_DIR");

    private static final long CAP = 32L << 20;
    private static final long LOOK_MILLIS = 200;
    private static final long LAST_WORDS_MILLIS = 2_000;
    private static final long GRACE_MILLIS = 900;

    private final Map<String, String> inherited;
    private final Map<String, String> registry;
    private final Map<String, String> engine;
    private final List<String> session;
    private final long cap;
    private final Optional<Container> container;

    /**
     * @param environment of this process
     */
    public Sandbox(Map<String, String> environment) {
        this(environment, CAP);
    }

    Sandbox(Map<String, String> environment, long cap) {
        inherited = matching(environment, INHERITED);
        registry = matching(environment, REGISTRY);
        engine = matching(environment, ENGINE);
        session = find("setsid").map(setsid -> List.of(setsid.toString())).orElse(List.of());
        this.cap = cap;
        container = Optional.empty();
    }

    private Sandbox(Sandbox other, Map<String, String> environment, Optional<Container> container) {
        inherited = environment;
        registry = other.registry;
        engine = other.engine;
        session = other.session;
        cap = other.cap;
        this.container = container;
    }

    /** The same, with a variable for every program. */
    public Sandbox with(String name, String value) {
        Map<String, String> environment = new TreeMap<>(inherited);
        environment.put(name, value);
        return new Sandbox(this, environment, container);
    }

    /** The same, in a container. */
    public Sandbox in(Container image) {
        return new Sandbox(this, inherited, Optional.of(image));
    }

    /** Whether programs run in a container, so that paths of this host mean nothing to them. */
    public boolean contained() {
        return container.isPresent();
    }

    private static Map<String, String> matching(Map<String, String> all, Pattern names) {
        Map<String, String> matching = new TreeMap<>(all);
        matching.keySet().removeIf(name -> !names.matcher(name).matches());
        return matching;
    }

    /**
     * Runs a program to its end.
     *
     * @param check called several times a second; what it throws ends the program and is passed on
     * @throws ProjectFailure when there is no such program
     * @throws IOException when the program cannot be started or its output not be kept
     */
    public Ended run(Invocation invocation, Runnable check) throws IOException {
        if (container.isPresent()) {
            if (!invocation.input().isEmpty()) {
                throw new IllegalArgumentException("a container gets no input");
            }
            return container
                    .get()
                    .run(
                            new Sandbox(this, inherited, Optional.empty()),
                            invocation,
                            engine,
                            registry.keySet(),
                            check);
        }
        String program = invocation.command().getFirst();
        if (find(program).isEmpty()) {
            throw new ProjectFailure(
                    new Problem(
                            "GW-607",
                            "there is no program " + program,
                            "PATH of the worker",
                            "the project, or the command that decides, needs it",
                            "install it on the worker's host, or put it on the worker's PATH"));
        }
        boolean given = !invocation.input().isEmpty();
        ProcessBuilder builder =
                new ProcessBuilder(Leash.tied(session, invocation.command(), given))
                        .directory(invocation.folder().toFile())
                        .redirectErrorStream(true);
        if (session.isEmpty() && !given) {
            builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        }
        builder.environment().clear();
        builder.environment().putAll(inherited);
        if (invocation.registry()) {
            builder.environment().putAll(registry);
        }
        builder.environment().putAll(invocation.variables());
        Files.createDirectories(invocation.output().toAbsolutePath().getParent());
        try (OutputStream file = Files.newOutputStream(invocation.output())) {
            Process process = builder.start();
            Thread pump = Thread.ofVirtual().start(() -> pump(process.getInputStream(), file));
            boolean inTime;
            try {
                give(process, invocation.input());
                inTime = await(process, invocation, check);
            } finally {
                askToEnd(process);
                killWhole(process);
                join(pump);
            }
            return new Ended(inTime ? process.exitValue() : -1, !inTime, invocation.output());
        }
    }

    /** Its end is the leash's, which stays open; without a leash, the input ends here. */
    private void give(Process process, String input) throws IOException {
        if (input.isEmpty()) {
            return;
        }
        try {
            OutputStream pipe = process.getOutputStream();
            pipe.write((input + "\n").getBytes(StandardCharsets.UTF_8));
            pipe.flush();
            if (session.isEmpty()) {
                pipe.close();
            }
        } catch (IOException ended) {
            // The program has ended before it read: its exit code and output say why.
        }
    }

    private static boolean await(Process process, Invocation invocation, Runnable check) {
        long end = System.nanoTime() + invocation.timeout().toNanos();
        try {
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                check.run();
                if (System.nanoTime() > end) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a program ran", stopping);
        }
    }

    /** A git that is killed in a push leaves locks in somebody's repository; asked, it does not. */
    private void askToEnd(Process process) throws IOException {
        if (session.isEmpty() || !process.isAlive()) {
            return;
        }
        process.getOutputStream().close(); // its leash
        try {
            process.waitFor(GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Also what it left in the background: a test that starts a server must not leave it. */
    private void killWhole(Process process) throws IOException {
        List<ProcessHandle> children = process.descendants().toList();
        if (!session.isEmpty()) {
            new ProcessBuilder("kill", "-KILL", "--", "-" + process.pid())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
        children.forEach(ProcessHandle::destroyForcibly);
        if (process.isAlive()) {
            // Not otherwise: it closes the pipe too, with what has not been read yet.
            process.destroyForcibly();
        }
    }

    private void pump(InputStream from, OutputStream to) {
        byte[] buffer = new byte[8192];
        long left = cap;
        try (from) {
            for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
                int kept = (int) Math.min(left, read);
                to.write(buffer, 0, kept);
                if (kept < read && left > 0) {
                    to.write("\n(the rest was cut)\n".getBytes(StandardCharsets.UTF_8));
                }
                left -= kept; // read on at 0: a program must not block on a full pipe
            }
        } catch (IOException ended) {
            // The program was killed, or the disk is full: what there is has been kept.
        }
    }

    private static void join(Thread pump) {
        try {
            pump.join(LAST_WORDS_MILLIS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** The program of that name on the PATH, or at that path. */
    public Optional<Path> find(String program) {
        if (program.contains("/")) {
            return Optional.of(Path.of(program)).filter(Files::isExecutable);
        }
        return Stream.of(inherited.getOrDefault("PATH", "/usr/bin:/bin").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(path -> Files.isRegularFile(path) && Files.isExecutable(path))
                .findFirst();
    }
}
