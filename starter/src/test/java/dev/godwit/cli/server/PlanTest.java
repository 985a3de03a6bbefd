package dev.godwit.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.Cli;
import dev.godwit.plan.Plan;
import dev.godwit.workflow.Attributes;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Registration;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.preview.PreviewActivities;
import dev.godwit.workflow.preview.PreviewInput;
import dev.godwit.workflow.preview.PreviewReport;
import dev.godwit.workflow.preview.PreviewReport.Verdict;
import io.temporal.worker.WorkerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code godwit plan} with a real server, and a worker that answers what it is told to. */
class PlanTest {

    private static final String TEXT =
            """
            operations:
              - create_index: { table: users, name: i, columns: { a: {} } }
            """;

    private static final FakePreview preview = new FakePreview();
    @TempDir private static Path folder;
    private static TemporalServer server;
    private static WorkerFactory workers;
    private static Cli cli;

    private static final class FakePreview implements PreviewActivities {

        final List<PreviewInput> asked = new CopyOnWriteArrayList<>();
        volatile Verdict verdict = Verdict.READY;

        @Override
        public PreviewReport preview(PreviewInput input) {
            asked.add(input);
            boolean no = verdict == Verdict.REJECTED || verdict == Verdict.REFUSED;
            return new PreviewReport(
                    input.target(),
                    input.plan(),
                    input.hash(),
                    verdict,
                    no
                            ? List.of(
                                    new Finding("GW-201", "one", "", "", ""),
                                    new Finding("GW-202", "two", "", "", ""))
                            : List.of(),
                    List.of(),
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    false);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server =
                TemporalServer.start(
                        Attributes.ALL.stream().map(attribute -> attribute.getName()).toList());
        workers = WorkerFactory.newInstance(server.client());
        Registration.register(workers.newWorker(Contract.WORKFLOW_QUEUE));
        workers.newWorker(Contract.activityQueue("shop"))
                .registerActivitiesImplementations(preview);
        workers.start();
        Files.writeString(
                folder.resolve("godwit.yaml"),
                """
                targets:
                  shop: { url: "jdbc:postgresql://localhost/shop", username: godwit }
                """);
        Files.writeString(folder.resolve("index.yaml"), TEXT);
        Files.writeString(folder.resolve("wrong.yaml"), "operations: [ { create_indx: {} } ]");
        Files.writeString(folder.resolve("upgrade.yaml"), "kind: upgrade\nproject: core\n");
        cli = new Cli(folder, server.address());
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            workers.shutdownNow();
            server.close();
        }
    }

    @Test
    void asksForThePlanAndForItsSqlOnlyWhenItIsWanted() throws Exception {
        preview.verdict = Verdict.READY;
        Cli.Result result = cli.run("plan", "index.yaml");
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out()).startsWith("shop/index: ready");
        PreviewInput asked = preview.asked.getLast();
        assertThat(asked.text()).isEqualTo(TEXT);
        assertThat(asked.hash()).isEqualTo(Plan.hash(TEXT));
        assertThat(asked.statements()).isFalse();

        assertThat(cli.run("plan", "index.yaml", "--sql").exit()).isZero();
        assertThat(preview.asked.getLast().statements()).isTrue();

        Cli.Result json = cli.run("plan", "index.yaml", "-o", "json");
        assertThat(json.out()).contains("\"verdict\" : \"ready\"");
        assertThat(preview.asked.getLast().statements()).isTrue();
    }

    @Test
    void endsAsStartWould() throws Exception {
        preview.verdict = Verdict.REJECTED;
        Cli.Result rejected = cli.run("plan", "index.yaml");
        assertThat(rejected.exit()).as(rejected.toString()).isEqualTo(6);
        assertThat(rejected.err()).contains("GW-201", "GW-202");
        preview.verdict = Verdict.REFUSED;
        assertThat(cli.run("plan", "index.yaml").exit()).isEqualTo(7);
        preview.verdict = Verdict.ALREADY_APPLIED;
        Cli.Result applied = cli.run("plan", "index.yaml");
        assertThat(applied.exit()).isZero();
        assertThat(applied.out()).contains("already applied");
        preview.verdict = Verdict.UNDER_WAY;
        assertThat(cli.run("plan", "index.yaml").exit()).isZero();
    }

    @Test
    void saysWhatCannotBeAsked() throws Exception {
        int before = preview.asked.size();
        assertThat(cli.run("plan", "wrong.yaml").exit()).isEqualTo(6);
        assertThat(cli.run("plan").exit()).isEqualTo(2);
        assertThat(cli.run("plan", "upgrade.yaml").exit()).isEqualTo(2);
        assertThat(cli.run("plan", "nowhere.yaml").err()).contains("GW-505");
        assertThat(preview.asked).hasSize(before);
    }
}
