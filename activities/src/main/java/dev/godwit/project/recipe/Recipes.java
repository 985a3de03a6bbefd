package dev.godwit.project.recipe;

import dev.godwit.plan.problem.Problem;
import dev.godwit.project.ecosystem.Recipe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads which recipes a user wants, {@code KIND:WHAT} each. All that is wrong with them is told at
 * once. Looks at the words only: whether a recipe exists shows when it runs.
 */
public final class Recipes {

    private static final Pattern QUALIFIED = Pattern.compile("[A-Za-z_$][\\w$-]*(\\.[\\w$-]+)*");

    private static final Pattern COORDINATES =
            Pattern.compile("[\\w.-]+:[\\w.-]+:(?!(?i:latest|release)$)\\w[\\w.+-]*");

    /** A path that stays where it begins. */
    private static final Pattern INSIDE = Pattern.compile("(?!/|-|.*(^|/)\\.\\.(/|$)|.*:).+");

    /** Not at the beginning of a folder's name: that is an npm scope. */
    private static final Pattern AT = Pattern.compile("(?<=[^/])@");

    private final Map<String, Function<String, Recipe>> kinds = new LinkedHashMap<>();

    /**
     * @param others kinds beside those of this package, made of what stands behind the colon; one
     *     throws IllegalArgumentException, with a sentence for people, when it is told what it
     *     cannot do
     */
    public Recipes(Map<String, Function<String, Recipe>> others) {
        kinds.put("openrewrite", Recipes::openRewrite);
        kinds.put("jscodeshift", Recipes::jscodeshift);
        kinds.put("command", Recipes::command);
        kinds.putAll(others);
    }

    /**
     * What was read.
     *
     * @param recipes in the order in which they were written; none when there is a problem
     * @param problems of all of them
     */
    public record Read(List<Recipe> recipes, List<Problem> problems) {

        public Read {
            recipes = problems.isEmpty() ? List.copyOf(recipes) : List.of();
            problems = List.copyOf(problems);
        }
    }

    /** Reads what was written, one recipe each. */
    public Read read(List<String> written) {
        List<Recipe> recipes = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (String one : written) {
            try {
                recipes.add(recipe(one.strip()));
            } catch (Wrong wrong) {
                problems.add(new Problem(wrong.code, wrong.what, "recipe " + one, "", wrong.next));
            }
        }
        return new Read(recipes, problems);
    }

    private Recipe recipe(String written) {
        int colon = written.indexOf(':');
        String kind = colon < 0 ? written : written.substring(0, colon);
        String what = colon < 0 ? "" : written.substring(colon + 1).strip();
        Function<String, Recipe> known = kinds.get(kind);
        if (known == null) {
            throw new Wrong(
                    "GW-610",
                    "\"%s\" is no kind of recipe".formatted(kind),
                    "write KIND:WHAT with one of these kinds: "
                            + String.join(", ", kinds.keySet()));
        }
        if (what.isEmpty()) {
            throw new Wrong(
                    "GW-611", kind + " is not told what to run", "write %s:WHAT".formatted(kind));
        }
        try {
            return known.apply(what);
        } catch (IllegalArgumentException refused) {
            throw new Wrong(
                    "GW-612",
                    "%s cannot run \"%s\": %s".formatted(kind, what, refused.getMessage()),
                    "write another %s:WHAT".formatted(kind));
        }
    }

    private static Recipe openRewrite(String what) {
        String[] parts = what.split("@", 2);
        if (!QUALIFIED.matcher(parts[0]).matches()) {
            throw new Wrong(
                    "GW-613",
                    "\"%s\" is no name of an OpenRewrite recipe".formatted(parts[0]),
                    "write one fully qualified name: openrewrite:org.openrewrite.java.RemoveUnusedImports");
        }
        List<String> coordinates = list(parts);
        for (String module : coordinates) {
            if (!COORDINATES.matcher(module).matches()) {
                throw new Wrong(
                        "GW-614",
                        "\"%s\" names no version of a module".formatted(module),
                        "write group:artifact:version with a version that stays what it is");
            }
        }
        return new OpenRewrite("openrewrite:" + what, parts[0], coordinates);
    }

    private static Recipe jscodeshift(String what) {
        String[] parts = AT.split(what, 2);
        List<String> paths = list(parts);
        List<String> all = new ArrayList<>(paths);
        all.add(parts[0]);
        for (String path : all) {
            if (!INSIDE.matcher(path).matches()) {
                throw new Wrong(
                        "GW-615",
                        "\"%s\" is no path inside the project".formatted(path),
                        "commit the transform, or install its package, and write the path from the project's folder");
            }
        }
        return new Jscodeshift("jscodeshift:" + what, parts[0], paths);
    }

    private static Recipe command(String what) {
        List<String> words =
                Words.of(what)
                        .orElseThrow(
                                () ->
                                        new Wrong(
                                                "GW-616",
                                                "a quote is not closed in \"%s\"".formatted(what),
                                                "close it, or put the command into a script of the"
                                                        + " repository"));
        if (words.isEmpty() || words.getFirst().isEmpty()) {
            throw new Wrong("GW-611", "command names no program", "write command:PROGRAM");
        }
        return new UserCommand("command:" + what, words);
    }

    private static List<String> list(String[] parts) {
        return parts.length == 1 ? List.of() : List.of(parts[1].split(",", -1));
    }

    /** What is wrong with one of them. */
    private static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final String code;
        private final String what;
        private final String next;

        Wrong(String code, String what, String next) {
            super(what);
            this.code = code;
            this.what = what;
            this.next = next;
        }
    }
}
