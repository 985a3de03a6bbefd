package dev.godwit.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.project.audit.Feeds;
import dev.godwit.project.git.Git;
import dev.godwit.project.process.Sandbox;
import dev.godwit.upgrade.place.Location;
import dev.godwit.upgrade.place.Workshop;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BranchesTest {

    private static final Runnable GO_ON = () -> {};
    private static final Place PLACE = new Place("shop", "shop", "", "", "npm");
    private static final UpgradeInput RUN =
            new UpgradeInput(Contract.VERSION, PLACE, "upgrade", Wishes.NONE, "ann", false);
    private static final String BRANCH = Branches.result(RUN.run());

    @TempDir Path temp;
    private final Sandbox sandbox = new Sandbox(System.getenv());
    private Path user;
    private String begin;

    @BeforeEach
    void repository() throws IOException {
        user = Files.createDirectory(temp.resolve("user"));
        git("init", "-q", "-b", "main");
        commit("Begin", "1");
        begin = git("rev-parse", "HEAD");
        git("checkout", "-q", "-b", BRANCH);
        commit("Move it\n\nGodwit-Run: " + RUN.run(), "2");
    }

    private String git(String... arguments) {
        return new Git(sandbox).ask(user, GO_ON, arguments);
    }

    private void commit(String message, String text) throws IOException {
        Files.writeString(user.resolve("version"), text);
        git("add", "-A");
        git("commit", "-q", "-m", message);
    }

    private BranchReport takeBack() {
        Workshop workshop = new Workshop(temp.resolve("home"), "here", sandbox, Feeds.none(temp));
        Location location = new Location(user.toString(), "", "");
        Site site = new Site(workshop, place -> location, PLACE, RUN.run(), GO_ON);
        return new Branches(site, RUN.run(), GO_ON)
                .takeBack(new BranchInput(RUN, "main", begin, "ann"));
    }

    @Test
    void theResultBranchIsRemoved() {
        git("checkout", "-q", "main");
        assertThat(takeBack().done()).isTrue();
        assertThat(git("branch", "--list", BRANCH)).isEmpty();
    }

    @Test
    void somebodyElsesCommitsOnItAreNotLost() throws Exception {
        commit("Mend what the new version wants", "3");
        String theirs = git("rev-parse", "HEAD");
        git("checkout", "-q", "main");
        BranchReport report = takeBack();
        assertThat(report.done()).isFalse();
        assertThat(report.problems()).extracting(Finding::code).containsExactly("GW-630");
        assertThat(git("rev-parse", BRANCH)).isEqualTo(theirs);
    }

    @Test
    void whatWasMergedIsTakenBackByOneCommit() {
        git("checkout", "-q", "main");
        git("merge", "-q", "--ff-only", BRANCH);
        assertThat(takeBack().done()).isTrue();
        assertThat(user.resolve("version")).hasContent("1");
        assertThat(git("rev-list", "--count", "main")).isEqualTo("3");
        assertThat(git("branch", "--list", BRANCH)).isEmpty();
    }
}
