package dev.godwit.cli.client;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.config.ConfigException;
import dev.godwit.config.ConfigReader;
import dev.godwit.config.DevStack;
import dev.godwit.config.GodwitConfig;
import dev.godwit.config.Target;
import dev.godwit.workflow.message.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The targets of godwit.yaml. The starter uses their names and queues only; addresses and secrets
 * are resolved by the worker.
 */
public final class Targets {

    private static final String NO_FILE = "GW-501";
    private static final String UNKNOWN = "GW-502";
    private static final String CHOOSE = "GW-503";
    private static final String PROJECT = "GW-688";

    private final @Nullable GodwitConfig config;

    private Targets(@Nullable GodwitConfig config) {
        this.config = config;
    }

    /**
     * Reads the configuration, if there is one.
     *
     * @param named the file of {@code --config}; null to search for it
     * @throws CliError with all that is wrong with it
     */
    public static Targets load(Surroundings surroundings, @Nullable Path named) {
        Optional<Path> file =
                named == null
                        ? ConfigReader.find(surroundings.folder(), surroundings.environment())
                                .or(() -> ofRunningStack(surroundings))
                        : Optional.of(surroundings.folder().resolve(named));
        try {
            return new Targets(file.map(ConfigReader::read).orElse(null));
        } catch (ConfigException wrong) {
            throw configuration(wrong);
        }
    }

    /** A stack that was started without a godwit.yaml has written one of its own. */
    private static Optional<Path> ofRunningStack(Surroundings surroundings) {
        return DevStack.running(DevStack.home(surroundings.environment()))
                .map(stack -> Path.of(stack.config()));
    }

    /** A configuration that cannot be used, as an error of the command line. */
    public static CliError configuration(ConfigException wrong) {
        List<Finding> problems =
                wrong.problems().stream()
                        .map(
                                problem ->
                                        new Finding(
                                                problem.code(),
                                                problem.what(),
                                                problem.where(),
                                                problem.because(),
                                                problem.next()))
                        .toList();
        return new CliError(ExitCode.USAGE, problems, wrong);
    }

    /**
     * The target of that name; of no name, the only one there is.
     *
     * @throws CliError when there is none, or the choice is open
     */
    public Target choose(@Nullable String name) {
        if (config == null) {
            throw new CliError(
                    ExitCode.USAGE,
                    NO_FILE,
                    "there is no godwit.yaml",
                    "looked here and in every folder above",
                    "it names the targets",
                    "write one, or name it: --config FILE or GODWIT_CONFIG");
        }
        Set<String> names = config.targets().keySet();
        if (name == null) {
            if (names.size() != 1) {
                throw new CliError(
                        ExitCode.USAGE,
                        CHOOSE,
                        "no target was named",
                        config.file().toString(),
                        "it has several: " + String.join(", ", names),
                        "add --target NAME");
            }
            return config.targets().values().iterator().next();
        }
        Target target = config.targets().get(name);
        if (target == null) {
            throw new CliError(
                    ExitCode.USAGE,
                    UNKNOWN,
                    "there is no target %s%s".formatted(name, NearMiss.question(name, names)),
                    config.file().toString(),
                    "it has: " + String.join(", ", names),
                    "correct --target, or add it to the file");
        }
        return target;
    }

    /**
     * The database of that name; of no name, the only one there is.
     *
     * @throws CliError when there is none, the choice is open, or it is a project
     */
    public Target database(@Nullable String name) {
        Set<String> databases = databases();
        Target target =
                choose(name == null && databases.size() == 1 ? databases.iterator().next() : name);
        if (target.url() == null) {
            throw new CliError(
                    ExitCode.USAGE,
                    PROJECT,
                    target.name() + " is a project, not a database",
                    "--target",
                    "the plan is about a schema",
                    databases.isEmpty()
                            ? "add a target with url: to godwit.yaml"
                            : "name one of: " + String.join(", ", databases));
        }
        return target;
    }

    /** The queue of a target; by convention its name when the configuration does not know it. */
    public String queue(String target) {
        Target known = config == null ? null : config.targets().get(target);
        return known == null ? target : known.queue();
    }

    /** The file that was read; null when there is none. */
    public @Nullable Path file() {
        return config == null ? null : config.file();
    }

    /** All names; empty without a configuration. */
    public Set<String> names() {
        return config == null ? Set.of() : config.targets().keySet();
    }

    /** Names of databases. */
    public Set<String> databases() {
        return config == null
                ? Set.of()
                : config.targets().values().stream()
                        .filter(target -> target.url() != null)
                        .map(Target::name)
                        .collect(
                                java.util.stream.Collectors.toCollection(
                                        java.util.LinkedHashSet::new));
    }

    /** The project target of that name, if there is one. */
    public Optional<Target> project(String name) {
        return Optional.ofNullable(config == null ? null : config.targets().get(name))
                .filter(target -> target.repository() != null);
    }

    /** The UI's address as configured. */
    public @Nullable String ui() {
        return config == null ? null : config.ui();
    }
}
