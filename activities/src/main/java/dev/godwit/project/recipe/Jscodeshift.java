package dev.godwit.project.recipe;

import dev.godwit.project.ecosystem.Recipe;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a jscodeshift transform over the JavaScript and TypeScript files that git tracks.
 *
 * <p>jscodeshift ends with 0 when it cannot load the transform or finds no file. So its own count
 * must be that of the files it was given.
 */
public final class Jscodeshift implements Recipe {

    /** Its output was tried with this version. */
    private static final String PROGRAM = "jscodeshift@17.4.0";

    /** Of a transform that does not choose one by itself. */
    private static final Map<String, String> PARSERS =
            Map.of(
                    "js", "babel", "jsx", "babel", "mjs", "babel", "cjs", "babel", "ts", "ts",
                    "mts", "ts", "cts", "ts", "tsx", "tsx");

    private static final Map<String, String> VARIABLES =
            Map.of(
                    "CI", "1",
                    "NO_COLOR", "1",
                    "NO_UPDATE_NOTIFIER", "1",
                    "npm_config_fund", "false",
                    "npm_config_audit", "false",
                    "npm_config_loglevel", "error",
                    // It would lie in the project's node_modules, if need be in a new one.
                    "BABEL_DISABLE_CACHE", "1");

    private static final Pattern COUNT =
            Pattern.compile("(?m)^(\\d+) (errors|unmodified|skipped|ok)$");

    private static final Pattern REASON =
            Pattern.compile("(?m)^\\s*(?:ERR(?:OR)?|npm error|\\w*Error:)\\s.*$");

    private final String name;
    private final String transform;
    private final List<String> paths;

    /**
     * @param name as people wrote it
     * @param transform a file in the project, or in its node_modules
     * @param paths folders, files or globs in the project; none for all of it
     */
    public Jscodeshift(String name, String transform, List<String> paths) {
        this.name = name;
        this.transform = transform;
        this.paths = List.copyOf(paths);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Result rewrite(Workplace at) throws IOException {
        Rewriting rewriting = new Rewriting(at, name);
        Path folder = at.folder().toAbsolutePath().normalize();
        Optional<Path> file = transform(folder);
        if (file.isEmpty()) {
            return rewriting.failed(
                    "there is no %s in the project or its node_modules".formatted(transform));
        }
        Map<String, List<String>> sources = new TreeMap<>();
        for (String path : rewriting.tracked(paths)) {
            String parser = PARSERS.get(path.substring(path.lastIndexOf('.') + 1));
            if (parser != null && !folder.resolve(path).equals(file.get())) {
                sources.computeIfAbsent(parser, fresh -> new ArrayList<>()).add("./" + path);
            }
        }
        if (sources.isEmpty()) {
            return rewriting.failed(
                    "git tracks no JavaScript or TypeScript file "
                            + (paths.isEmpty() ? "here" : "in " + String.join(", ", paths)));
        }
        if (!rewriting.run(VARIABLES, List.of("npx", "--yes", PROGRAM, "--version")).good()) {
            throw new IOException(PROGRAM + " cannot be fetched or run by npx");
        }
        for (Map.Entry<String, List<String>> some : sources.entrySet()) {
            for (List<String> files : Tree.chunks(some.getValue())) {
                Ended ended = rewriting.run(VARIABLES, command(file.get(), some.getKey(), files));
                if (!ended.good() || !complete(ended.text(), files.size())) {
                    return rewriting.failed(transform + ": " + reason(ended, files.size()));
                }
            }
        }
        return rewriting.done();
    }

    private static List<String> command(Path transform, String parser, List<String> files) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "npx",
                                "--yes",
                                PROGRAM,
                                "--transform=" + transform,
                                "--parser=" + parser,
                                "--fail-on-error"));
        command.addAll(files);
        return command;
    }

    /** Also where a workspace keeps its packages: in the node_modules of a folder above. */
    private Optional<Path> transform(Path folder) {
        if (Files.isRegularFile(folder.resolve(transform))) {
            return Optional.of(folder.resolve(transform).normalize());
        }
        for (Path above = folder; above != null; above = above.getParent()) {
            Path installed = above.resolve("node_modules").resolve(transform);
            if (Files.isRegularFile(installed)) {
                return Optional.of(installed.normalize());
            }
            if (Files.exists(above.resolve(".git"))) {
                break;
            }
        }
        return Optional.empty();
    }

    private static boolean complete(String output, int files) {
        return count(output) == files && !errors(output);
    }

    private static int count(String output) {
        return COUNT.matcher(output)
                .results()
                .mapToInt(count -> Integer.parseInt(count.group(1)))
                .sum();
    }

    private static boolean errors(String output) {
        return COUNT.matcher(output)
                .results()
                .anyMatch(count -> count.group(2).equals("errors") && !count.group(1).equals("0"));
    }

    private static String reason(Ended ended, int files) {
        if (ended.tookTooLong()) {
            return "took too long";
        }
        Matcher said = REASON.matcher(ended.text());
        String looked = "looked at %d of %d files".formatted(count(ended.text()), files);
        return said.find() ? looked + ": " + said.group().strip() : looked;
    }
}
