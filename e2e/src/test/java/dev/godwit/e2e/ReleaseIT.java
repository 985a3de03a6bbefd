package dev.godwit.e2e;

import static dev.godwit.e2e.harness.Packages.git;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Dump;
import dev.godwit.e2e.harness.Packages;
import dev.godwit.e2e.harness.Shop;
import dev.godwit.e2e.harness.Tools;
import dev.godwit.e2e.harness.Users;
import dev.godwit.e2e.harness.WorkerProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A column and the versions that go with it, on a real database and a real repository. */
class ReleaseIT {

    private static final String SCENARIO = "1-of-20";

    @TempDir Path folder;
    private Packages packages;
    private Path repository;
    private Shop shop;
    private String schema;
    private String release;

    @BeforeEach
    void start() throws Exception {
        packages = Packages.open();
        repository = packages.repository(folder, SCENARIO, 5_000);
        shop = Shop.open("release");
        shop.configure("  core: { repository: \"%s\" }\n".formatted(repository));
        shop.plan(".npmrc", packages.npmrc(folder.resolve("cache")));
        shop.plan("full-name.yaml", Users.plan(1_000_000));
        Users.create(shop, 6_000);
        schema = Dump.of(shop);
        release = shop.name() + "/release";
    }

    @AfterEach
    void stop() throws Exception {
        shop.close();
        packages.close();
    }

    private String plan(int moved, String more) throws Exception {
        return shop.plan(
                        "release.yaml",
                        """
                        kind: release
                        migration: full-name.yaml
                        project: core
                        upgrade: { only: [ "@%s/p%02d" ], audit: false }
                        %s
                        """
                                .formatted(SCENARIO, moved, more))
                .toString();
    }

    private boolean expanded() throws Exception {
        return shop.number(
                        "select count(*) from information_schema.columns where table_name = 'users'"
                                + " and column_name = 'full_name'")
                == 1;
    }

    @Test
    void movesBothThoughTheWorkerIsKilledAndTakesBothBack() throws Exception {
        WorkerProcess worker = shop.worker();
        Cli.Result started = shop.godwit("start", plan(1, ""), "--target", shop.name(), "--detach");
        assertThat(started.exit()).as(started.toString()).isZero();
        Tools.await("the expanded schema", 60, this::expanded);
        List<String> status = new ArrayList<>();
        Tools.await(
                "a probe",
                60,
                () -> {
                    status.add(shop.godwit("status", release).out());
                    return status.getLast().contains("try @1-of-20/p01");
                });
        assertThat(status.getLast())
                .contains("stage upgrade", "waits for  the upgrade of release " + release);
        assertThat(Users.wrong(shop)).isPositive();
        worker.kill();
        shop.worker();

        Cli.Result end = shop.godwit("watch", release);

        assertThat(end.exit()).as(end.toString()).isZero();
        assertThat(Users.wrong(shop)).isZero();
        assertThat(git(repository, "show", "godwit/core/upgrade:package.json"))
                .contains("\"@1-of-20/p01\": \"^1.1.0\"");
        assertThat(shop.godwit("list").out()).contains(release, "core/upgrade");
        assertThat(shop.godwit("history", release).out())
                .contains("MigrationWorkflow " + shop.name() + "/full-name");
        assertThat(shop.godwit("report", release, "--markdown").out())
                .contains("6,000 rows filled, 6,000 compared, 0 wrong", "@1-of-20/p01");

        Cli.Result again = shop.godwit("start", plan(1, ""), "--target", shop.name());
        assertThat(again.exit()).as(again.toString()).isZero();
        assertThat(again.out()).contains("its schema was applied before");

        assertThat(shop.godwit("merge", "core/upgrade").exit()).isZero();
        Cli.Result back = shop.godwit("rollback", shop.name() + "/full-name", "--yes");
        assertThat(back.exit()).as(back.toString()).isEqualTo(4);
        assertThat(Dump.of(shop)).isEqualTo(schema);
    }

    @Tag("slow")
    @Test
    void leavesNothingWhenTheProjectCannotFollow() throws Exception {
        shop.worker();
        String before = git(repository, "rev-parse", "main");

        Cli.Result end = shop.godwit("start", plan(7, ""), "--target", shop.name());

        assertThat(end.exit()).as(end.toString()).isEqualTo(4);
        assertThat(end.out() + end.err()).contains("GW-681", "quarantined", "accept");
        assertThat(Dump.of(shop)).isEqualTo(schema);
        assertThat(git(repository, "for-each-ref", "refs/heads/godwit", "refs/godwit")).isEmpty();

        Cli.Result accepted =
                shop.godwit("start", plan(7, "accept: [ partial ]"), "--target", shop.name());
        assertThat(accepted.exit()).as(accepted.toString()).isZero();
        Cli.Result back = shop.godwit("rollback", release, "--yes", "--reason", "too early");
        assertThat(back.exit()).as(back.toString()).isEqualTo(4);
        assertThat(Dump.of(shop)).isEqualTo(schema);
        assertThat(git(repository, "rev-parse", "main")).isEqualTo(before);
    }

    @Test
    void saysWhatIsWrongBeforeAnythingIsTouched() throws Exception {
        shop.worker();
        shop.plan("release.yaml", "kind: release\nmigration: full-name.yaml\nprojct: core\n");
        Cli.Result misspelt = shop.godwit("start", "release.yaml", "--target", shop.name());
        assertThat(misspelt.exit()).isEqualTo(6);
        assertThat(misspelt.err()).contains("did you mean \"project\"", "lacks \"project\"");

        shop.plan("full-name.yaml", "kind: release\nmigration: other.yaml\nproject: core\n");
        shop.plan("other.yaml", Users.plan(1) + "migration: full-name\n");
        Cli.Result same = shop.godwit("start", "full-name.yaml", "--target", shop.name());
        assertThat(same.exit()).isEqualTo(6);
        assertThat(same.err()).contains("GW-684");

        shop.plan("full-name.yaml", Users.plan(1_000_000));
        Cli.Result project = shop.godwit("start", plan(1, ""), "--target", "core");
        assertThat(project.exit()).isEqualTo(2);
        assertThat(Dump.of(shop)).isEqualTo(schema);
    }
}
