package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.config.DevStack;
import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Tools;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code godwit dev}, as a developer has it in a terminal, in a folder without a godwit.yaml. */
class DevIT {

    @TempDir Path folder;
    private Process dev;

    @BeforeEach
    void start() throws Exception {
        Tools.require("temporal", "the temporal command line is not on the PATH or in Go's bin");
        dev = godwit("dev");
        said("Ready.");
    }

    @AfterEach
    void stop() throws Exception {
        finish("down");
        dev.destroyForcibly().waitFor();
    }

    @Test
    void aKilledWorkerIsStartedAgainUntilTheStackIsStopped() throws Exception {
        assertThat(finish("doctor", "local")).as(said()).isZero();
        DevStack before = stack();
        Thread.sleep(5_000); // younger than that, it would be given up

        ProcessHandle.of(before.workerPid()).orElseThrow().destroyForcibly();

        said("The worker is back.");
        DevStack after = stack();
        assertThat(after.workerPid()).isNotEqualTo(before.workerPid());
        assertThat(after.temporalPid()).isEqualTo(before.temporalPid());
        assertThat(after.postgresPid()).isEqualTo(before.postgresPid());
        assertThat(finish("doctor", "local")).as(said()).isZero();

        assertThat(finish("down")).isZero();
        assertThat(dev.waitFor(60, TimeUnit.SECONDS)).isTrue();
        List<Long> pids = List.of(after.workerPid(), after.temporalPid(), after.postgresPid());
        // PostgreSQL is init's child: it has ended, and is gone when init has looked.
        Tools.await(
                "all processes gone",
                20,
                () -> pids.stream().noneMatch(pid -> after.process(pid).isPresent()));
    }

    private DevStack stack() {
        return DevStack.running(folder.resolve("home")).orElseThrow();
    }

    private void said(String sentence) throws Exception {
        Tools.await(sentence, 120, () -> !dev.isAlive() || said().contains(sentence));
        assertThat(said()).contains(sentence);
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("dev.txt"));
    }

    private int finish(String... arguments) throws Exception {
        Process command = godwit(arguments);
        assertThat(command.waitFor(90, TimeUnit.SECONDS)).isTrue();
        return command.exitValue();
    }

    private Process godwit(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(Cli.root().resolve("godwit").toString());
        builder.command().addAll(List.of(arguments));
        builder.directory(folder.toFile()).redirectErrorStream(true);
        File output = folder.resolve(arguments[0] + ".txt").toFile();
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(output));
        builder.environment().keySet().removeIf(name -> name.startsWith("TEMPORAL_"));
        builder.environment().put("GODWIT_HOME", folder.resolve("home").toString());
        builder.environment().put("GODWIT_NO_CACHE", "1");
        builder.environment().put("GODWIT_NO_BUILD", "1");
        builder.environment().put("GODWIT_JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }
}
