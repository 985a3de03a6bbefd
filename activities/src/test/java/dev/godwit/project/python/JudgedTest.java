package dev.godwit.project.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.git.Git;
import dev.godwit.project.git.Scratch;
import dev.godwit.project.probe.Judge;
import dev.godwit.project.probe.Judgement;
import dev.godwit.project.probe.Probe;
import dev.godwit.project.probe.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Breakages that were planted into a project of Python's. */
@Tag("slow")
class JudgedTest {

    private static final Runnable GO_ON = () -> {};

    @TempDir static Path tools;
    @TempDir Path temp;
    private Shop shop;
    private Git git;

    @BeforeEach
    void open() throws IOException {
        shop = new Shop(temp, tools);
        git = new Git(shop.at().sandbox());
        git.ask(shop.folder, GO_ON, "init", "-q", "-b", "main");
    }

    @AfterEach
    void close() {
        shop.close();
    }

    private Judgement judge(Move... moves) throws IOException {
        git.ask(shop.folder, GO_ON, "add", "-A");
        git.ask(shop.folder, GO_ON, "commit", "-q", "--allow-empty", "-m", "Begin");
        String head = git.ask(shop.folder, GO_ON, "rev-parse", "HEAD");
        Probe probe = new Probe(head, "", "python", List.of(moves), List.of(), List.of(), "python");
        Scratch scratch = new Scratch(git, shop.folder.toString(), temp.resolve("scratch"), "one");
        return new Judge(
                        shop.python,
                        scratch,
                        shop.at().sandbox(),
                        temp.resolve("logs"),
                        Duration.ofMinutes(5))
                .judge(probe, List.of(), "shop/minor", GO_ON);
    }

    @Test
    void whatBreaksATestIsRedAndWhatDoesNotIsCommitted() throws Exception {
        shop.write(".gitignore", ".godwit-*\n");
        shop.write("requirements.in", "godwit-left\ngodwit-right\n");
        shop.run(shop.pipCompile(), "--no-emit-options", "requirements.in");
        shop.packages.publish("godwit_left", "1.1.0", "side = 'left'\n", "");
        shop.packages.publish("godwit_left", "2.0.0", "side = 'LEFT'\n", "");
        Judgement red = judge(new Move("godwit-left", "==1.0.0", "==2.0.0"));
        assertThat(red.verdict()).as(red.note()).isEqualTo(Verdict.RED);
        Judgement green = judge(new Move("godwit-left", "==1.0.0", "==1.1.0"));
        assertThat(green.verdict()).as(green.note()).isEqualTo(Verdict.GREEN);
        String clone = temp.resolve("scratch/one").toString();
        assertThat(git.ask(shop.folder, GO_ON, "-C", clone, "show", "-U0", green.commit()))
                .contains("Move godwit-left ==1.0.0 -> ==1.1.0", "+godwit-left==1.1.0")
                .doesNotContain("requirements.in b", shop.packages.url(), ".godwit-");
    }

    @Test
    void tellsARedBaselineFromAFlakyOne() throws Exception {
        shop.write("requirements.txt", "godwit-left==1.0.0\ngodwit-right==1.0.0\n");
        Path marker = temp.resolve("was-here");
        shop.write(
                "test_luck.py",
                "import os, unittest\nclass Luck(unittest.TestCase):\n    def test_luck(self):\n"
                        + "        there = os.path.exists('%s')\n        open('%s', 'w').close()\n"
                                .formatted(marker, marker)
                        + "        self.assertTrue(there)\n");
        assertThat(judge().verdict()).isEqualTo(Verdict.FLAKY);
        shop.write("test_luck.py", "raise SystemError('red')\n");
        Judgement red = judge();
        assertThat(red.verdict()).isEqualTo(Verdict.RED);
        assertThat(red.note()).contains("unittest discover: exit 1");
    }
}
