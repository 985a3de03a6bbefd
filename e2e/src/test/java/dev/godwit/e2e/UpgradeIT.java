package dev.godwit.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.config.DevStack;
import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Tools;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A developer's npm project under {@code godwit dev}: eight packages with a newer version each, of
 * which one breaks the project and two only work together.
 */
class UpgradeIT {

    private static final String SCENARIO = "pair-of-8";

    @TempDir Path folder;
    private Process registry;
    private Process dev;
    private String address;
    private Path project;
    private Path tests;

    @BeforeEach
    void start() throws Exception {
        Tools.require("temporal", "the temporal command line is not on the PATH or in Go's bin");
        Tools.require("npm", "npm is not on the PATH");
        Path bench = Cli.root().resolve("bench/upgrades");
        registry = begin("registry", List.of("node", bench.resolve("registry.mjs").toString()));
        Tools.await("the registry", 30, () -> said("registry").contains("http"));
        address = said("registry").strip();
        project = folder.resolve("shop");
        tests = folder.resolve("tests.log");
        List<String> make =
                List.of(
                        "node",
                        bench.resolve("project.mjs").toString(),
                        project.toString(),
                        SCENARIO,
                        "300",
                        tests.toString());
        assertThat(end(begin("project", make))).as(said("project")).isZero();
        dev = begin("dev", List.of(Cli.root().resolve("godwit").toString(), "dev"));
        Tools.await("dev", 120, () -> !dev.isAlive() || said("dev").contains("Ready."));
    }

    @AfterEach
    void stop() throws Exception {
        if (dev != null) {
            godwit("down");
            dev.destroyForcibly().waitFor();
        }
        if (registry != null) {
            registry.destroyForcibly().waitFor();
        }
    }

    @Test
    void aKilledWorkerLosesNothingAndTheCulpritIsFound() throws Exception {
        String before = git("rev-parse", "HEAD");
        List<String> command = List.of(launcher(), "upgrade", project.toString(), "--lanes", "1");
        Process following = begin("upgrade", command);
        Pattern some = Pattern.compile("after [3-9] probes");
        Tools.await("some probes", 120, () -> some.matcher(said("upgrade")).find());
        DevStack stack = DevStack.running(folder.resolve("home")).orElseThrow();
        ProcessHandle.of(stack.workerPid()).orElseThrow().destroyForcibly();

        assertThat(godwit("upgrade", project.toString())).as(said("upgrade")).isEqualTo(7);
        assertThat(end(following)).as(said("upgrade")).isEqualTo(11);
        assertThat(said("upgrade"))
                .contains(
                        "p02  ^1.0.0 -> ^1.1.0  only together with @pair-of-8/p07",
                        "p04  ^1.0.0 -> ^1.1.0  npm test: exit 1",
                        "passed: 1 fixed, 0 new, 1 kept",
                        "fixed  GHSA-2222-aaaa-bbbb  @pair-of-8/p01 1.0.0  high  fixed in 1.1.0");

        Matcher branch = Pattern.compile("godwit/(\\S+/upgrade)").matcher(said("upgrade"));
        assertThat(branch.find()).isTrue();
        String run = branch.group(1);
        assertThat(git("show", branch.group() + ":package.json").split("\\^1\\.1\\.0")).hasSize(8);
        assertThat(git("rev-parse", "HEAD")).isEqualTo(before);
        assertThat(git("status", "--porcelain")).isEmpty();
        assertThat(git("for-each-ref", "refs/godwit")).isEmpty();
        assertThat(git("log", "--format=%B", before + ".." + branch.group()))
                .contains("Godwit-Run: " + run, "Godwit-Probe: ", "Godwit-Moved: ");

        long tested = Files.lines(tests).count();
        Files.writeString(
                folder.resolve("upgrade.yaml"), "kind: upgrade\naudit: false\nlanes: 1\n");
        assertThat(godwit("start", "upgrade.yaml", "--target", project.toString())).isEqualTo(11);
        assertThat(Files.lines(tests).count()).as("tests of the second run").isEqualTo(tested);

        assertThat(godwit("merge", run)).isZero();
        assertThat(git("rev-parse", "HEAD")).isEqualTo(git("rev-parse", branch.group()));
        assertThat(git("status", "--porcelain")).isEmpty();
        assertThat(godwit("rollback", run, "--yes")).isEqualTo(4);
        assertThat(git("diff", before, "HEAD")).isEmpty();
        assertThat(git("for-each-ref", "refs/heads/godwit")).isEmpty();
    }

