package dev.godwit.project.recipe;

import dev.godwit.project.ecosystem.Recipe;
import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.ecosystem.Workplace;
import dev.godwit.project.maven.ProjectJava;
import dev.godwit.project.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs a recipe of OpenRewrite through the Maven of the project. The core recipes come with the
 * plugin and are Apache-2.0; others only come by the coordinates that the user gives, and have
 * licences of their own.
 *
 * <p>The plugin ends with 0 when it has run nothing, and a project's own configuration of it can
 * make it pass over what is invalid, whatever the command line says. So its output has to show that
 * a valid recipe was run.
 */
public final class OpenRewrite implements Recipe {

    /** Its output was tried with this version. */
    private static final String GOAL = "org.openrewrite.maven:rewrite-maven-plugin:6.46.1:run";

    private static final String RUN = "Running recipe(s)...";

    private static final Pattern UNKNOWN = Pattern.compile("Recipe\\(s\\) not found: .*");
    private static final Pattern INVALID = Pattern.compile("Recipe validation error in .*");
    private static final Pattern WARNED = Pattern.compile("The recipe produced (\\d+) warning");
    private static final Pattern ERROR = Pattern.compile("(?m)^\\[ERROR\\] (.+)$");

    private final String name;
    private final String recipe;
    private final List<String> coordinates;

    /**
     * @param name as people wrote it
     * @param recipe fully qualified; of a module or of the project's rewrite.yml
     * @param coordinates of the modules that it comes from, {@code group:artifact:version} each
     */
    public OpenRewrite(String name, String recipe, List<String> coordinates) {
        this.name = name;
        this.recipe = recipe;
        this.coordinates = List.copyOf(coordinates);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Result rewrite(Workplace at) throws IOException {
        Rewriting rewriting = new Rewriting(at, name);
        Map<String, String> variables = new HashMap<>(ProjectJava.variables(at));
        variables.put("CI", "1");
        Ended ended = rewriting.run(variables, command(at));
        String output = ended.text();
        String wrong = ended.tookTooLong() ? "took too long" : wrong(output);
        if (wrong.isEmpty() && !ended.good()) {
            wrong = first(ERROR, output, "exit " + ended.exit()).replace("[ERROR] ", "");
        }
        if (wrong.isEmpty() && !output.contains(RUN)) {
            wrong =
                    "no recipe was run: does the project skip the plugin, or have Maven say less"
                            + " than usual?";
        }
        if (!wrong.isEmpty()) {
            return rewriting.failed(recipe + ": " + wrong);
        }
        int changed = rewriting.changed();
        Matcher warned = WARNED.matcher(output);
        if (!warned.find()) {
            return rewriting.done(Rewriting.say(changed));
        }
        // What it could not visit it has left as it was, so this may be a part of the work only.
        String told =
                "%s, %s warnings in its log".formatted(Rewriting.say(changed), warned.group(1));
        return changed == 0 ? rewriting.failed(recipe + ": " + told) : rewriting.done(told);
    }

    private List<String> command(Workplace at) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                maven(at.folder().toAbsolutePath().normalize()),
                                "-B",
                                "-Dstyle.color=never",
                                // A recipe may be what makes it compile again.
                                "-Dmaven.compiler.failOnError=false",
                                "-Drewrite.activeRecipes=" + recipe,
                                "-Drewrite.failOnInvalidActiveRecipes=true"));
        if (!coordinates.isEmpty()) {
            command.add("-Drewrite.recipeArtifactCoordinates=" + String.join(",", coordinates));
        }
        command.add(GOAL);
        return command;
    }

    /** The project's wrapper, which may lie in a folder above, or the Maven that is installed. */
    private static String maven(Path folder) throws IOException {
        for (Path above = folder; above != null; above = above.getParent()) {
            Path wrapper = above.resolve("mvnw");
            if (Files.isExecutable(wrapper)) {
                return wrapper.toString();
            }
            if (Files.exists(wrapper)) {
                throw new IOException("mvnw is not executable: git update-index --chmod=+x mvnw");
            }
            if (Files.exists(above.resolve(".git"))) {
                break;
            }
        }
        return "mvn";
    }

    private static String wrong(String output) {
        return first(UNKNOWN, output, first(INVALID, output, ""));
    }

    private static String first(Pattern pattern, String output, String otherwise) {
        Matcher found = pattern.matcher(output);
        return found.find() ? found.group().strip() : otherwise;
    }
}
