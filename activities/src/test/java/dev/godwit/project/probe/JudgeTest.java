package dev.godwit.project.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.project.ecosystem.Move;
import dev.godwit.project.git.Git;
import dev.godwit.project.git.Scratch;
import dev.godwit.project.link.Link;
import dev.godwit.project.npm.Npm;
import dev.godwit.project.npm.Registry;
import dev.godwit.project.process.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real repository with a real npm project. */
class JudgeTest {

    private static final Runnable GO_ON = () -> {};

    @TempDir Path temp;
    private Registry registry;
    private Sandbox sandbox;
    private Git git;
    private Path user;
    private Scratch scratch;

    @BeforeEach
    void project() throws Exception {
        registry = new Registry(temp);
        registry.publish("godwit-one", "1.0.0", "module.exports = 1", "{}");
        registry.publish(
                "godwit-one",
                "1.1.0",
                "module.exports = 1",
                "{\"repository\":\"git+ssh://git@github.com/made/one.git\"}");
        registry.publish("godwit-one", "2.0.0", "module.exports = 2", "{}");
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("npm_config_registry", registry.url());
        environment.put("npm_config_prefer_online", "true");
        sandbox = new Sandbox(environment);
        git = new Git(sandbox);
        user = Files.createDirectory(temp.resolve("user"));
        scratch = new Scratch(git, user.toString(), temp.resolve("scratch"), "one");
        Files.writeString(
                user.resolve("package.json"),
                """
                {"name":"shop","version":"1.0.0","scripts":{"test":"node test.js"},
                 "dependencies":{"godwit-one":"^1.0.0"}}
                """);
        Files.writeString(
                user.resolve("test.js"),
                "require('fs').writeFileSync('left.txt','x');"
                        + " if (require('godwit-one') !== 1) process.exit(1);\n");
        git.ask(user, GO_ON, "init", "-q", "-b", "main");
        commit();
    }

    private void commit() {
        git.ask(user, GO_ON, "add", "-A");
        git.ask(user, GO_ON, "commit", "-q", "-m", "Begin");
    }

    @AfterEach
    void close() {
        registry.close();
    }

    private Probe probe(Move... moves) {
        String head = git.ask(user, GO_ON, "rev-parse", "HEAD");
        return new Probe(head, "", "npm", List.of(moves), List.of(), List.of(), "node");
    }

    private Judgement judge(Probe probe) throws IOException {
        return new Judge(new Npm(), scratch, sandbox, temp.resolve("logs"), Duration.ofMinutes(2))
                .judge(probe, List.of(), "shop/minor", GO_ON);
    }

    @Test
    void aSetThatIsLookedAtAgainInSmallerOnesIsLookedAtOnce() throws Exception {
        Files.writeString(
                user.resolve("test.js"),
                "require('fs').appendFileSync('%s','x'); process.exit(1);\n"
                        .formatted(temp.resolve("looks")));
        commit();
        Judge judge =
                new Judge(new Npm(), scratch, sandbox, temp.resolve("logs"), Duration.ofMinutes(2));
        Probe probe = probe(new Move("godwit-one", "^1.0.0", "^1.1.0"));

        Judgement once = judge.judge(probe, List.of(), "shop/minor", true, GO_ON);
        assertThat(once.verdict()).isEqualTo(Verdict.RED);
        assertThat(once.once()).isTrue();
        assertThat(Files.readString(temp.resolve("looks"))).isEqualTo("x");

        assertThat(judge.judge(probe, List.of(), "shop/minor", GO_ON).once()).isFalse();
        assertThat(Files.readString(temp.resolve("looks"))).isEqualTo("xxx");
    }

