package dev.godwit.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.Cli;
import dev.godwit.plan.MigrationsReader;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.workflow.Attributes;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.Registration;
import dev.godwit.workflow.check.CheckActivities;
import dev.godwit.workflow.check.CheckInput;
import dev.godwit.workflow.check.CheckReport;
import dev.godwit.workflow.check.CheckedLine;
import dev.godwit.workflow.check.CheckedLine.Verdict;
import dev.godwit.workflow.message.Finding;
import io.temporal.failure.ApplicationFailure;
import io.temporal.worker.WorkerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code godwit check} with a real server, and a worker that answers what it is told to. */
class CheckProjectTest {

    private static final CheckedLine PASSED =
            new CheckedLine("0001_a", Verdict.PASSED, "applied in 3 ms");
    private static final CheckedLine OPEN =
            new CheckedLine("0002_b", Verdict.NOT_SHOWN, "accepted as irreversible");
    private static final CheckedLine FAILED =
            new CheckedLine("0003_c", Verdict.FAILED, "its way back leaves a difference");

    private static final FakeCheck check = new FakeCheck();
    @TempDir private static Path folder;
    private static TemporalServer server;
    private static WorkerFactory workers;
    private static Cli cli;

    /** Answers; refuses when it has nothing to answer. */
    private static final class FakeCheck implements CheckActivities {

        final List<CheckInput> asked = new CopyOnWriteArrayList<>();
        volatile List<CheckedLine> lines = List.of();
        volatile List<Finding> problems = List.of();

        @Override
        public CheckReport checkProject(CheckInput input) {
            asked.add(input);
            if (lines.isEmpty() && problems.isEmpty()) {
                throw ApplicationFailure.newNonRetryableFailure("no", FailureType.PERMANENT.name());
            }
            return new CheckReport("services/shop/migrations", "sql", problems, lines);
        }
    }

    @BeforeAll
    static void start() throws Exception {
        server =
                TemporalServer.start(
                        Attributes.ALL.stream().map(attribute -> attribute.getName()).toList());
        workers = WorkerFactory.newInstance(server.client());
        Registration.register(workers.newWorker(Contract.WORKFLOW_QUEUE));
        workers.newWorker(Contract.activityQueue("shop")).registerActivitiesImplementations(check);
        workers.start();
        Files.createDirectories(folder.resolve("services/shop/migrations"));
        Files.writeString(
                folder.resolve("godwit.yaml"),
                """
                targets:
                  shop: { url: "jdbc:postgresql://localhost/shop", username: godwit }
                  core: { repository: "/nowhere" }
                """);
        cli = new Cli(folder, server.address());
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            workers.shutdownNow();
            server.close();
        }
    }

    @BeforeEach
    void forget() {
        check.lines = List.of();
        check.problems = List.of();
    }

    private static MigrationsFile asked() {
        String text = check.asked.getLast().text();
        return Objects.requireNonNull(MigrationsReader.read("asked", text).plan());
    }

    @Test
    void asksForWhatTheOptionsSayAndIsContentWhenNothingFailed() throws Exception {
        check.lines = List.of(PASSED, OPEN);
        Cli.Result result =
                cli.run(
                        "check",
                        "--project",
                        "services/shop",
                        "--kind",
                        "flyway",
                        "--path",
                        "migrations",
                        "--irreversible",
                        "0002_b,0004_d",
                        "--out-of-order",
                        "--all");
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out())
                .isEqualTo(
                        """
                        services/shop/migrations (sql): 1 not shown, 1 ok
                          ok         0001_a: applied in 3 ms
                          not shown  0002_b: accepted as irreversible
                        """);
        assertThat(check.asked.getLast().all()).isTrue();
        assertThat(asked().kind()).isEqualTo(PlanKind.FLYWAY);
        assertThat(asked().project())
                .isEqualTo(folder.toRealPath().resolve("services/shop").toString());
        assertThat(asked().path()).isEqualTo("migrations");
        assertThat(asked().irreversible()).containsExactly("0002_b", "0004_d");
        assertThat(asked().outOfOrder()).isTrue();
    }

    @Test
    void endsWithFindingsWhenOneFailed() throws Exception {
        check.lines = List.of(PASSED, FAILED);
        Cli.Result result = cli.run("check", "--project", "core", "--target", "shop", "-o", "json");
        assertThat(result.exit()).as(result.toString()).isEqualTo(8);
        assertThat(result.out()).contains("\"FAILED\"", "\"0003_c\"", "\"problems\"");
        assertThat(asked().project()).isEqualTo("core");
        assertThat(asked().kind()).isEqualTo(PlanKind.MIGRATIONS);
        assertThat(check.asked.getLast().all()).isFalse();
    }

    @Test
    void saysWhatIsWrongWithTheFilesAsStartDoes() throws Exception {
        check.problems = List.of(new Finding("GW-720", "edited", "x", "", "mend it"));
        Cli.Result result = cli.run("check", "--project", "core", "--target", "shop");
        assertThat(result.exit()).as(result.toString()).isEqualTo(6);
        assertThat(result.err()).contains("GW-720");
    }

    @Test
    void saysThatTheWorkerRefusesAndWhatCannotBeAsked() throws Exception {
        assertThat(cli.run("check", "--project", "core", "--target", "shop").exit()).isEqualTo(7);
        assertThat(cli.run("check", "--target", "shop").exit()).isEqualTo(2);
        assertThat(cli.run("check", "--project", "nowhere", "--target", "shop").err())
                .contains("GW-746");
    }
}
