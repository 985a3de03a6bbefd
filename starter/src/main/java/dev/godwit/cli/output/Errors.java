package dev.godwit.cli.output;

import dev.godwit.workflow.message.Finding;
import java.util.List;
import java.util.stream.Collectors;

/** Problems as text: up to four parts, one below the other. */
public final class Errors {

    private Errors() {}

    /** All problems, without a line break at the end. */
    public static String text(List<Finding> problems, Style style) {
        return problems.stream()
                .map(problem -> text(problem, style))
                .collect(Collectors.joining("\n\n"));
    }

    /** {@code error GW-501: what}, then where, because and next as far as they are known. */
    public static String text(Finding problem, Style style) {
        return style.bad("error " + problem.code() + ":")
                + " "
                + problem.what()
                + part("where", problem.where())
                + part("because", problem.because())
                + part("next", problem.next());
    }

    private static String part(String label, String text) {
        if (text.isEmpty()) {
            return "";
        }
        String indent = "\n" + " ".repeat(11);
        return "\n  %-8s %s".formatted(label, text.strip().replace("\n", indent));
    }
}