    @Test
    void whatIsGreenIsCommittedAsItWasTested() throws Exception {
        Probe base = probe();
        assertThat(judge(base))
                .satisfies(
                        judgement -> {
                            assertThat(judgement.verdict()).isEqualTo(Verdict.GREEN);
                            assertThat(judgement.commit()).isEqualTo(base.commit());
                        });

        Probe probe = probe(new Move("godwit-one", "^1.0.0", "^1.1.0"));
        Judgement green = judge(probe);
        assertThat(green.verdict()).isEqualTo(Verdict.GREEN);
        String folder = scratch.folder().toString();
        assertThat(
                        git.ask(
                                user,
                                GO_ON,
                                "-C",
                                folder,
                                "show",
                                "--stat",
                                "--format=%B",
                                green.commit()))
                .contains(
                        "Move godwit-one ^1.0.0 -> ^1.1.0",
                        "Godwit-Run: shop/minor",
                        "Godwit-Probe: " + probe.key(),
                        "Godwit-Changelog: godwit-one https://github.com/made/one/releases",
                        "package.json")
                .doesNotContain("left.txt", "node_modules");
        assertThat(green.links()).containsOnlyKeys("godwit-one");
        assertThat(trailers(green.commit()))
                .as("git reads them, too")
                .hasLineCount(4)
                .startsWith("Godwit-Run: ");
        assertThat(git.ask(scratch.folder(), GO_ON, "rev-parse", green.commit() + "~1"))
                .isEqualTo(base.commit());
        assertThat(git.ask(user, GO_ON, "status", "--porcelain")).isEmpty();
    }

    private String trailers(String commit) {
        return git.ask(scratch.folder(), GO_ON, "log", "-1", "--format=%(trailers:only)", commit);
    }

    @Test
    void aLookThatFailsDoesNotFailTheProbe() throws Exception {
        Files.writeString(
                user.resolve("test.js"),
                "require('fs').writeFileSync('node_modules/godwit-one/package.json', '{ torn')");
        commit();
        Judgement green = judge(probe(new Move("godwit-one", "^1.0.0", "^1.1.0")));
        assertThat(green.verdict()).isEqualTo(Verdict.GREEN);
        assertThat(green.links()).isEmpty();
        assertThat(trailers(green.commit())).hasLineCount(3);
    }

    @Test
    void tellsRedFromUnbuildable() throws Exception {
        Judgement red = judge(probe(new Move("godwit-one", "^1.0.0", "^2.0.0")));
        assertThat(red.verdict()).isEqualTo(Verdict.RED);
        assertThat(red.note()).isEqualTo("npm test: exit 1");
        assertThat(red.commit()).isEmpty();
        assertThat(red.logs()).hasSize(4);
        for (String log : red.logs()) {
            assertThat(temp.resolve("logs").resolve(log)).exists();
        }
        Judgement unbuildable = judge(probe(new Move("godwit-one", "^1.0.0", "^9.0.0")));
        assertThat(unbuildable.verdict()).isEqualTo(Verdict.UNBUILDABLE);
        assertThat(unbuildable.note()).contains("ETARGET");
    }

    @Test
    void whatFailsOnceAndPassesOnceIsFlaky() throws Exception {
        Path marker = temp.resolve("was-here");
        Files.writeString(
                user.resolve("test.js"),
                "const fs = require('fs'); const m = '%s'; if (!fs.existsSync(m)) { fs.writeFileSync(m, ''); process.exit(1); }"
                        .formatted(marker));
        commit();
        assertThat(judge(probe()).verdict()).isEqualTo(Verdict.FLAKY);
    }

    @Test
    void aJudgementIsRememberedByContent() throws Exception {
        Memory memory = new Memory(temp.resolve("memory"));
        Move move = new Move("godwit-one", "^1.0.0", "^1.1.0");
        Judgement red = new Judgement(Verdict.RED, "", "npm test: exit 1", List.of(), List.of("a"));
        assertThat(memory.recall(probe(move))).isEmpty();
        memory.keep(probe(move), red);
        assertThat(memory.recall(probe(move))).contains(red);
        assertThat(memory.recall(probe())).isEmpty();

        memory.keep(probe(), new Judgement(Verdict.FLAKY, "", "", List.of(), List.of()));
        assertThat(memory.recall(probe())).isEmpty();

        Path file = temp.resolve("memory").resolve(probe(move).key() + ".json");
        Files.writeString(
                file,
                "{\"verdict\":\"RED\",\"commit\":\"\",\"note\":\"npm test: exit 1\","
                        + "\"conflict\":[],\"logs\":[\"a\"]}");
        assertThat(memory.recall(probe(move))).as("of an older version").contains(red);
        Judgement linked =
                new Judgement(
                        Verdict.GREEN,
                        "c",
                        "",
                        List.of(),
                        List.of(),
                        Map.of("a", new Link(Link.Kind.CHANGELOG, "https://example.org/a")),
                        false,
                        false);
        memory.keep(probe(move), linked);
        assertThat(memory.recall(probe(move))).contains(linked);

        Files.writeString(file, "{ torn");
        assertThat(memory.recall(probe(move))).isEmpty();
    }
}
