package dev.godwit.cli.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.cli.Cli;
import dev.godwit.plan.MigrationsReader;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.workflow.Attributes;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.Registration;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.operator.FoundMigrations;
import dev.godwit.workflow.operator.FoundMigrations.Pending;
import dev.godwit.workflow.operator.FoundMigrations.Repair;
import io.temporal.worker.WorkerFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code godwit start --project} with a real server, and a target in memory. */
class StartProjectTest {

    private static final FakeTarget target = new FakeTarget();
    private static final FakeOperator operator = new FakeOperator(target);
    @TempDir private static Path folder;
    private static TemporalServer server;
    private static WorkerFactory workers;
    private static Cli cli;

    @BeforeAll
    static void start() throws Exception {
        server =
                TemporalServer.start(
                        Attributes.ALL.stream().map(attribute -> attribute.getName()).toList());
        workers = WorkerFactory.newInstance(server.client());
        Registration.register(workers.newWorker(Contract.WORKFLOW_QUEUE));
        workers.newWorker(Contract.activityQueue("shop"))
                .registerActivitiesImplementations(target, operator);
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

    private static MigrationsFile asked() {
        String text = operator.asked.getLast().text();
        return Objects.requireNonNull(MigrationsReader.read("asked", text).plan());
    }

    @Test
    void saysWhatIsPendingAndStartsExactlyThat() throws Exception {
        operator.found =
                new FoundMigrations(
                        "services/shop/migrations",
                        "sql",
                        3,
                        List.of(),
                        List.of(
                                new Pending("0004_mail", "abc", ""),
                                new Pending("0005_no_nick", "def", "column nick of users")),
                        List.of());
        Cli.Result result =
                cli.run(
                        "start",
                        "--project",
                        "services/shop",
                        "--target",
                        "shop",
                        "--to",
                        "0005_no_nick");
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out())
                .contains(
                        "services/shop/migrations: 2 migrations pending, 3 applied to shop",
                        "  0004_mail\n",
                        "  0005_no_nick, keeping column nick of users",
                        "started shop/sql-0005_no_nick");
        assertThat(asked().project())
                .isEqualTo(folder.toRealPath().resolve("services/shop").toString());
        assertThat(asked().to()).isEqualTo("0005_no_nick");
        assertThat(target.texts).containsKey("shop/sql-0005_no_nick");
        MigrationsFile started =
                Objects.requireNonNull(
                        MigrationsReader.read("started", target.texts.get("shop/sql-0005_no_nick"))
                                .plan());
        assertThat(started.migrations())
                .extracting(MigrationsFile.Pinned::checksum)
                .containsExactly("abc", "def");
        assertThat(started.migration()).isEqualTo("sql-0005_no_nick");
    }

    @Test
    void startsARunOfItsOwnForWhatIsOnlyRecorded() throws Exception {
        operator.found =
                new FoundMigrations(
                        "db",
                        "sql",
                        3,
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(
                                new Repair(
                                        "0001_old", "", "forgotten", "end the record of 0001_old"),
                                new Repair(
                                        "0003_a", "abc", "edited-abc", "record 0003_a as it is")));
        Cli.Result result =
                cli.run(
                        "start",
                        "--project",
                        "core",
                        "--target",
                        "shop",
                        "--edited",
                        "0003_a",
                        "--forgotten",
                        "0001_old,0002_old");
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out())
                .contains(
                        "nothing is pending, 3 applied to shop\n  end the record of 0001_old\n",
                        "started shop/sql-0003_a-edited-abc");
        assertThat(asked().said().edited()).containsExactly("0003_a");
        assertThat(asked().said().forgotten()).containsExactly("0001_old", "0002_old");
        assertThat(target.texts.get("shop/sql-0003_a-edited-abc"))
                .contains("name: 0003_a")
                .doesNotContain("name: 0001_old");
    }

    @Test
    void doesNothingWhenNothingIsPending() throws Exception {
        operator.found =
                new FoundMigrations("core at 1234", "flyway", 7, List.of(), List.of(), List.of());
        Cli.Result result = cli.run("start", "--project", "core", "--target", "shop");
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out()).isEqualTo("core at 1234: nothing is pending, 7 applied to shop\n");
        assertThat(asked().project()).isEqualTo("core");
    }

    @Test
    void saysEverythingThatIsWrongAndStartsNothing() throws Exception {
        operator.found =
                new FoundMigrations(
                        "x",
                        "",
                        0,
                        List.of(),
                        List.of(),
                        List.of(
                                new Finding("GW-720", "one", "x", "", "mend it"),
                                new Finding("GW-721", "two", "x", "", "mend it")));
        Cli.Result result = cli.run("start", "--project", "core", "--target", "shop");
        assertThat(result.exit()).as(result.toString()).isEqualTo(6);
        assertThat(result.err()).contains("GW-720", "GW-721");
    }

    @Test
    void readsAPlanAndFindsItsProjectBesideIt() throws Exception {
        operator.found =
                new FoundMigrations("x", "sql", 0, List.of("0001_a"), List.of(), List.of());
        Files.writeString(
                folder.resolve("services/plan.yaml"),
                "kind: sql\nmigration: first\nproject: shop\nbaseline: 0001_a\n");
        Cli.Result result =
                cli.run(
                        "start",
                        folder.resolve("services/plan.yaml").toString(),
                        "--target",
                        "shop",
                        "--detach");
        assertThat(result.exit()).as(result.toString()).isZero();
        assertThat(result.out())
                .contains("recorded without being run: 0001_a")
                .endsWith("shop/first\n");
        // A target of the configuration comes first, but shop is a database.
        assertThat(asked().project()).endsWith("/services/shop");
    }

    @Test
    void saysWhatDoesNotGoTogether() throws Exception {
        assertThat(cli.run("start", "--target", "shop").exit()).isEqualTo(2);
        assertThat(cli.run("start", "--to", "x", "--target", "shop").exit()).isEqualTo(2);
        Cli.Result both = cli.run("start", "a.yaml", "--project", "core", "--target", "shop");
        assertThat(both.exit()).isEqualTo(2);
        assertThat(both.err()).contains("exclude each other");
        Cli.Result nowhere = cli.run("start", "--project", "nowhere", "--target", "shop");
        assertThat(nowhere.exit()).isEqualTo(2);
        assertThat(nowhere.err()).contains("GW-746");
    }
}
