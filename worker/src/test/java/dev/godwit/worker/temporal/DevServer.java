package dev.godwit.worker.temporal;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real Temporal dev server in a process of its own. */
public final class DevServer implements AutoCloseable {

    private final Process process;

    private DevServer(Process process) {
        this.process = process;
    }

    /** Starts one that answers soon; skips the test where the Temporal CLI is missing. */
    public static DevServer start(int port, Path folder) throws IOException {
        Optional<Path> cli = cli();
        if (cli.isEmpty()) {
            String sentence = "the temporal CLI is neither on the PATH nor in Go's bin folder";
            if ("required".equals(System.getProperty("godwit.tools"))) {
                fail(sentence);
            }
            abort(sentence);
        }
        return new DevServer(
                new ProcessBuilder(
                                cli.orElseThrow().toString(),
                                "server",
                                "start-dev",
                                "--headless",
                                "--port",
                                Integer.toString(port),
                                "--db-filename",
                                folder.resolve("temporal.db").toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("temporal.log").toFile())
                        .start());
    }

    /** A port of the loopback interface that nobody listened on a moment ago. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }

    private static Optional<Path> cli() {
        List<Path> folders = new ArrayList<>();
        for (String folder : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)) {
            folders.add(Path.of(folder));
        }
        folders.add(Path.of(System.getProperty("user.home"), "go", "bin"));
        return folders.stream()
                .map(folder -> folder.resolve("temporal"))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
