package dev.godwit.project.git;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.problem.Problem;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {

    private static final Runnable GO_ON = () -> {};

    @TempDir Path temp;
    private final Git git = new Git(new Sandbox(System.getenv()));
    private Path user;
    private Path project;

    @BeforeEach
    void repository() throws IOException {
        user = Files.createDirectory(temp.resolve("user"));
        project = Files.createDirectories(user.resolve("services/core"));
        git(user, "init", "-q", "-b", "main");
        Files.writeString(project.resolve("package.json"), "{}\n");
        Files.writeString(user.resolve(".gitignore"), "node_modules\n");
        git(user, "add", "-A");
        git(user, "commit", "-q", "-m", "Begin");
    }

    private String git(Path folder, String... arguments) {
        return git.ask(folder, GO_ON, arguments);
    }

    private Checkout checkout() {
        return new Checkout(git, project);
    }

    private Scratch scratch(String name) {
        return new Scratch(git, user.toString(), temp.resolve("scratch"), name);
    }

    @Test
    void knowsWhereAProjectLies() {
        assertThat(checkout().problems(GO_ON)).isEmpty();
        Checkout.Start start = checkout().start(GO_ON);
        assertThat(start.path()).isEqualTo("services/core");
        assertThat(start.branch()).isEqualTo("main");
        assertThat(start.commit()).isEqualTo(git(user, "rev-parse", "HEAD"));
        assertThat(start.root()).isEqualTo(user);
    }

    @Test
    void saysEverythingThatStandsInTheWay() throws IOException {
        assertThat(codes(new Checkout(git, temp.resolve("none")))).containsExactly("GW-601");
        Path bare = Files.createDirectory(temp.resolve("bare"));
        assertThat(codes(new Checkout(git, bare))).containsExactly("GW-602");
        git(bare, "init", "-q");
        assertThat(codes(new Checkout(git, bare))).containsExactly("GW-603");

        git(user, "checkout", "-q", "--detach");
        Files.writeString(project.resolve("new.txt"), "x");
        Files.writeString(user.resolve(".gitmodules"), "");
        assertThat(codes(checkout())).containsExactly("GW-604", "GW-605", "GW-606");
    }

    private java.util.List<String> codes(Checkout checkout) {
        return checkout.problems(GO_ON).stream().map(Problem::code).toList();
    }

    @Test
    void aVerdictIsACommitThatAnotherCloneCanGoOnFrom() throws IOException {
        String base = git(user, "rev-parse", "HEAD");
        Scratch first = scratch("first");
        first.reset(base, GO_ON);
        Files.writeString(first.folder().resolve("services/core/package.json"), "{ }\n");
        first.stage(GO_ON);
        Files.writeString(first.folder().resolve("left-by-a-test.txt"), "x");
        String commit = first.commit("Move a to 2", Map.of("Godwit-Run", "core/minor"), GO_ON);
        first.push(commit, "refs/godwit/core/probe", GO_ON);
        first.remove();

        Scratch second = scratch("second");
        second.reset(commit, GO_ON);
        assertThat(second.folder().resolve("services/core/package.json")).hasContent("{ }");
        assertThat(second.folder().resolve("left-by-a-test.txt")).doesNotExist();
        second.push(commit, "refs/heads/godwit/core", GO_ON);
        second.forget("refs/godwit/core/probe", GO_ON);
        second.forget("refs/godwit/core/probe", GO_ON);

        assertThat(git(user, "log", "-1", "--format=%(trailers:key=Godwit-Run)", "godwit/core"))
                .isEqualTo("Godwit-Run: core/minor");
        assertThat(git(user, "for-each-ref", "--format=%(refname)"))
                .isEqualTo("refs/heads/godwit/core\nrefs/heads/main");
        assertThat(git(user, "status", "--porcelain")).isEmpty();
        assertThat(git(user, "rev-parse", "HEAD")).isEqualTo(base);
    }

    @Test
    void nothingOfAnEarlierProbeIsLeft() throws IOException {
        Scratch scratch = scratch("one");
        String base = git(user, "rev-parse", "HEAD");
        scratch.reset(base, GO_ON);
        Files.createDirectory(scratch.folder().resolve("node_modules"));
        Files.writeString(scratch.folder().resolve("node_modules/x"), "x");
        Files.writeString(scratch.folder().resolve("services/core/package.json"), "broken");
        Files.writeString(scratch.folder().resolve(".git/index.lock"), "of a git that was killed");
        Files.writeString(scratch.folder().resolve(".git/refs/heads/main.lock"), "");
        scratch.reset(base, GO_ON);
        assertThat(scratch.folder().resolve("node_modules")).doesNotExist();
        assertThat(scratch.folder().resolve("services/core/package.json")).hasContent("{}");
        assertThat(scratch.commit("Nothing", Map.of(), GO_ON)).isEqualTo(base);
    }

    @Test
    void aCloneBesideAnotherSharesNothingThatCanChange() throws IOException {
        String base = git(user, "rev-parse", "HEAD");
        Scratch one = scratch("one");
        one.reset(base, GO_ON);
        Scratch other = one.beside("other");
        other.reset(base, GO_ON);
        assertThat(git(other.folder(), "remote", "get-url", "origin")).isEqualTo(user.toString());
        assertThat(objects(other)).isNotEmpty().containsAll(objects(one));

        Files.writeString(other.folder().resolve("services/core/package.json"), "{ }\n");
        other.stage(GO_ON);
        String commit = other.commit("Move a to 2", Map.of("Godwit-Run", "core/minor"), GO_ON);
        other.push(commit, "refs/godwit/core/probe", GO_ON);
        assertThat(one.folder().resolve("services/core/package.json")).hasContent("{}");
        one.reset(commit, GO_ON);
        one.remove();
        assertThat(git(other.folder(), "fsck", "--no-progress")).isEmpty();

        Scratch third = one.beside("third");
        third.reset(commit, GO_ON);
        assertThat(third.folder().resolve("services/core/package.json")).hasContent("{ }");
    }

    /** The files that git's objects are in: the same file has the same key. */
    private static Set<Object> objects(Scratch scratch) throws IOException {
        Set<Object> keys = new HashSet<>();
        try (Stream<Path> files = Files.walk(scratch.folder().resolve(".git/objects"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                keys.add(Files.readAttributes(file, BasicFileAttributes.class).fileKey());
            }
        }
        return keys;
    }

    @Test
    void tellsNoPassword() {
        Scratch scratch =
                new Scratch(
                        git, "https://me:s3cret@127.0.0.1:1/x.git", temp.resolve("scratch"), "far");
        assertThatThrownBy(() -> scratch.reset("main", GO_ON))
                .isInstanceOf(GitFailure.class)
                .hasMessageNotContaining("s3cret");
    }
}
