package dev.godwit.cli.care;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.Cli;
import dev.godwit.cli.Golden;
import dev.godwit.cli.server.FakeTarget;
import dev.godwit.cli.server.TemporalServer;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Registration;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.operator.Uninstalled;
import io.temporal.worker.WorkerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The uninstall command with a real server, the real workflows, and a target in memory. */
class RemovalTest {

    private static final Uninstalled ALL =
            new Uninstalled(
                    true,
                    List.of(
                            "schema godwit, 12 tables",
                            "trigger zzz_godwit_1 on public.users and its function"),
                    List.of());

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
        workers.newWorker(Contract.activityQueue("shop"))
                .registerActivitiesImplementations(new FakeTarget(), operator);
        workers.start();
        Files.writeString(
                folder.resolve("godwit.yaml"),
                "targets:\n  shop: { url: \"jdbc:postgresql://localhost/shop\", username: godwit }\n");
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
    void nothingIsRemovedYet() {
        operator.removed = false;
        operator.uninstalled = ALL;
    }

    @Test
    void aDryRunSaysWhatGoes() {
        Cli.Result text = cli.run("uninstall", "shop", "--dry-run");
        assertThat(text.exit()).as(text.toString()).isZero();
        Golden.check("uninstall-dry-run.txt", text.out());
        Golden.check(
                "uninstall-dry-run.json",
                cli.run("uninstall", "shop", "--dry-run", "-o", "json").out());
        assertThat(operator.removed).isFalse();
    }

    @Test
    void inAPipeItWantsYesAndOnATerminalTheTargetsName() {
        Cli.Result unasked = cli.run("uninstall", "shop");
        assertThat(unasked.exit()).isEqualTo(2);
        assertThat(unasked.err()).contains("schema godwit").contains("--yes");
        assertThat(cli.atTerminal("yes\n", "uninstall", "shop").exit()).isEqualTo(2);
        assertThat(operator.removed).isFalse();

        Cli.Result named = cli.atTerminal("shop\n", "uninstall", "shop", "--no-color");
        assertThat(named.exit()).as(named.toString()).isZero();
        assertThat(named.out()).isEqualTo("shop: Godwit was removed\n");
        assertThat(operator.removed).isTrue();

        Cli.Result yes = cli.run("uninstall", "shop", "--yes", "-o", "json");
        assertThat(yes.exit()).as(yes.toString()).isZero();
        Golden.check("uninstall.json", yes.out());
        Golden.check("uninstall.txt", cli.run("uninstall", "shop", "--yes").out());
    }

    @Test
    void anOpenRunIsARefusal() {
        operator.uninstalled =
                new Uninstalled(
                        false,
                        List.of("schema godwit, 12 tables"),
                        List.of(
                                new Finding(
                                        "GW-399",
                                        "run shop/users is open",
                                        "target shop",
                                        "its triggers keep a column right",
                                        "godwit abort shop/users")));
        Cli.Result refused = cli.run("uninstall", "shop", "--yes");
        assertThat(refused.exit()).as(refused.toString()).isEqualTo(7);
        assertThat(refused.out()).isEqualTo("shop: nothing was removed\n");
        assertThat(refused.err()).contains("run shop/users is open");
        assertThat(operator.removed).isFalse();
    }

    @Test
    void aTargetWithoutGodwitIsLeftAlone() {
        operator.uninstalled = new Uninstalled(true, List.of(), List.of());
        Cli.Result nothing = cli.run("uninstall", "shop", "--yes");
        assertThat(nothing.exit()).as(nothing.toString()).isZero();
        assertThat(nothing.out()).isEqualTo("nothing of Godwit is in target shop\n");
        assertThat(operator.removed).isFalse();
    }
}
