package dev.godwit.e2e.upgrade;

import dev.godwit.e2e.harness.Cli;
import dev.godwit.e2e.harness.Temporal;
import dev.godwit.e2e.harness.WorkerProcess;
import dev.godwit.workflow.upgrade.UpgradeWorkflow;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A repository on disk, a target for it, and workers on hosts that have nothing in common but that
 * repository and the Temporal server: each has a home folder of its own. A hook of the repository's
 * holds pushes when it is told to.
 */
final class Yard implements AutoCloseable {

    private static final String HOOK =
            """
            #!/bin/sh
            while read -r old new ref; do
                case "$ref" in
                $(cat '%1$s/hold' 2>/dev/null))
                    touch '%1$s/held'
                    while [ -e '%1$s/hold' ]; do sleep 0.1; done ;;
                esac
            done
            """;

    private final Path folder;
    private final String target;
    private final Path bare;
    private final Made made;
    private final Temporal temporal;
    private final List<WorkerProcess> workers = new ArrayList<>();

    /**
     * @param target a name that no other yard has
     */
    Yard(Path parent, String target, Made made) throws Exception {
        this.folder = Files.createDirectory(parent.resolve(target)).toRealPath();
        this.target = target;
        this.made = made;
        this.temporal = Temporal.shared();
        this.bare = made.bare(folder.resolve("shop.git"));
        Files.createDirectories(bare.resolve("hooks"));
        Files.writeString(bare.resolve("hooks/pre-receive"), HOOK.formatted(folder));
        Files.setPosixFilePermissions(
                bare.resolve("hooks/pre-receive"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(
                folder.resolve("godwit.yaml"),
                "targets:\n  %s: { repository: \"%s\" }\n".formatted(target, bare));
    }

    /** The name of its upgrade, which is the workflow id. */
    String run() {
        return target + "/upgrade";
    }

    /** Starts a worker and waits until it polls. */
    WorkerProcess worker(String host) throws Exception {
        WorkerProcess worker = WorkerProcess.launch(folder, environment(host));
        workers.add(worker);
        return worker.awaitReady();
    }

    /** Begins the upgrade, to the newest versions and with the project's own recipe. */
    void upgrade() throws Exception {
        Cli.Result started =
                godwit(
                        "upgrade",
                        target,
                        "--to",
                        "latest",
                        "--recipes",
                        "command:node rewrite.js",
                        "--detach");
        if (started.exit() != 0) {
            throw new IllegalStateException("upgrade: " + started);
        }
    }

    /** What it is doing, in one line; empty while nobody answers. */
    String doing() {
        try {
            return temporal.client()
                    .newWorkflowStub(UpgradeWorkflow.class, run())
                    .progress()
                    .doing();
        } catch (io.temporal.client.WorkflowException noWorkerJustNow) {
            return "";
        }
    }

    UpgradeReport result() throws Exception {
        return temporal.client()
                .newUntypedWorkflowStub(run())
                .getResult(600, TimeUnit.SECONDS, UpgradeReport.class);
    }

    Cli.Result godwit(String... arguments) throws Exception {
        return Cli.run(folder, environment("desk"), List.of(arguments));
    }

    /** The same, to be waited for later. */
    CompletableFuture<Cli.Result> begin(String... arguments) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return godwit(arguments);
                    } catch (Exception failure) {
                        throw new IllegalStateException(failure);
                    }
                });
    }

    /** From now on, pushes of such names wait in the repository. @param refs as a shell matches */
    void hold(String refs) throws IOException {
        Files.writeString(folder.resolve("hold"), refs);
    }

    /** Whether a push waits. */
    boolean held() {
        return Files.exists(folder.resolve("held"));
    }

    /** Pushes wait no longer. */
    void letGo() throws IOException {
        Files.deleteIfExists(folder.resolve("hold"));
    }

    /** What git says of the repository. */
    String git(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("git", "-C", bare.toString()));
        command.addAll(List.of(arguments));
        Process git = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(git.getInputStream().readAllBytes()).strip();
        if (git.waitFor() != 0) {
            throw new IllegalStateException(command + ": " + said);
        }
        return said;
    }

    /** Files that keep others from writing to the repository. */
    List<Path> locks() throws IOException {
        try (Stream<Path> files = Files.walk(bare)) {
            return files.filter(file -> file.toString().endsWith(".lock")).toList();
        }
    }

    /** Command lines of all programs that work in the repository or in a clone of it. */
    List<String> programs() throws IOException {
        List<String> programs = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process :
                    processes.filter(one -> Files.exists(one.resolve("cwd"))).toList()) {
                try {
                    Path in = process.resolve("cwd").toRealPath();
                    if (in.startsWith(folder) && !in.equals(folder)) { // there: the command line
                        String line = Files.readString(process.resolve("cmdline"));
                        programs.add(process.getFileName() + " " + line.replace('\0', ' '));
                    }
                } catch (IOException ended) {
                    // It was on its way out.
                }
            }
        }
        return programs;
    }

    private Map<String, String> environment(String host) {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", System.getenv("PATH"));
        environment.put("HOME", folder.toString());
        environment.put("HOSTNAME", host);
        environment.put("GODWIT_HOME", folder.resolve(host).toString());
        environment.put("GODWIT_CONFIG", folder.resolve("godwit.yaml").toString());
        environment.put("TEMPORAL_ADDRESS", temporal.address());
        environment.put("npm_config_registry", made.address() + "/");
        environment.put("npm_config_cache", made.cache().toString());
        environment.put("npm_config_fetch_retries", "0");
        return environment;
    }

    @Override
    public void close() throws Exception {
        letGo();
        for (WorkerProcess worker : workers) {
            worker.kill();
        }
    }
}
