package dev.godwit.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.godwit.project.audit.Feeds;
import dev.godwit.project.git.Git;
import dev.godwit.project.place.Location;
import dev.godwit.project.place.Workshop;
import dev.godwit.project.process.Sandbox;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.upgrade.activity.Base;
import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.activity.Judged.Kind;
import dev.godwit.workflow.upgrade.activity.ProbeTask;
import dev.godwit.workflow.upgrade.activity.UpgradeActivities;
import dev.godwit.workflow.upgrade.message.Place;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.message.Wishes;
import io.temporal.activity.ActivityOptions;
import io.temporal.testing.TestActivityEnvironment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project that is built beside itself, with real npm and git. */
class LanesTest {

    private static final String RUN = "shop/upgrade";

    /** Waits until the other one is there too, and says where it is. */
    private static final String MEETING =
            """
            const fs = require('node:fs');
            const [meeting, wanted] = [process.argv[2], Number(process.argv[3])];
            fs.appendFileSync(meeting, process.cwd() + ' ' + (process.env.TMPDIR ?? '') + '\\n');
            const there = () => fs.readFileSync(meeting, 'utf8').trim().split('\\n').length;
            const end = Date.now() + 60000;
            const look = () => there() >= wanted ? 0 : Date.now() > end ? process.exit(1) : setTimeout(look, 50);
            look();
            """;

    /** Wants a port for itself. */
    private static final String PORT =
            """
            const server = require('node:net').createServer();
            server.on('error', () => process.exit(1));
            server.listen(Number(process.argv[2]), '127.0.0.1', () => setTimeout(() => process.exit(0), 8000));
            """;

    @TempDir Path temp;
    private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();

    /** An environment runs one activity at a time. */
    private final TestActivityEnvironment another = TestActivityEnvironment.newInstance();

    private final Sandbox sandbox = new Sandbox(System.getenv());
    private final Git git = new Git(sandbox);
    private Path project;
    private Workshop workshop;
    private UpgradeActivities activities;

    @BeforeEach
    void project() throws IOException {
        assumeTrue(sandbox.find("npm").isPresent(), "npm is not on the PATH");
        project = Files.createDirectory(temp.resolve("shop"));
        workshop =
                new Workshop(
                        temp.resolve("home"), "here", sandbox, Feeds.none(temp.resolve("data")));
        activities = in(environment);
    }

    private UpgradeActivities in(TestActivityEnvironment one) {
        one.registerActivitiesImplementations(
                new ProjectUpgrades(
                        workshop,
                        (target, directory, path) -> new Location("", "", project.toString())));
        return one.newActivityStub(
                UpgradeActivities.class,
                ActivityOptions.newBuilder()
                        .setStartToCloseTimeout(Duration.ofMinutes(5))
                        .setHeartbeatTimeout(Duration.ofSeconds(30))
                        .build());
    }

    @AfterEach
    void close() {
        environment.close();
        another.close();
    }

    private ProbeTask task(String script, List<String> test, int lanes) throws IOException {
        Files.writeString(
                project.resolve("package.json"), "{\"name\":\"shop\",\"version\":\"1.0.0\"}");
        Files.writeString(project.resolve("test.js"), script);
        git("init", "-q", "-b", "main");
        git("add", "-A");
        git("commit", "-q", "-m", "Begin");
        Wishes none = Wishes.NONE;
        Wishes wishes =
                new Wishes(
                        false,
                        none.only(),
                        none.except(),
                        test,
                        none.recipes(),
                        0,
                        none.failOn(),
                        "",
                        false,
                        false,
                        lanes);
        UpgradeInput input =
                new UpgradeInput(
                        Contract.VERSION,
                        new Place("shop", "shop", project.toString(), "", ""),
                        "upgrade",
                        wishes,
                        "ann",
                        false);
        Base base = activities.findBase(input);
        assertThat(base.problems()).isEmpty();
        assertThat(base.lanes()).isEqualTo(lanes);
        return new ProbeTask(input, base, base.commit(), List.of(), List.of(), 0, false);
    }

    private String git(String... arguments) {
        return git.ask(project, () -> {}, arguments);
    }

    @Test
    void whatCanBeBuiltBesideItselfIsGreenThereAndRememberedAsThat() throws IOException {
        Path meeting = temp.resolve("meeting");
        ProbeTask task = task(MEETING, List.of("node", "test.js", meeting.toString(), "3"), 3);
        Judged together = activities.together(task);
        assertThat(together.kind()).as(together.note()).isEqualTo(Kind.GREEN);
        assertThat(together.commit()).isEqualTo(task.commit());
        assertThat(Files.readAllLines(meeting)).hasSize(3).doesNotHaveDuplicates();
        assertThat(activities.together(task).remembered()).isTrue();
        assertThat(activities.probe(task).remembered()).isTrue();
        assertThat(Files.readAllLines(meeting)).hasSize(3);

        activities.tidy(task);
        assertThat(git("for-each-ref", "refs/godwit")).isEmpty();
        try (Stream<Path> left = Files.list(temp.resolve("home/clones"))) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("shop_upgrade", "shop_upgrade.lock");
        }
    }

    @Test
    void whatWantsAPortForItselfIsRedBesideItselfAndGreenAlone() throws IOException {
        ProbeTask task = task(PORT, List.of("node", "test.js", "27183"), 2);
        assertThat(activities.together(task).green()).isFalse();
        Judged alone = activities.probe(task);
        assertThat(alone.kind()).as(alone.note()).isEqualTo(Kind.GREEN);
        assertThat(alone.remembered()).isFalse();
    }

    @Test
    void twoProbesOfARunHaveNoFolderInCommon() throws IOException {
        Path meeting = temp.resolve("meeting");
        ProbeTask task = task(MEETING, List.of("node", "test.js", meeting.toString(), "2"), 2);
        Files.writeString(project.resolve("other.txt"), "x");
        git("add", "-A");
        git("commit", "-q", "-m", "Go on");
        ProbeTask other =
                new ProbeTask(
                        task.input(),
                        task.base(),
                        git("rev-parse", "HEAD"),
                        List.of(),
                        List.of(),
                        1,
                        false);
        UpgradeActivities elsewhere = in(another);
        CompletableFuture<Judged> beside =
                CompletableFuture.supplyAsync(() -> elsewhere.probe(other));
        assertThat(activities.probe(task).kind()).isEqualTo(Kind.GREEN);
        assertThat(beside.join().kind()).isEqualTo(Kind.GREEN);
        List<String> places = Files.readAllLines(meeting);
        assertThat(places).hasSize(2);
        assertThat(places.stream().map(line -> line.split(" ", 2)[0])).doesNotHaveDuplicates();
        assertThat(places.stream().map(line -> line.split(" ", 2)[1])).doesNotHaveDuplicates();
    }
}
