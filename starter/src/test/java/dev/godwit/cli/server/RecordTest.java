package dev.godwit.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.Cli;
import dev.godwit.workflow.Attributes;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Registration;
import io.temporal.client.WorkflowOptions;
import io.temporal.worker.WorkerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** History, report and open with a real server: what Temporal remembers of people and failures. */
class RecordTest {

    @TempDir private static Path folder;
    private static TemporalServer server;
    private static WorkerFactory workers;
    private static Cli cli;

    @BeforeAll
    static void start() throws Exception {
        server =
                TemporalServer.start(
                        Attributes.ALL.stream().map(attribute -> attribute.getName()).toList());
        Files.writeString(
                folder.resolve("godwit.yaml"),
                """
                targets:
                  shop: { url: "jdbc:postgresql://localhost/shop", username: godwit }
                """);
        cli = new Cli(folder, server.address());
        workers = WorkerFactory.newInstance(server.client());
        Registration.register(workers.newWorker(Contract.WORKFLOW_QUEUE));
        workers.newWorker(Contract.activityQueue("shop"))
                .registerActivitiesImplementations(new FakeTarget());
        workers.start();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            workers.shutdownNow();
            server.close();
        }
    }

    @Test
    void peopleAnswersAndFailuresAreInTheHistory() throws Exception {
        assertThat(cli.run("start", plan("stuck-gated")).exit()).isEqualTo(3);
        assertThat(cli.run("approve", "shop/stuck-gated", "--reason", "early").exit()).isEqualTo(7);
        assertThat(cli.run("resume", "shop/stuck-gated", "--reason", "room made").exit()).isZero();
        assertThat(cli.run("watch", "shop/stuck-gated").exit()).isEqualTo(3);
        assertThat(cli.run("approve", "shop/stuck-gated").exit()).isZero();
        assertThat(cli.run("watch", "shop/stuck-gated").exit()).isZero();

        Cli.Result history = cli.run("history", "shop/stuck-gated");
        assertThat(history.exit()).as(history.toString()).isZero();
        assertThat(history.out())
                .containsSubsequence(
                        "workflow.started",
                        "activity.failed",
                        "fill t.n: the disk is full",
                        "update.approve",
                        "refused: ",
                        "early",
                        "update.resume",
                        "accepted: ",
                        "room made",
                        "update.approve",
                        "workflow.completed")
                .contains("me@here");
        Cli.Result report = cli.run("report", "shop/stuck-gated");
        assertThat(report.exit()).as(report.toString()).isZero();
        assertThat(report.out()).startsWith("shop/stuck-gated: done, 5 m\n");
    }

    @Test
    void aWorkflowTerminatedByHandAndItsSuccessorAreBothThere() throws Exception {
        assertThat(cli.run("start", plan("gated-ended")).exit()).isEqualTo(3);
        server.client().newUntypedWorkflowStub("shop/gated-ended").terminate("by mistake");
        assertThat(cli.run("rollback", "shop/gated-ended", "--yes").exit()).isEqualTo(4);

        assertThat(cli.run("history", "shop/gated-ended").out())
                .containsSubsequence(
                        "MigrationWorkflow",
                        "workflow.terminated",
                        "by mistake",
                        "RollbackWorkflow",
                        "workflow.completed");
    }

    @Test
    void filesAreWrittenOnceUnlessForced() throws Exception {
        assertThat(cli.run("start", plan("written")).exit()).isZero();
        Cli.Result exported = cli.run("history", "written", "--export", "written.jsonl");
        assertThat(exported.exit()).as(exported.toString()).isZero();
        assertThat(Files.readAllLines(folder.resolve("written.jsonl")).getFirst())
                .startsWith("{\"run\":\"shop/written\"");
        assertThat(cli.run("history", "shop/written", "--export", "-").out())
                .startsWith("{\"run\":\"shop/written\"");

        assertThat(cli.run("report", "shop/written", "--html").exit()).isZero();
        assertThat(folder.resolve("written.html")).content().startsWith("<!DOCTYPE html>");
        Cli.Result again = cli.run("report", "shop/written", "--html");
        assertThat(again.exit()).isEqualTo(2);
        assertThat(again.err()).contains("GW-562").contains("--force");
        assertThat(cli.run("report", "shop/written", "--html", "--force").exit()).isZero();
        assertThat(cli.run("open", "shop/written", "--print").out())
                .contains("/workflows/shop%2Fwritten/");
    }

    @Test
    void withoutAWorkerTemporalsPartIsShown() throws Exception {
        WorkflowOptions unserved =
                WorkflowOptions.newBuilder()
                        .setWorkflowId("nobody/alone")
                        .setTaskQueue("unserved")
                        .build();
        server.client().newUntypedWorkflowStub("MigrationWorkflow", unserved).start();
        Cli.Result history = cli.run("history", "nobody/alone");
        assertThat(history.exit()).as(history.toString()).isEqualTo(69);
        assertThat(history.out()).contains("workflow.started").contains("only Temporal's part");
        assertThat(history.err()).contains("no worker polls queue godwit.nobody");
        assertThat(cli.run("report", "nobody/alone").exit()).isEqualTo(69);
    }

    private static String plan(String name) throws Exception {
        return Files.writeString(
                        folder.resolve(name + ".yaml"),
                        """
                        operations:
                          - create_index: { table: t, name: t_n_idx, columns: { n: {} } }
                        """)
                .toString();
    }
}
