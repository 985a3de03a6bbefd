package dev.godwit.config;

import dev.godwit.config.key.Key;
import dev.godwit.config.key.Keys;
import dev.godwit.config.outside.Advisories;
import dev.godwit.config.outside.AdvisoriesReader;
import dev.godwit.config.outside.Errand;
import dev.godwit.config.outside.Notification;
import dev.godwit.config.outside.OutsideReader;
import dev.godwit.config.outside.SnapshotsReader;
import dev.godwit.config.yaml.YamlReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Finds and reads godwit.yaml. Reads nothing else: secrets stay unresolved. */
public final class ConfigReader {

    /** The file that is searched for. */
    public static final String FILE = "godwit.yaml";

    /** The environment variable that names another file. */
    public static final String VARIABLE = "GODWIT_CONFIG";

    private static final String UNREADABLE = "GW-401";
    private static final String NOT_YAML = "GW-402";
    private static final String NO_TARGETS = "GW-405";

    private ConfigReader() {}

    /**
     * The file to read: what {@code GODWIT_CONFIG} names, existing or not, else the nearest
     * godwit.yaml in the working directory or above it.
     */
    public static Optional<Path> find(Path workingDirectory, Map<String, String> environment) {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isBlank()) {
            return Optional.of(workingDirectory.resolve(named));
        }
        for (Path folder = workingDirectory.toAbsolutePath().normalize();
                folder != null;
                folder = folder.getParent()) {
            Path file = folder.resolve(FILE);
            if (Files.isRegularFile(file)) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }

    /**
     * Finds and reads the configuration.
     *
     * @throws ConfigException when there is none, or with everything that is wrong with it
     */
    public static GodwitConfig load(Path workingDirectory, Map<String, String> environment) {
        return read(
                find(workingDirectory, environment)
                        .orElseThrow(
                                () ->
                                        failure(
                                                UNREADABLE,
                                                "there is no " + FILE,
                                                "%s and above"
                                                        .formatted(
                                                                workingDirectory.toAbsolutePath()),
                                                "create one, or name a file by " + VARIABLE)));
    }

    /**
     * Reads a file.
     *
     * @throws ConfigException with everything that is wrong with it
     */
    public static GodwitConfig read(Path file) {
        YamlReading reading = new YamlReading(file.toString());
        Map<String, Target> targets = new LinkedHashMap<>();
        Node root = compose(file);
        Map<String, Node> fields = reading.fields(root, "the configuration", Key.names(Keys.FILE));
        Node snapshotsNode = fields.get("snapshots");
        Path snapshots =
                snapshotsNode == null
                        ? null
                        : SnapshotsReader.directory(snapshotsNode, "snapshots", reading);
        Node targetsNode = fields.get("targets");
        if (targetsNode == null) {
            reading.problem(
                    NO_TARGETS,
                    "the configuration has no targets",
                    root,
                    "",
                    "add targets: with a name, url and username for each database");
        } else {
            TargetReader reader = new TargetReader(reading, snapshots);
            reading.entries(targetsNode, "targets")
                    .forEach(
                            entry ->
                                    targets.put(
                                            entry.getKey(),
                                            reader.read(entry.getKey(), entry.getValue())));
            reader.checkScratch(targets);
        }
        OutsideReader outside = new OutsideReader(reading);
        Map<String, Errand> hooks = outside.hooks(fields.get("hooks"));
        Map<String, Errand> checks = outside.checks(fields.get("checks"));
        List<Notification> notifications =
                outside.notifications(fields.get("notifications"), targets.keySet());
        Advisories advisories = new AdvisoriesReader(reading).read(fields.get("advisories"));
        Node uiNode = fields.get("ui");
        String ui = uiNode == null ? null : reading.text(uiNode, "ui");
        if (!reading.problems().isEmpty()) {
            throw new ConfigException(byLine(reading.problems()));
        }
        return new GodwitConfig(file, targets, checks, hooks, notifications, advisories, ui);
    }

    private static Node compose(Path file) {
        LoadSettings settings = LoadSettings.builder().setLabel(file.toString()).build();
        try {
            return new Compose(settings)
                    .composeString(Files.readString(file))
                    .orElseThrow(
                            () ->
                                    failure(
                                            NO_TARGETS,
                                            "the configuration is empty",
                                            file.toString(),
                                            "add targets: with a name, url and username"));
        } catch (IOException unreadable) {
            throw failure(
                    UNREADABLE,
                    "the configuration cannot be read as a text file",
                    file.toString(),
                    "create it, or name another file by " + VARIABLE);
        } catch (MarkedYamlEngineException broken) {
            // Its message shows a piece of the file, which may be a password.
            String line =
                    broken.getProblemMark().map(mark -> ":" + (mark.getLine() + 1)).orElse("");
            throw failure(
                    NOT_YAML,
                    "the configuration is not well-formed YAML",
                    file + line,
                    "look at quotes, colons and indentation at and above that line");
        } catch (YamlEngineException broken) {
            throw failure(
                    NOT_YAML,
                    "the configuration is not one YAML document",
                    file.toString(),
                    "keep one document of characters that can be printed");
        }
    }

    private static ConfigException failure(String code, String what, String where, String next) {
        return new ConfigException(new ConfigProblem(code, what, where, "", next));
    }

    private static List<ConfigProblem> byLine(List<ConfigProblem> problems) {
        return problems.stream().sorted((a, b) -> Integer.compare(line(a), line(b))).toList();
    }

    private static int line(ConfigProblem problem) {
        Matcher number = Pattern.compile(":(\\d+)$").matcher(problem.where());
        return number.find() ? Integer.parseInt(number.group(1)) : 0;
    }
}
