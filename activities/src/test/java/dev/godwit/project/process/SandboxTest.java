package dev.godwit.project.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.project.ProjectFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxTest {

    private static final Runnable GO_ON = () -> {};

    @TempDir Path folder;

    private Invocation shell(String script, Duration timeout) {
        return new Invocation(
                List.of("/bin/sh", "-c", script),
                folder,
                Map.of("CI", "1"),
                false,
                folder.resolve("out/log.txt"),
                timeout);
    }

    private Sandbox sandbox() {
        return new Sandbox(
                Map.of(
                        "PATH",
                        System.getenv("PATH"),
                        "HOME",
                        "/nowhere",
                        "SHOP_PASSWORD",
                        "s3cret"));
    }

    @Test
    void keepsBothStreamsAndTheExitCode() throws IOException {
        Ended ended =
                sandbox()
                        .run(
                                shell(
                                        "echo one; printf '\\033[31mtwo\\033[0m' >&2; exit 3",
                                        MINUTE),
                                GO_ON);
        assertThat(ended.exit()).isEqualTo(3);
        assertThat(ended.good()).isFalse();
        assertThat(ended.text()).isEqualTo("one\ntwo");
    }

    @Test
    void losesNothingOfABriefProgram() throws IOException {
        for (int i = 0; i < 100; i++) {
            assertThat(sandbox().run(shell("echo " + i, MINUTE), GO_ON).text()).isEqualTo(i + "\n");
        }
    }

    @Test
    void givesALineThatNoOtherProcessSees() throws IOException {
        String line = "{\"a\": \"$HOME `b` \\\\n " + "x".repeat(300_000) + "\"}";
        Invocation quiet = shell("cat; echo end; tr '\\0' ' ' </proc/$$/cmdline", MINUTE);
        Ended ended =
                sandbox()
                        .run(
                                new Invocation(
                                        quiet.command(),
                                        folder,
                                        Map.of(),
                                        false,
                                        quiet.output(),
                                        MINUTE,
                                        line),
                                GO_ON);
        assertThat(ended.text()).startsWith(line + "\nend\n");
        assertThat(ended.text().substring(line.length())).doesNotContain("xxx");
    }

    @Test
    void passesNoSecretOn() throws IOException {
        Ended ended = sandbox().run(shell("env", MINUTE), GO_ON);
        assertThat(ended.text()).contains("CI=1", "HOME=/nowhere").doesNotContain("s3cret");
    }

    @Test
    void killsWhatTakesTooLongWithAllItStarted() throws Exception {
        Ended ended =
                sandbox()
                        .run(
                                shell("sleep 300 & echo $! > pid; wait", Duration.ofMillis(500)),
                                GO_ON);
        assertThat(ended.tookTooLong()).isTrue();
        assertThat(ended.good()).isFalse();
        assertGone();
    }

    @Test
    void killsWhatWasLeftInTheBackground() throws Exception {
        Ended ended =
                sandbox()
                        .run(
                                shell("(sleep 300 & echo $! > pid) & sleep 0.5; echo ok", MINUTE),
                                GO_ON);
        assertThat(ended.good()).isTrue();
        assertThat(ended.text()).isEqualTo("ok\n");
        assertGone();
    }

    @Test
    void killsWhatIsNotWantedAnyMore() throws Exception {
        long begin = System.nanoTime();
        assertThatThrownBy(
                        () ->
                                sandbox()
                                        .run(
                                                shell("sleep 300 & echo $! > pid; wait", MINUTE),
                                                () -> {
                                                    if (System.nanoTime() - begin > 500_000_000L) {
                                                        throw new IllegalStateException("enough");
                                                    }
                                                }))
                .hasMessage("enough");
        assertGone();
    }

    /** Runs what {@link #killsWhatOutlivesItsWorker} kills. */
    static final class Worker {
        public static void main(String[] folder) throws IOException {
            SandboxTest of = new SandboxTest();
            of.folder = Path.of(folder[0]);
            // A build that does not listen, and has started something else that does not either.
            String stubborn = "trap '' TERM; sleep 300 & echo $! > pid; wait; wait; sleep 300";
            new Sandbox(System.getenv()).run(of.shell(stubborn, MINUTE), GO_ON);
        }
    }

    @Test
    void killsWhatOutlivesItsWorker() throws Exception {
        Process worker =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Worker.class.getName(),
                                folder.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("worker.txt").toFile())
                        .start();
        Path pid = folder.resolve("pid");
        long end = System.nanoTime() + 60_000_000_000L;
        while (!Files.exists(pid) || Files.size(pid) == 0) {
            assertThat(worker.isAlive() && System.nanoTime() < end)
                    .as(Files.readString(folder.resolve("worker.txt")))
                    .isTrue();
            Thread.sleep(20);
        }
        worker.destroyForcibly().waitFor();
        assertGone();
    }

    @Test
    void aProgramHasNoInputAndNoFileOfOurs() throws Exception {
        String script = "cat; for n in 0 1 2 3 4 5 6; do [ ! -e /proc/$$/fd/$n ] || echo $n; done";
        assertThat(sandbox().run(shell(script, MINUTE), GO_ON).text()).isEqualTo("0\n1\n2\n");
    }

    @Test
    void whatIsNotWantedAnyMoreMayTidyUpBehindItself() throws Exception {
        String tidy = "touch lock; trap 'rm lock; exit 1' TERM; sleep 300 & echo $! > pid; wait";
        sandbox().run(shell(tidy, Duration.ofMillis(500)), GO_ON);
        assertThat(folder.resolve("lock")).doesNotExist();
        assertGone();
    }

    @Test
    void keepsNoMoreThanItMay() throws IOException {
        Ended ended =
                new Sandbox(Map.of("PATH", System.getenv("PATH")), 1_000)
                        .run(shell("yes | head -c 100000; echo end", MINUTE), GO_ON);
        assertThat(ended.good()).isTrue();
        assertThat(ended.text()).hasSizeLessThan(1_100).endsWith("(the rest was cut)\n");
    }

    @Test
    void saysWhenThereIsNoSuchProgram() {
        Invocation absent =
                new Invocation(
                        List.of("/no/such/program"),
                        folder,
                        Map.of(),
                        false,
                        folder.resolve("l"),
                        MINUTE);
        assertThatThrownBy(() -> new Sandbox(Map.of()).run(absent, GO_ON))
                .isInstanceOf(ProjectFailure.class)
                .hasMessage("there is no program /no/such/program");
    }

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private void assertGone() throws Exception {
        long pid = Long.parseLong(Files.readString(folder.resolve("pid")).strip());
        long end = System.nanoTime() + 5_000_000_000L;
        while (ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false)) {
            assertThat(System.nanoTime()).as("process %d still runs", pid).isLessThan(end);
            Thread.sleep(20);
        }
    }
}
