package dev.godwit.project.process;

import dev.godwit.plan.problem.Problem;
import dev.godwit.project.ProjectFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An image that programs run in, by Docker or Podman: they see the folders that are given to them,
 * at the same paths, and the network; nothing else of this host. One at a time under one name, so
 * that what a killed worker has left running is found and ended.
 *
 * @param image to run
 * @param name of the container
 * @param home folder that is its user's home, for the caches of package managers
 * @param folders that it sees beside
 */
public record Container(String image, String name, Path home, List<Path> folders) {

    private static final Duration BRIEF = Duration.ofMinutes(1);

    /** The engine's own failure, not the program's. */
    private static final int ENGINE_FAILED = 125;

    private static final int CANNOT_RUN = 126;
    private static final int NOT_FOUND = 127;

    private static final Pattern NO_IMAGE =
            Pattern.compile(
                    "(?m)^.*(invalid reference format|pull access denied|manifest unknown|No such"
                            + " image|not found|repository does not exist).*$");

    /** As the engines' init programs say it; a shell in the container may end with 127 as well. */
    private static final Pattern NO_PROGRAM =
            Pattern.compile(
                    "(?m)^(\\[FATAL tini.* exec .* failed|.*executable file.* not found"
                            + "|.*catatonit.*exec).*$");

    public Container {
        folders = List.copyOf(folders);
    }

    /**
     * Runs a program in it.
     *
     * @param host runs the engine
     * @param engine variables of the engine itself
     * @param registry names of the host's variables that a package manager needs
     * @throws ProjectFailure when there is no engine, no such image, or no such program in it
     * @throws IOException when the engine does not answer
     */
    Ended run(
            Sandbox host,
            Invocation asked,
            Map<String, String> engine,
            Set<String> registry,
            Runnable check)
            throws IOException {
        Files.createDirectories(home);
        String program = host.find("docker").isPresent() ? "docker" : "podman";
        Set<String> passed = new TreeSet<>(asked.variables().keySet());
        if (asked.registry()) {
            passed.addAll(registry);
        }
        Map<String, String> variables = new TreeMap<>(asked.variables());
        variables.putAll(engine);
        Invocation wrapped =
                new Invocation(
                        command(program, asked, passed),
                        asked.folder(),
                        variables,
                        asked.registry(),
                        asked.output(),
                        asked.timeout());
        remove(host, program, engine, asked);
        try {
            return judged(host.run(wrapped, check), asked);
        } finally {
            remove(host, program, engine, asked);
        }
    }

    /** Values of variables are not among the arguments, which everybody on the host can read. */
    private List<String> command(String program, Invocation asked, Set<String> passed)
            throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                program,
                                "run",
                                "--rm",
                                "--init",
                                "--name=" + name,
                                "--user=%s:%s"
                                        .formatted(
                                                Files.getAttribute(home, "unix:uid"),
                                                Files.getAttribute(home, "unix:gid")),
                                "--security-opt=no-new-privileges",
                                "--workdir=" + asked.folder(),
                                "--env=HOME=" + home,
                                "--volume=%s:%s".formatted(home, home)));
        folders.forEach(folder -> command.add("--volume=%s:%s".formatted(folder, folder)));
        passed.forEach(variable -> command.add("--env=" + variable));
        command.add("--entrypoint=" + asked.command().getFirst());
        command.add(image);
        command.addAll(asked.command().subList(1, asked.command().size()));
        return command;
    }

    private Ended judged(Ended ended, Invocation asked) throws IOException {
        if (ended.tookTooLong() || ended.exit() < ENGINE_FAILED || ended.exit() > NOT_FOUND) {
            return ended;
        }
        Matcher noProgram = NO_PROGRAM.matcher(ended.text());
        if ((ended.exit() == CANNOT_RUN || ended.exit() == NOT_FOUND) && noProgram.find()) {
            throw new ProjectFailure(
                    new Problem(
                            "GW-617",
                            "the image has no program " + asked.command().getFirst(),
                            image,
                            "the project's ecosystem needs it",
                            "name an image that has what the project is built with"));
        }
        if (ended.exit() != ENGINE_FAILED) {
            return ended;
        }
        Matcher noImage = NO_IMAGE.matcher(ended.text());
        if (noImage.find()) {
            throw new ProjectFailure(
                    new Problem(
                            "GW-618",
                            "there is no image " + image,
                            "",
                            noImage.group().strip(),
                            "pull it on the worker's host, or name another"));
        }
        String last = ended.text().strip().lines().reduce("", (one, line) -> line);
        throw new IOException("the container engine has failed: " + last);
    }

    /** Killing the engine's client does not end what runs in the container. */
    private void remove(Sandbox host, String program, Map<String, String> engine, Invocation asked)
            throws IOException {
        host.run(
                new Invocation(
                        List.of(program, "rm", "--force", name),
                        asked.folder(),
                        engine,
                        false,
                        asked.output().resolveSibling("container.log"),
                        BRIEF),
                () -> {});
    }
}
