package dev.godwit.cli.output;

import dev.godwit.workflow.message.Finding;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A command cannot do what it was asked to: problems in four parts, and an exit code. */
public final class CliError extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ExitCode exit;
    private final transient List<Finding> problems;

    /**
     * @param problems at least one
     */
    public CliError(ExitCode exit, List<Finding> problems, @Nullable Throwable cause) {
        super(
                problems.stream()
                        .map(problem -> problem.code() + ": " + problem.what())
                        .collect(Collectors.joining("; ")),
                cause);
        this.exit = exit;
        this.problems = List.copyOf(problems);
    }

    /** One problem. Parts may be empty, except code, what and next. */
    public CliError(
            ExitCode exit, String code, String what, String where, String because, String next) {
        this(exit, List.of(new Finding(code, what, where, because, next)), null);
    }

    /** How the command ends. */
    public ExitCode exit() {
        return exit;
    }

    /** Never empty. */
    public List<Finding> problems() {
        return problems;
    }
}
