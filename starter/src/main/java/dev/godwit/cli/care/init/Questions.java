package dev.godwit.cli.care.init;

import dev.godwit.cli.Surroundings;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.output.Output;
import dev.godwit.workflow.message.Finding;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gets together what a target needs: from options, and from a person where there is a terminal.
 * Without one nothing is asked, and everything that is missing or wrong is told at once.
 */
public final class Questions {

    private static final String MISSING = "GW-570";
    private static final String WRONG = "GW-571";

    private final boolean terminal;
    private final BufferedReader in;
    private final Output output;
    private final List<Finding> problems = new ArrayList<>();

    /** Asks there. */
    public Questions(Surroundings surroundings, Output output) {
        this.terminal = surroundings.terminal();
        this.in =
                new BufferedReader(
                        new InputStreamReader(surroundings.in(), StandardCharsets.UTF_8));
        this.output = output;
    }

    /**
     * A value that the target cannot do without.
     *
     * @param given by an option; null when it was not
     * @param usual taken when a person gives none; empty when there is no such
     * @param flaw what is wrong with a value
     */
    public String value(
            String option,
            String question,
            @Nullable String given,
            String usual,
            Function<String, Optional<String>> flaw)
            throws IOException {
        if (given != null) {
            flaw.apply(given).ifPresent(words -> wrong(option, words));
            return given;
        }
        if (!terminal) {
            if (usual.isEmpty()) {
                missing(option);
            }
            return usual;
        }
        while (true) {
            output.note(question + (usual.isEmpty() ? ":" : " [%s]:".formatted(usual)));
            String line = in.readLine();
            if (line == null) {
                missing(option);
                return usual;
            }
            String answer = line.isBlank() ? usual : line.strip();
            Optional<String> words =
                    answer.isEmpty() ? Optional.of("it is needed") : flaw.apply(answer);
            if (words.isEmpty()) {
                return answer;
            }
            output.note("  " + words.get());
        }
    }

    /** A value that may be left out. */
    public String optional(String question, @Nullable String given) throws IOException {
        if (given != null || !terminal) {
            return given == null ? "" : given;
        }
        output.note(question);
        String line = in.readLine();
        return line == null ? "" : line.strip();
    }

    /** Yes or no. @param given whether the option says yes already */
    public boolean yes(String question, boolean given) throws IOException {
        if (given || !terminal) {
            return given;
        }
        output.note(question + " [y/N]");
        String line = in.readLine();
        return line != null && line.strip().matches("(?i)y|yes");
    }

    /**
     * Returns when nothing is missing and nothing is wrong.
     *
     * @throws CliError with everything else
     */
    public void check() {
        if (!problems.isEmpty()) {
            throw new CliError(ExitCode.USAGE, problems, null);
        }
    }

    private void missing(String option) {
        problems.add(
                new Finding(
                        MISSING,
                        option + " is missing",
                        "",
                        terminal ? "" : "there is no terminal to ask on",
                        "add " + option));
    }

    private void wrong(String option, String words) {
        problems.add(
                new Finding(
                        WRONG, "the value of %s cannot be used".formatted(option), "", "", words));
    }
}
