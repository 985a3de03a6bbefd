package dev.godwit.e2e.harness;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs that the tests need and do not bring along. */
public final class Tools {

    private Tools() {}

    /** Skips the test with a sentence, or fails it where every tool is required. */
    public static void need(boolean there, String sentence) {
        if (!there && "required".equals(System.getProperty("godwit.tools"))) {
            Assertions.fail(sentence);
        }
        Assumptions.assumeTrue(there, sentence);
    }

    /** The program of that name, on the PATH or in Go's bin folder. */
    public static Optional<Path> find(String program) {
        Stream<String> path = Stream.of(System.getenv("PATH").split(File.pathSeparator));
        Stream<String> go = Stream.of(System.getProperty("user.home") + "/go/bin");
        return Stream.concat(path, go)
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The program of that name; skips or fails the test when it is missing. */
    public static Path require(String program, String sentence) {
        Optional<Path> found = find(program);
        need(found.isPresent(), sentence);
        return found.orElseThrow();
    }

    /** A port of 127.0.0.1 that was free a moment ago. */
    public static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new IllegalStateException("no free port", failure);
        }
    }

    /** Polls until the condition holds; fails the test after the given seconds. */
    public static void await(String what, int seconds, Condition condition) throws Exception {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                Assertions.fail("waited " + seconds + " s for: " + what);
            }
            Thread.sleep(50);
        }
    }

    /** Something to wait for. */
    @FunctionalInterface
    public interface Condition {
        boolean holds() throws Exception;
    }
}
