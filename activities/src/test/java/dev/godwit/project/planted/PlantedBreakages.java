package dev.godwit.project.planted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.project.ecosystem.Ecosystem;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.git.Git;
import dev.godwit.project.git.Scratch;
import dev.godwit.project.probe.Judge;
import dev.godwit.project.probe.Judgement;
import dev.godwit.project.probe.Probe;
import dev.godwit.project.probe.Verdict;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same breakages in every ecosystem, judged with its real tools. The project uses two packages,
 * left and right, which are worth 1 each; its test wants the sum to be 2.
 *
 * <table>
 * <caption>What is published</caption>
 * <tr><td>left 1.1.0</td><td>as before</td></tr>
 * <tr><td>left 2.0.0</td><td>is worth 2: a test fails</td></tr>
 * <tr><td>left 3.0.0</td><td>has lost what the project uses: nothing compiles</td></tr>
 * <tr><td>right 2.0.0</td><td>is worth 0, and cannot be installed without left 2</td></tr>
 * </table>
 */
public abstract class PlantedBreakages {

    private static final Runnable GO_ON = () -> {};

    @TempDir protected Path temp;
    private Sandbox sandbox;
    private Git git;
    private Path user;
    private Scratch scratch;

    /** What is tested. */
    protected abstract Ecosystem ecosystem();

    /** Of the worker. */
    protected abstract Map<String, String> environment();

    /** Writes a project at left 1.0.0 and right 1.0.0. @param sum that its test wants */
    protected abstract void project(Path folder, int sum) throws IOException;

    /** Has its test fail when there is no such file, and make the file. */
    protected abstract void flaky(Path folder, Path marker) throws IOException;

    /** From 1.0.0. */
    protected abstract Move left(String to);

    /** From 1.0.0. */
    protected abstract Move right(String to);

    /** What its tools print when something does not compile. */
    protected abstract String uncompiled();

    @BeforeEach
    void begin() throws IOException {
        sandbox = new Sandbox(environment());
        git = new Git(sandbox);
        user = Files.createDirectory(temp.resolve("user"));
        scratch = new Scratch(git, user.toString(), temp.resolve("scratch"), "one");
        git.ask(user, GO_ON, "init", "-q", "-b", "main");
        project(user, 2);
        commit();
    }

    private void commit() {
        git.ask(user, GO_ON, "add", "-A");
        git.ask(user, GO_ON, "commit", "-q", "-m", "Go on");
    }

    private Judgement judge(Move... moves) throws IOException {
        String head = git.ask(user, GO_ON, "rev-parse", "HEAD");
        Probe probe =
                new Probe(
                        head,
                        "",
                        ecosystem().name(),
                        List.of(moves),
                        List.of(),
                        List.of(),
                        "whatever is here");
        return new Judge(ecosystem(), scratch, sandbox, temp.resolve("logs"), Duration.ofMinutes(5))
                .judge(probe, List.of(), "shop/upgrade", GO_ON);
    }

    /** Of the last program. */
    private String printed(Judgement judgement) throws IOException {
        return Files.readString(temp.resolve("logs").resolve(judgement.logs().getLast()));
    }

    @Test
    @Tag("slow")
    void aBumpThatBreaksCompilationIsRed() throws Exception {
        Judgement red = judge(left("3.0.0"));
        assertThat(red.verdict()).as(red.note()).isEqualTo(Verdict.RED);
        assertThat(red.commit()).isEmpty();
        assertThat(printed(red)).contains(uncompiled());
    }

    @Test
    void aBumpThatBreaksATestIsRedUntilItsOtherHalfMovesToo() throws Exception {
        Judgement red = judge(left("2.0.0"));
        assertThat(red.verdict()).as(red.note()).isEqualTo(Verdict.RED);
        assertThat(printed(red)).doesNotContain(uncompiled());

        Judgement pair = judge(left("2.0.0"), right("2.0.0"));
        assertThat(pair.verdict()).as(pair.note()).isEqualTo(Verdict.GREEN);
        assertThat(pair.commit()).isNotEmpty();
    }

    @Test
    void aConflictCannotBeBuiltAndNamesWhoIsInTheWay() throws Exception {
        Judgement conflict = judge(right("2.0.0"));
        assertThat(conflict.verdict()).as(conflict.note()).isEqualTo(Verdict.UNBUILDABLE);
        assertThat(conflict.note() + conflict.conflict())
                .contains(left("2.0.0").name(), right("2.0.0").name());
    }

    @Test
    @Tag("slow")
    void aFlakyTestIsNoVerdict() throws Exception {
        flaky(user, temp.resolve("was-here"));
        commit();
        Judgement flaky = judge(left("1.1.0"));
        assertThat(flaky.verdict()).as(flaky.note()).isEqualTo(Verdict.FLAKY);
    }

    @Test
    @Tag("slow")
    void aRedBaselineIsRed() throws Exception {
        project(user, 5);
        commit();
        Judgement red = judge();
        assertThat(red.verdict()).as(red.note()).isEqualTo(Verdict.RED);
        assertThat(red.commit()).isEmpty();
    }
}
