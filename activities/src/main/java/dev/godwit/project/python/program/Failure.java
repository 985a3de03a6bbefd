package dev.godwit.project.python.program;

import dev.godwit.project.ecosystem.Result;
import dev.godwit.project.process.Ended;
import dev.godwit.project.python.declared.Declaration;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What pip, pip-compile and uv say when packages do not go together. */
public final class Failure {

    private static final String NAME = "([A-Za-z0-9](?:[\\w.-]*[A-Za-z0-9])?)";

    private static final List<Pattern> CONFLICTS =
            List.of(
                    // pip's resolver and pip check
                    Pattern.compile(
                            "(?m)^(?:\\s*|ERROR: )"
                                    + NAME
                                    + "(?:\\[[^\\]]*\\])? [^\\s]+ (?:depends on|has requirement|requires) "
                                    + NAME),
                    // pip-compile
                    Pattern.compile("requirement=SpecifierRequirement\\('" + NAME + "()"),
                    Pattern.compile("LinkCandidate\\('[^']*/([A-Za-z0-9._]+?)-\\d()"),
                    // uv
                    Pattern.compile(NAME + "(?:[<>=!~]=?[^\\s]+)? depends on\\s+" + NAME),
                    Pattern.compile("you require " + NAME + "()"));

    private Failure() {}

    /** A bad result. @param what was run */
    public static Result of(String what, Ended ended, List<Path> logs) {
        String text = ended.text();
        return new Result(false, what + ": " + reason(ended, text), conflict(text), logs);
    }

    private static String reason(Ended ended, String text) {
        if (ended.tookTooLong()) {
            return "took too long";
        }
        List<String> errors =
                text.lines()
                        .map(String::strip)
                        .filter(line -> line.startsWith("ERROR: ") || line.startsWith("error: "))
                        .map(line -> line.replaceFirst("(?i)error: ", ""))
                        .toList();
        return text.lines()
                .map(String::strip)
                .filter(line -> line.startsWith("cause: ")) // of uv's
                .map(line -> line.substring("cause: ".length()))
                .findFirst()
                .or(() -> notable(errors))
                .orElse("exit " + ended.exit());
    }

    private static Optional<String> notable(List<String> errors) {
        return errors.stream()
                .filter(line -> !line.startsWith("Cannot install"))
                .findFirst()
                .or(() -> errors.stream().findFirst());
    }

    /** Those that want something of others, and what they want. */
    static List<String> conflict(String text) {
        Set<String> names = new LinkedHashSet<>();
        for (Pattern one : CONFLICTS) {
            Matcher found = one.matcher(text);
            while (found.find()) {
                names.add(Declaration.canonical(found.group(1)));
                if (!found.group(2).isEmpty()) {
                    names.add(Declaration.canonical(found.group(2)));
                }
            }
        }
        names.removeAll(Set.of("your-project", "project", "you"));
        return List.copyOf(names);
    }
}
