package dev.godwit.config;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration that cannot be used, with everything that is wrong with it at once. */
public final class ConfigException extends RuntimeException {

    private final List<ConfigProblem> problems;

    /**
     * @param problems at least one
     */
    public ConfigException(List<ConfigProblem> problems) {
        super(
                problems.stream()
                        .map(problem -> problem.code() + ": " + problem.what())
                        .collect(Collectors.joining("; ")));
        this.problems = List.copyOf(problems);
    }

    ConfigException(ConfigProblem problem) {
        this(List.of(problem));
    }

    /** Never empty; in the order of the lines they are about. */
    public List<ConfigProblem> problems() {
        return problems;
    }
}
