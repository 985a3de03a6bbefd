package dev.godwit.cli.care.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.Cli;
import dev.godwit.cli.Golden;
import dev.godwit.cli.care.FakeOperator;
import dev.godwit.cli.server.FakeTarget;
import dev.godwit.cli.server.TemporalServer;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Registration;
import dev.godwit.workflow.message.MigrationInput;
import dev.godwit.workflow.message.history.History.RunEntry;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Inspection;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.workflowservice.v1.PauseActivityRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.worker.WorkerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The doctor with a real server, the real workflows, and a target in memory. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DoctorTest {

    @TempDir private static Path folder;
    private static TemporalServer server;
    private static WorkerFactory workers;
    private static FakeOperator operator;
    private static Cli cli;

    @BeforeAll
    static void start() throws Exception {
        server = TemporalServer.start(List.of());
        workers = WorkerFactory.newInstance(server.client());
        Registration.register(workers.newWorker(Contract.WORKFLOW_QUEUE));
        operator = new FakeOperator();
        for (String queue : List.of("shop", "stranger")) {
            workers.newWorker(Contract.activityQueue(queue))
                    .registerActivitiesImplementations(new FakeTarget(), operator);
        }
        workers.start();
        Files.writeString(
                folder.resolve("godwit.yaml"),
                """
                targets:
                  shop: { url: "jdbc:postgresql://localhost/shop", username: godwit }
                  nobody: { url: "jdbc:postgresql://localhost/nobody", username: godwit }
                  stranger: { url: "jdbc:postgresql://localhost/stranger", username: godwit }
                  service: { repository: "git@example.org:service.git" }
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
    void allIsWell() {
        operator.inspection = FakeOperator.WELL;
        operator.meanwhile = () -> {};
    }

    @Test
    @Order(1)
    void aServerWithoutSearchAttributesGetsThemWithFix() {
        Cli.Result lacking = cli.run("doctor", "shop");
        assertThat(lacking.exit()).as(lacking.toString()).isEqualTo(8);
        assertThat(lacking.out())
                .contains("the namespace lacks GodwitTarget, GodwitPlan")
                .contains("temporal operator search-attribute create --namespace default")
                .contains("godwit doctor --fix");

        Cli.Result mended = cli.run("doctor", "shop", "--fix");
        assertThat(mended.exit()).as(mended.toString()).isZero();
        assertThat(mended.out()).contains("mended   search attributes were registered: GodwitT");
        Cli.Result well = cli.run("doctor", "shop");
        assertThat(well.exit()).as(well.toString()).isZero();
        Golden.check("doctor-well.txt", plain(well.out()));
    }

    @Test
    @Order(2)
    void everyTargetIsLookedAtWhateverTheOthersDo() {
        Cli.Result all = cli.run("doctor");
        assertThat(all.exit()).as(all.toString()).isEqualTo(8);
        Golden.check("doctor.txt", plain(all.out()));
        Golden.check("doctor.json", plain(cli.run("doctor", "-o", "json").out()));
    }

    @Test
    void aRunThatNoWorkflowDrivesIsAnOrphan() throws Exception {
        operator.inspection = open("shop/lost", "shop/gone");
        WorkflowStub gone = begin("shop/gone", "gated-gone");
        gone.terminate("by hand");
        Cli.Result orphans = cli.run("doctor", "shop");
        assertThat(orphans.exit()).as(orphans.toString()).isEqualTo(8);
        assertThat(orphans.out())
                .contains("shop/lost stands in phase backfill, and no workflow drives it")
                .contains("Temporal has forgotten it")
                .contains("its workflow has ended as terminated")
                .contains("godwit recover shop/lost")
                .contains("godwit rollback shop/gone");
    }

    @Test
    void aRunThatEndsWhileItIsLookedAtIsNoOrphan() throws Exception {
        WorkflowStub ending = begin("shop/ending", "gated-ending");
        operator.inspection = open("shop/ending");
        operator.meanwhile =
                () -> {
                    cli.run("approve", "shop/ending");
                    ending.getResult(Object.class);
                };
        Cli.Result result = cli.run("doctor", "shop");
        assertThat(result.out()).doesNotContain("no workflow drives it");
    }

    @Test
    void anActivityThatIsPausedInTheUiIsNamed() throws Exception {
        WorkflowStub held = begin("nobody/held", "held", "nobody");
        awaitPending(held);
        server.client()
                .getWorkflowServiceStubs()
                .blockingStub()
                .pauseActivity(
                        PauseActivityRequest.newBuilder()
                                .setNamespace("default")
                                .setExecution(
                                        WorkflowExecution.newBuilder().setWorkflowId("nobody/held"))
                                .setType("Prepare")
                                .setIdentity("ann@desk")
                                .build());
        Cli.Result result = cli.run("doctor", "nobody");
        held.terminate("tested");
        assertThat(result.exit()).isEqualTo(8);
        assertThat(result.out())
                .contains("its activity Prepare is paused by ann@desk")
                .contains("temporal activity unpause --namespace default --workflow-id nobody/held")
                .contains("godwit pause nobody/held");
    }

    @Test
    void versionsThatDoNotFitAreRefusedInWords() {
        operator.inspection = worker("0.0.9", Contract.VERSION - 1);
        Cli.Result old = cli.run("doctor", "shop");
        assertThat(old.exit()).isEqualTo(8);
        assertThat(old.out()).contains("the worker is older than this starter: it is 0.0.9");
        operator.inspection = worker("9.9.9", Contract.VERSION + 1);
        assertThat(cli.run("doctor", "shop").out()).contains("this starter is older than the");
        operator.inspection = worker("0.1.7", Contract.VERSION);
        Cli.Result other = cli.run("doctor", "shop");
        assertThat(other.out()).contains("note     version").contains("so they work together");
    }

    @Test
    void aRunOfANewerStarterIsRefusedAndTheStarterPrintsWhy() {
        begin("shop/newer", "newer", "shop", Contract.VERSION + 1).getResult(Object.class);
        Cli.Result watch = cli.run("watch", "shop/newer");
        assertThat(watch.exit()).as(watch.toString()).isEqualTo(7);
        assertThat(watch.out())
                .contains("error GW-393: the starter is newer than the worker")
                .contains("upgrade the worker, then start again");
    }

    @Test
    void whatIsOnlyUnknownHasAnExitCodeOfItsOwn() {
        operator.inspection =
                new Inspection(
                        "",
                        Contract.VERSION,
                        List.of(
                                new Check(
                                        "disk",
                                        Check.Level.UNKNOWN,
                                        "free space cannot be seen",
                                        "",
                                        "")),
                        List.of());
        assertThat(cli.run("doctor", "shop").exit()).isEqualTo(9);
    }

    @Test
    void aNamespaceThatIsNotThereIsNamedWithItsCommand() {
        Cli.Result result =
                new Cli(folder, server.address())
                        .with("TEMPORAL_NAMESPACE", "elsewhere")
                        .run("doctor", "shop");
        assertThat(result.exit()).as(result.toString()).isEqualTo(8);
        assertThat(result.out())
                .contains("there is no namespace elsewhere")
                .contains("temporal operator namespace create --namespace elsewhere");
    }

    private static Inspection worker(String version, int contract) {
        return new Inspection(version, contract, List.of(), List.of());
    }

    private static Inspection open(String... runs) {
        return new Inspection(
                "",
                Contract.VERSION,
                List.of(),
                java.util.Arrays.stream(runs)
                        .map(
                                run ->
                                        new RunEntry(
                                                1,
                                                run,
                                                "hash",
                                                "BACKFILL",
                                                "RUNNING",
                                                "ann@desk",
                                                "t0",
                                                "",
                                                5,
                                                0))
                        .toList());
    }

    private static WorkflowStub begin(String run, String plan) {
        return begin(run, plan, "shop");
    }

    private static WorkflowStub begin(String run, String plan, String target) {
        return begin(run, plan, target, Contract.VERSION);
    }

    private static WorkflowStub begin(String run, String plan, String target, int contract) {
        WorkflowClient client = server.client();
        WorkflowStub stub =
                client.newUntypedWorkflowStub(
                        "MigrationWorkflow",
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(run)
                                .setTaskQueue(Contract.WORKFLOW_QUEUE)
                                .build());
        stub.start(
                new MigrationInput(contract, target, target, plan, "p.yaml", "", "h", "me", false));
        return stub;
    }

    private static void awaitPending(WorkflowStub stub) throws InterruptedException {
        while (stub.describe().getRawDescription().getPendingActivitiesCount() == 0) {
            Thread.sleep(50);
        }
    }

    /** Without what is another one on each machine and at each run. */
    private static String plain(String text) {
        return text.replace(folder.toString(), "FOLDER")
                .replaceAll("127\\.0\\.0\\.1:\\d+", "127.0.0.1:7233")
                .replaceAll("version [0-9.]+(?=\\D*\\n)", "version 1.2.3")
                .replaceAll("\\d+@[^,]+, \\d+ s ago", "worker@host, 1 s ago")
                .replaceAll("0\\.1\\.0[^,\" ]*, contract", "0.1.0, contract")
                .replaceAll("Java [0-9.+LTS-]+", "Java 25")
                .replaceAll("\\d\\.\\d s apart", "0.0 s apart");
    }
}
