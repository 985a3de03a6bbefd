package dev.godwit.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.worker.temporal.DevServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The worker as what it is: a process. */
class GodwitWorkerTest {

    private static final Pattern READY =
            Pattern.compile(
                    "(?m)^godwit worker ready: queues godwit,godwit.demo,godwit.far"
                            + " health (http://127\\.0\\.0\\.1:\\d+/actuator/health)$");

    @TempDir Path folder;

    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() throws InterruptedException {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void waitsForTemporalReportsHealthAndDrainsOnSigterm() throws Exception {
        int port = DevServer.freePort();
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
            config(
                    """
                    targets:
                      demo: { url: "jdbc:postgresql://127.0.0.1:%d/postgres", username: postgres }
                      far: { url: "jdbc:postgresql://127.0.0.1:1/far", username: u, password: hunter2 }
                    """
                            .formatted(postgres.getPort()));
            Process worker = worker("127.0.0.1:" + port);
            await(output -> output.contains("nobody answers there; trying again"));
            assertThat(output()).doesNotContain("godwit worker ready");

            try (DevServer temporal = DevServer.start(port, folder)) {
                await(output -> READY.matcher(output).find());
                Matcher ready = READY.matcher(output());
                assertThat(ready.find()).isTrue();
                String health = ready.group(1);

                assertThat(get(health + "/liveness").statusCode()).isEqualTo(200);
                HttpResponse<String> readiness = get(health + "/readiness");
                assertThat(readiness.statusCode()).isEqualTo(503);
                assertThat(readiness.body())
                        .contains("\"demo\":{\"details\":{\"queue\":\"demo\"},\"status\":\"UP\"}")
                        .containsPattern("\"far\":[^}]*refused[^}]*},\"status\":\"DOWN\"")
                        .containsPattern("\"temporal\":[^}]*},\"status\":\"UP\"");

                String page = health.replace("health", "prometheus");
                String metrics = get(page).body();
                while (!metrics.contains("temporal_worker_start_total")) {
                    Thread.sleep(500); // the SDK reports every ten seconds
                    assertThat(worker.isAlive()).isTrue();
                    metrics = get(page).body();
                }
                assertThat(metrics)
                        .contains("jvm_memory_used_bytes")
                        .contains("temporal_worker_start_total")
                        .doesNotContain("hunter2");

                worker.destroy();
                assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
            assertThat(output()).contains("stopped: drained");
            assertThat(errors()).isEmpty();
            assertThat(output()).doesNotContain("hunter2", "Exception");
        }
    }

    @Test
    void stopsWhileItStillWaitsForTemporal() throws Exception {
        config("targets: {}");
        Process worker = worker("127.0.0.1:" + DevServer.freePort());
        await(output -> output.contains("trying again"));

        worker.destroy();

        assertThat(worker.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(errors()).isEmpty();
    }

    @Test
    void refusesABrokenConfigurationWithEveryProblemAndNoStackTrace() throws Exception {
        config("targets:\n  a: {}\n  b: { url: 'jdbc:mysql://x', username: u }\n");

        Process worker = worker("127.0.0.1:1");

        assertThat(worker.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(worker.exitValue()).isEqualTo(2);
        assertThat(output()).isEmpty();
        assertThat(errors())
                .isEqualTo(
                        """
                        error GW-405: target a has no url
                          where    FILE:2
                          next     add url: jdbc:postgresql://HOST/DATABASE
                        error GW-407: url of target b is not a PostgreSQL JDBC URL
                          where    FILE:3
                          because  Godwit runs on PostgreSQL only
                          next     write jdbc:postgresql://HOST/DATABASE
                        """
                                .replace("FILE", folder.resolve("godwit.yaml").toString()));
    }

    private void config(String text) throws IOException {
        Files.writeString(folder.resolve("godwit.yaml"), text);
    }

    private Process worker(String temporal) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+IgnoreUnrecognizedVMOptions",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        System.getProperty("java.class.path"),
                        GodwitWorker.class.getName(),
                        "--server.port=0");
        builder.environment().put("GODWIT_CONFIG", folder.resolve("godwit.yaml").toString());
        builder.environment().put("TEMPORAL_ADDRESS", temporal);
        builder.environment().put("TEMPORAL_CONFIG_FILE", folder.resolve("none.toml").toString());
        builder.environment().put("GODWIT_HOME", folder.toString());
        Process process =
                builder.redirectOutput(folder.resolve("out").toFile())
                        .redirectError(folder.resolve("err").toFile())
                        .start();
        processes.add(process);
        return process;
    }

    private void await(Predicate<String> wanted) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (!wanted.test(output())) {
            assertThat(processes).as("%s%s", output(), errors()).allMatch(Process::isAlive);
            assertThat(System.nanoTime()).as(output()).isLessThan(end);
            Thread.sleep(100);
        }
    }

    private String output() throws IOException {
        return Files.readString(folder.resolve("out"));
    }

    private String errors() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    private static HttpResponse<String> get(String url) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(URI.create(url)).build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }
}
