package dev.godwit.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.godwit.cli.Cli;
import dev.godwit.workflow.Attributes;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Registration;
import io.temporal.worker.Worker;
import io.temporal.worker.WorkerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands with a real server, the real workflows, and a target in memory. */
class CommandsTest {

    @TempDir private static Path folder;
    private static TemporalServer server;
    private static WorkerFactory workers;
    private static Cli cli;
    private static final FakeTarget target = new FakeTarget();

    @BeforeAll
    static void start() throws Exception {
        server =
                TemporalServer.start(
                        Attributes.ALL.stream().map(attribute -> attribute.getName()).toList());
        workers = WorkerFactory.newInstance(server.client());
        Worker workflows = workers.newWorker(Contract.WORKFLOW_QUEUE);
        Registration.register(workflows);
        workers.newWorker(Contract.activityQueue("shop"))
                .registerActivitiesImplementations(target, new FakeOperator(target));
        workers.start();
        Files.writeString(
                folder.resolve("godwit.yaml"),
                """
                targets:
                  shop:
                    url: "jdbc:postgresql://localhost/shop"
                    username: godwit
                    password: "${NOT_SET_HERE}"
                  nobody:
                    url: "jdbc:postgresql://localhost/nobody"
                    username: godwit
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

    @Test
    void startFollowsToTheEndAndPrintsOneObject() throws Exception {
        Cli.Result result = cli.run("start", plan("plain"), "--target", "shop", "-o", "json");
        assertThat(result.exit()).as(result.toString()).isZero();
        JsonNode json = json(result);
        assertThat(json.get("run").asText()).isEqualTo("shop/plain");
        assertThat(json.get("outcome").asText()).isEqualTo("done");
        assertThat(json.get("phase").asText()).isEqualTo("done");
        assertThat(json.get("rows").asLong()).isEqualTo(1000);
        assertThat(json.get("mismatches").asLong()).isZero();
        assertThat(json.get("ui").asText()).contains("/workflows/shop%2Fplain/");
        assertThat(json.has("waiting_for")).isTrue();
        assertThat(json.has("undone")).isTrue();
    }

    @Test
    void aGateIsWaitedAtSaidApprovedAndWatchedToTheEnd() throws Exception {
        Cli.Result start = cli.run("start", plan("gated"), "--target", "shop");
        assertThat(start.exit()).as(start.toString()).isEqualTo(3);
        assertThat(start.out()).contains("godwit approve shop/gated").doesNotContain("\u001b");

        assertThat(cli.run("resume", "shop/gated").exit()).isEqualTo(7);
        Cli.Result approve = cli.run("approve", "gated", "--reason", "tested");
        assertThat(approve.exit()).as(approve.toString()).isZero();
        Cli.Result watch = cli.run("watch", "shop/gated");
        assertThat(watch.exit()).as(watch.toString()).isZero();
        assertThat(watch.out()).contains("done");

        Cli.Result late = cli.run("approve", "shop/gated", "-o", "json");
        assertThat(late.exit()).as(late.toString()).isEqualTo(7);
        assertThat(json(late).get("problems").get(0).get("code").asText()).startsWith("GW-5");
    }

    @Test
    void aSecondStartFollowsTheSamePlanAndRefusesAnother() throws Exception {
        assertThat(cli.run("start", plan("gated-twice"), "--target", "shop").exit()).isEqualTo(3);
        Cli.Result second = cli.run("start", plan("gated-twice"), "--target", "shop");
        assertThat(second.exit()).as(second.toString()).isEqualTo(3);
        assertThat(second.err()).contains("shop/gated-twice is under way already");

        String other = plan("gated-twice");
        Files.writeString(Path.of(other), "# another text\n" + Files.readString(Path.of(other)));
        Cli.Result third = cli.run("start", other, "--target", "shop");
        assertThat(third.exit()).as(third.toString()).isEqualTo(7);
        assertThat(third.err()).contains("already running").contains("godwit status shop/gated-t");
    }

    @Test
    void aRunIsPausedThrottledAndResumed() throws Exception {
        assertThat(cli.run("start", plan("gated-slow"), "--target", "shop").exit()).isEqualTo(3);
        Cli.Result pause = cli.run("pause", "shop/gated-slow", "--reason", "rush hour");
        assertThat(pause.exit()).as(pause.toString()).isZero();
        assertThat(pause.out()).contains("is paused");
        assertThat(cli.run("pause", "shop/gated-slow").exit()).isEqualTo(7);
        Cli.Result status = cli.run("status", "shop/gated-slow");
        assertThat(status.out())
                .contains("@here: rush hour")
                .contains("godwit resume shop/gated-slow");

        Cli.Result throttle =
                cli.run(
                        "throttle",
                        "shop/gated-slow",
                        "--max-rows-per-second",
                        "500",
                        "--window",
                        "22:00-06:00 Europe/Paris",
                        "-o",
                        "json");
        assertThat(throttle.exit()).as(throttle.toString()).isZero();
        assertThat(json(throttle).get("throttle").asText())
                .contains("at most 500 rows/s, in 22:00-06:00 Europe/Paris");
        assertThat(cli.run("resume", "shop/gated-slow").exit()).isZero();
        assertThat(cli.run("approve", "shop/gated-slow").exit()).isZero();
        assertThat(cli.run("watch", "shop/gated-slow").exit()).isZero();
        assertThat(cli.run("throttle", "shop/gated-slow", "--lanes", "1").exit()).isEqualTo(7);
    }

    @Test
    void aThrottleTellsEverythingThatIsWrongBeforeItIsSent() throws Exception {
        Cli.Result wrong =
                cli.run(
                        "throttle",
                        "shop/any",
                        "--max-rows-per-second",
                        "fast",
                        "--lanes",
                        "0",
                        "--window",
                        "at night");
        assertThat(wrong.exit()).as(wrong.toString()).isEqualTo(2);
        assertThat(wrong.err()).contains("fast").contains("--lanes 0").contains("at night");
        assertThat(cli.run("throttle", "shop/any").err()).contains("nothing is to be changed");
    }

    @Test
    void aLostWorkflowIsAnOrphanUntilItIsRecovered() throws Exception {
        assertThat(cli.run("start", plan("gated-lost"), "--target", "shop").exit()).isEqualTo(3);
        Cli.Result early = cli.run("recover", "shop/gated-lost");
        assertThat(early.exit()).as(early.toString()).isEqualTo(7);
        target.open("shop/gated-lost");
        server.client().newUntypedWorkflowStub("shop/gated-lost").terminate("by hand");

        Cli.Result list = cli.run("list", "--target", "shop");
        assertThat(list.out())
                .as(list.toString())
                .containsPattern("shop/gated-lost +orphan")
                .contains("godwit recover shop/gated-lost");
        Cli.Result status = cli.run("status", "shop/gated-lost");
        assertThat(status.out()).contains("terminated").contains("godwit recover shop/gated-lost");

        Cli.Result recover = cli.run("recover", "shop/gated-lost", "--reason", "a mistake");
        assertThat(recover.exit()).as(recover.toString()).isZero();
        assertThat(recover.out()).contains("done");
        Cli.Result again = cli.run("recover", "shop/gated-lost");
        assertThat(again.exit()).as(again.toString()).isEqualTo(6);
        assertThat(again.out() + again.err()).contains("nothing to recover");
    }

    @Test
    void aFolderIsStartedInOrderAndStopsAtTheFirstThatWaits() throws Exception {
        Path plans = Files.createDirectory(folder.resolve("plans"));
        for (String name : List.of("1-first", "2-gated-second", "3-third")) {
            Files.copy(Path.of(plan("copied-" + name)), plans.resolve(name + ".yaml"));
        }
        Cli.Result start = cli.run("start", "plans", "--target", "shop");
        assertThat(start.exit()).as(start.toString()).isEqualTo(3);
        assertThat(start.out()).contains("not started: 3-third").contains("godwit approve");
        assertThat(cli.run("approve", "shop/2-gated-second").exit()).isZero();

        Cli.Result rest = cli.run("start", "plans", "--target", "shop", "-o", "json");
        assertThat(rest.exit()).as(rest.toString()).isZero();
        assertThat(json(rest).get("runs").size()).isEqualTo(3);
        assertThat(json(rest).get("remaining").size()).isZero();

        Files.writeString(plans.resolve("0-wrong.yaml"), "operations: [ { creat_index: {} } ]");
        Cli.Result wrong = cli.run("start", "plans", "--target", "shop");
        assertThat(wrong.exit()).as(wrong.toString()).isEqualTo(6);
        assertThat(wrong.err()).contains("0-wrong.yaml");
        assertThat(cli.run("start", "plans", "--target", "shop", "--detach").exit()).isEqualTo(2);
    }

    @Test
    void abortTakesBackWhatIsUnderWayAndRollbackWhatIsOver() throws Exception {
        cli.run("start", plan("gated-abort"), "--target", "shop");
        Cli.Result abort = cli.run("abort", "shop/gated-abort", "--reason", "wrong", "-o", "json");
        assertThat(abort.exit()).as(abort.toString()).isEqualTo(4);
        assertThat(json(abort).get("outcome").asText()).isEqualTo("rolled_back");
        assertThat(json(abort).get("undone")).isNotEmpty();

        assertThat(cli.run("start", plan("over"), "--target", "shop").exit()).isZero();
        Cli.Result unasked = cli.run("rollback", "shop/over");
        assertThat(unasked.exit()).isEqualTo(2);
        assertThat(unasked.err()).contains("--yes");
        assertThat(cli.atTerminal("n\n", "rollback", "shop/over").exit()).isEqualTo(2);
        Cli.Result back = cli.atTerminal("y\n", "rollback", "shop/over");
        assertThat(back.exit()).as(back.toString()).isEqualTo(4);
        assertThat(back.out()).contains("add column n: column n dropped");
    }

    @Test
    void aFailureThatWaitsIsToldWithItsCommandsAndResumed() throws Exception {
        Cli.Result start = cli.run("start", plan("stuck"), "--target", "shop");
        assertThat(start.exit()).as(start.toString()).isEqualTo(3);
        Cli.Result status = cli.run("status", "shop/stuck");
        assertThat(status.exit()).as(status.toString()).isZero();
        assertThat(status.out()).contains("the disk is full").contains("godwit resume shop/stuck");
        assertThat(cli.run("resume", "shop/stuck").exit()).isZero();
        assertThat(cli.run("watch", "shop/stuck").exit()).isZero();
    }

    @Test
    void whatPreflightRefusesEndsRefused() throws Exception {
        Cli.Result start = cli.run("start", plan("refused"), "--target", "shop", "-o", "json");
        assertThat(start.exit()).as(start.toString()).isEqualTo(7);
        assertThat(json(start).get("problems").get(0).get("code").asText()).isEqualTo("GW-230");
    }

    @Test
    void aWrongPlanIsRejectedWithAllItsProblemsBeforeAnythingStarts() throws Exception {
        Path file =
                Files.writeString(
                        folder.resolve("wrong.yaml"),
                        "operations:\n  - creat_index: {}\n  - sql: { upp: x }\n");
        Cli.Result start = cli.run("start", file.toString(), "--target", "shop", "-o", "json");
        assertThat(start.exit()).as(start.toString()).isEqualTo(6);
        assertThat(json(start).get("outcome").asText()).isEqualTo("rejected");
        assertThat(json(start).get("problems").size()).isGreaterThan(1);
        assertThat(cli.run("status", "shop/wrong").exit()).isEqualTo(2);
    }

    @Test
    void aQueueThatNobodyPollsIsNamedAndNothingIsStarted() throws Exception {
        Cli.Result start = cli.run("start", plan("unserved"), "--target", "nobody");
        assertThat(start.exit()).as(start.toString()).isEqualTo(69);
        assertThat(start.err()).contains("godwit.nobody").contains("godwit dev");
        assertThat(cli.run("status", "nobody/unserved").exit()).isEqualTo(2);
    }

    @Test
    void detachedPrintsTheNameAlone() throws Exception {
        Cli.Result start = cli.run("start", plan("away"), "--target", "shop", "--detach");
        assertThat(start.exit()).as(start.toString()).isZero();
        assertThat(start.out()).isEqualTo("shop/away\n");
        assertThat(cli.run("watch", "shop/away").exit()).isZero();
    }

    @Test
    void listHistoryAndOpenKnowARun() throws Exception {
        cli.run("start", plan("known"), "--target", "shop");
        JsonNode rows = json(cli.run("list", "--target", "shop", "-o", "json")).get("runs");
        assertThat(rows.findValuesAsText("run")).contains("shop/known");
        assertThat(cli.run("list", "--target", "other").out()).contains("no runs");
        Cli.Result history = cli.run("history", "shop/known");
        assertThat(history.exit()).as(history.toString()).isZero();
        assertThat(history.out()).contains("shop/known").contains("me@here");
        assertThat(cli.run("open", "shop/known").out())
                .startsWith("http://127.0.0.1:")
                .contains("/namespaces/default/workflows/shop%2Fknown/")
                .endsWith("/history\n");
    }

    @Test
    void slipsOfThePenGetANearMiss() throws Exception {
        cli.run("start", plan("spelt"), "--target", "shop");
        assertThat(cli.run("status", "shop/spellt").err()).contains("did you mean shop/spelt?");
        Cli.Result target = cli.run("start", plan("spelt"), "--target", "shoop");
        assertThat(target.exit()).isEqualTo(2);
        assertThat(target.err()).contains("did you mean shop?");
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

    private static JsonNode json(Cli.Result result) throws Exception {
        return new ObjectMapper()
                .readerFor(JsonNode.class)
                .with(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .readValue(result.out());
    }
}
