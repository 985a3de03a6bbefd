package dev.godwit.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.Cli;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Registration;
import io.temporal.worker.WorkerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Without a server, without search attributes, without a worker. */
class AloneTest {

    @TempDir private Path folder;

    @Test
    void aTemporalThatCannotBeReachedIsSaidWithoutAStackTrace() throws Exception {
        Cli cli = new Cli(folder, "127.0.0.1:" + TemporalServer.freePort());
        Cli.Result result = cli.run("list");
        assertThat(result.exit()).isEqualTo(69);
        assertThat(result.err())
                .contains("error GW-510: Temporal cannot be reached")
                .contains("127.0.0.1:")
                .doesNotContain("\tat ");
        assertThat(result.out()).isEmpty();
        assertThat(cli.run("list", "--debug").err()).contains("\tat ");
    }

    @Test
    void aServerWithoutAttributesRunsMigrationsAndAKilledWorkerIsMissed() throws Exception {
        try (TemporalServer server = TemporalServer.start(List.of())) {
            Files.writeString(
                    folder.resolve("godwit.yaml"),
                    """
                    targets:
                      shop: { url: "jdbc:postgresql://localhost/shop", username: godwit }
                    """);
            Path plan =
                    Files.writeString(
                            folder.resolve("gated.yaml"),
                            """
                            operations:
                              - create_index: { table: t, name: t_n_idx, columns: { n: {} } }
                            """);
            Cli cli = new Cli(folder, server.address());
            Cli.Result nobody = cli.run("start", plan.toString());
            assertThat(nobody.exit()).isEqualTo(69);
            assertThat(nobody.err()).contains("polls queue godwit.shop and godwit");

            WorkerFactory workers = WorkerFactory.newInstance(server.client());
            Registration.register(workers.newWorker(Contract.WORKFLOW_QUEUE));
            workers.newWorker(Contract.activityQueue("shop"))
                    .registerActivitiesImplementations(new FakeTarget());
            workers.start();
            Cli.Result start = cli.run("start", plan.toString());
            assertThat(start.exit()).as(start.toString()).isEqualTo(3);
            assertThat(cli.run("list").out()).contains("shop/gated").contains("running");

            workers.shutdownNow();
            workers.awaitTermination(10, java.util.concurrent.TimeUnit.SECONDS);
            Cli.Result status = cli.run("status", "shop/gated");
            assertThat(status.exit()).as(status.toString()).isEqualTo(69);
            assertThat(status.out()).contains("shop/gated: running");
            assertThat(status.err()).contains("no worker").contains("godwit dev");
            assertThat(cli.run("approve", "shop/gated").exit()).isEqualTo(69);
        }
    }
}
