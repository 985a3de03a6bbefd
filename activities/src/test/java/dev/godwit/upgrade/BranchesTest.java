package dev.godwit.upgrade;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.project.ProjectFailure;
import dev.godwit.project.audit.Feeds;
import dev.godwit.project.git.Git;
import dev.godwit.project.git.GitFailure;
import dev.godwit.project.git.Scratch;
import dev.godwit.project.place.Lane;
import dev.godwit.project.place.Location;
import dev.godwit.project.place.Workshop;
import dev.godwit.project.process.Sandbox;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.upgrade.message.BranchInput;
import dev.godwit.workflow.upgrade.message.BranchReport;
import dev.godwit.workflow.upgrade.message.Place;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.message.Wishes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real repository that somebody else works in as well. */
class BranchesTest {

    private static final Runnable GO_ON = () -> {};
    private static final String RUN = "shop/upgrade";
    private static final String BRANCH = "godwit/" + RUN;

    @TempDir Path temp;
    private final Git git = new Git(new Sandbox(System.getenv()));
    private Path user;
    private Site site;
    private Scratch scratch;
    private Branches branches;

    @BeforeEach
    void repository() throws IOException {
        user = Files.createDirectory(temp.resolve("user"));
        git("init", "-q", "-b", "main");
        Files.writeString(user.resolve("a.txt"), "1\n");
        git("add", "-A");
        git("commit", "-q", "-m", "Begin");
        Workshop workshop =
                new Workshop(
                        temp.resolve("home"),
                        "here",
                        new Sandbox(System.getenv()),
                        Feeds.none(temp.resolve("feeds")));
        Place place = new Place("shop", "shop", user.toString(), "", "");
        site =
                new Site(
                        workshop,
                        (target, directory, path) -> new Location("", "", user.toString()),
                        place,
                        Lane.first(RUN),
                        GO_ON);
        scratch = site.scratch();
        branches = new Branches(site, RUN, GO_ON);
    }

    private String git(String... arguments) {
        return git.ask(user, GO_ON, arguments);
    }

    /** As a run makes one. */
    private String commit(String on, String text) throws IOException {
        scratch.reset(on, GO_ON);
        Files.writeString(scratch.folder().resolve("a.txt"), text);
        scratch.stage(GO_ON);
        return scratch.commit("Move a", Map.of("Godwit-Run", RUN), GO_ON);
    }

    /** As a person makes one, on top of the result branch. */
    private String theirs(String... amend) {
        git("switch", "-q", BRANCH);
        String[] command = {
            "-c",
            "user.name=Ann",
            "-c",
            "user.email=ann@example.org",
            "commit",
            "-q",
            "--allow-empty",
            "-m",
            "Help"
        };
        ProcessBuilder builder = new ProcessBuilder("git");
        builder.command().addAll(List.of(command));
        builder.command().addAll(List.of(amend));
        try {
            assertThat(builder.directory(user.toFile()).start().waitFor()).isZero();
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
        String commit = git("rev-parse", "HEAD");
        git("switch", "-q", "main");
        return commit;
    }

    private static String code(Throwable failure) {
        return ((ProjectFailure) failure).problem().code();
    }

    @Test
    void goesOnFromWhatItPushedAndOverAnEarlierRun() throws IOException {
        String base = git("rev-parse", "HEAD");
        String one = commit(base, "2\n");
        assertThat(branches.keep(one)).isEqualTo(BRANCH);
        assertThat(branches.keep(one)).as("again").isEqualTo(BRANCH);
        String two = commit(one, "3\n");
        branches.keep(two);
        assertThat(git("rev-parse", BRANCH)).isEqualTo(two);
        String other = commit(base, "4\n");
        branches.keep(other);
        assertThat(git("rev-parse", BRANCH)).as("all of it was Godwit's").isEqualTo(other);
    }

    @Test
    void neverOverwritesACommitOfSomebodyElse() throws IOException {
        String one = commit(git("rev-parse", "HEAD"), "2\n");
        branches.keep(one);
        String theirs = theirs();
        String two = commit(one, "3\n");
        assertThatThrownBy(() -> branches.keep(two))
                .isInstanceOf(ProjectFailure.class)
                .satisfies(failure -> assertThat(code(failure)).isEqualTo("GW-657"));
        assertThatThrownBy(() -> branches.keep(one))
                .as("an attempt that comes late")
                .isInstanceOf(ProjectFailure.class);
        assertThat(git("rev-parse", BRANCH)).isEqualTo(theirs);
        assertThat(new Ownership(scratch, GO_ON).ours(one)).isTrue();
    }

    @Test
    void aCommitThatSomebodyHasAmendedIsTheirs() throws IOException {
        branches.keep(commit(git("rev-parse", "HEAD"), "2\n"));
        String theirs = theirs("--amend", "-m", "Move a\n\nGodwit-Run: " + RUN);
        assertThat(new Ownership(scratch, GO_ON).ours(theirs)).isFalse();
    }

    @Test
    void whoIsFasterWins() throws IOException {
        String base = git("rev-parse", "HEAD");
        String one = commit(base, "2\n");
        branches.keep(one);
        String theirs = theirs();
        String two = commit(one, "3\n");
        String ref = "refs/heads/" + BRANCH;
        assertThatThrownBy(() -> scratch.replace(two, ref, one, GO_ON))
                .isInstanceOf(GitFailure.class);
        assertThatThrownBy(() -> scratch.replace(two, ref, "", GO_ON))
                .isInstanceOf(GitFailure.class);
        assertThatThrownBy(() -> scratch.drop(ref, one, GO_ON)).isInstanceOf(GitFailure.class);
        assertThat(git("rev-parse", BRANCH)).isEqualTo(theirs);
    }

    @Test
    void anAbortRemovesItsOwnBranchOnly() throws IOException {
        String base = git("rev-parse", "HEAD");
        BranchInput input =
                new BranchInput(
                        new UpgradeInput(
                                Contract.VERSION,
                                new Place("shop", "shop", "", "", ""),
                                "upgrade",
                                Wishes.NONE,
                                "ann",
                                false),
                        "main",
                        base,
                        "ann");
        branches.keep(commit(base, "2\n"));
        String theirs = theirs();
        BranchReport refused = branches.takeBack(input);
        assertThat(refused.done()).isFalse();
        assertThat(refused.problems()).extracting(Finding::code).containsExactly("GW-657");
        assertThat(git("rev-parse", BRANCH)).isEqualTo(theirs);

        git("branch", "aside", theirs);
        git("branch", "-f", BRANCH, BRANCH + "~1");
        assertThat(branches.takeBack(input).done()).isTrue();
        assertThat(git("for-each-ref", "--format=%(refname)", "refs/heads"))
                .isEqualTo("refs/heads/aside\nrefs/heads/main");
    }
}