    @Test
    void anAbortLeavesNothingAndWhatCannotBeginSaysWhy() throws Exception {
        Process following = begin("aborted", List.of(launcher(), "upgrade", project.toString()));
        Tools.await("a probe", 120, () -> said("aborted").contains("try 8 together"));
        Matcher run = Pattern.compile("started (\\S+)").matcher(said("aborted"));
        assertThat(run.find()).isTrue();
        assertThat(godwit("abort", run.group(1), "--reason", "wrong day")).isEqualTo(4);
        assertThat(end(following)).isEqualTo(4);
        assertThat(git("for-each-ref", "refs/heads/godwit", "refs/godwit")).isEmpty();

        Files.writeString(project.resolve("new.txt"), "x");
        assertThat(godwit("upgrade", project.toString())).isEqualTo(6);
        assertThat(said("godwit")).contains("GW-605");
        git("checkout", "-q", "--detach");
        Files.writeString(project.resolve(".gitmodules"), "");
        assertThat(godwit("upgrade", project.toString())).isEqualTo(6);
        assertThat(said("godwit")).contains("GW-604", "GW-606");
        git("checkout", "-q", "main");
        Files.delete(project.resolve(".gitmodules"));
        Path bare = Files.createDirectory(folder.resolve("no-git"));
        assertThat(godwit("upgrade", bare.toString())).isEqualTo(6);
        assertThat(said("godwit")).contains("GW-602");

        Files.writeString(project.resolve("test.js"), "process.exit(1)\n");
        git("add", "-A");
        git("-c", "user.name=T", "-c", "user.email=t@localhost", "commit", "-q", "-m", "Break");
        assertThat(godwit("upgrade", project.toString())).as(said("godwit")).isEqualTo(10);
    }

    @Tag("slow")
    @Test
    void anAuditIsCleanOnlyWhenItIs() throws Exception {
        assertThat(godwit("audit", project.toString(), "--sarif", "a.sarif", "--sbom", "a.json"))
                .as(said("godwit"))
                .isEqualTo(8);
        assertThat(said("godwit"))
                .contains(
                        "2 found",
                        "GHSA-2222-aaaa-bbbb",
                        "high",
                        "not asked  osv-scanner: no database is configured");
        assertThat(Files.readString(project.resolve("../a.sarif"))).contains("GHSA-4444-aaaa-bbbb");
        assertThat(Files.readString(project.resolve("../a.json")))
                .contains("pkg:npm/%40pair-of-8/p04@1.0.0");
        assertThat(godwit("audit", project.toString(), "--fail-on", "critical")).isZero();

        waive("- { advisory: GHSA-2222-aaaa-bbbb, expires: soon }");
        assertThat(godwit("audit", project.toString())).isEqualTo(6);
        assertThat(said("godwit")).contains("GW-623", "GW-624");
        waive(
                """
                - { advisory: GHSA-2222-aaaa-bbbb, reason: never called, expires: 2999-12-31 }
                - { advisory: GHSA-4444-aaaa-bbbb, reason: test only, expires: 2999-12-31 }
                """);
        assertThat(godwit("audit", project.toString())).as(said("godwit")).isZero();
        assertThat(said("godwit")).contains("clean: 2 found, 2 waived");

        registry.destroyForcibly().waitFor();
        assertThat(godwit("audit", project.toString())).as(said("godwit")).isEqualTo(9);
    }

    private void waive(String waivers) throws Exception {
        Files.writeString(project.resolve("godwit-waivers.yaml"), waivers);
        git("add", "-A");
        git("-c", "user.name=T", "-c", "user.email=t@localhost", "commit", "-q", "-m", "Waive");
    }

    private String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", project.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(git.getInputStream().readAllBytes()).strip();
        assertThat(git.waitFor()).as(said).isZero();
        return said;
    }

    private int godwit(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(launcher()));
        command.addAll(List.of(arguments));
        return end(begin("godwit", command));
    }

    private static String launcher() {
        return Cli.root().resolve("godwit").toString();
    }

    private static int end(Process process) throws Exception {
        assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
        return process.exitValue();
    }

    private String said(String name) throws IOException {
        Path file = folder.resolve(name + ".txt");
        return Files.exists(file) ? Files.readString(file) : "";
    }

    private Process begin(String name, List<String> command) throws IOException {
        File output = folder.resolve(name + ".txt").toFile();
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(output));
        builder.environment().keySet().removeIf(variable -> variable.startsWith("TEMPORAL_"));
        if (address != null) {
            builder.environment().put("npm_config_registry", address + "/");
        }
        builder.environment().put("npm_config_fetch_retries", "0");
        builder.environment().put("npm_config_cache", folder.resolve("cache").toString());
        builder.environment().put("GODWIT_HOME", folder.resolve("home").toString());
        builder.environment().put("GODWIT_NO_CACHE", "1");
        builder.environment().put("GODWIT_NO_BUILD", "1");
        builder.environment().put("GODWIT_JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }
}
