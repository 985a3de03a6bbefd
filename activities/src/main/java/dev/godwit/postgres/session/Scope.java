package dev.godwit.postgres.session;

import java.time.Duration;

/**
 * The settings of one transaction; all are SET LOCAL, so nothing depends on session state.
 *
 * @param name for application_name, for example {@code godwit 7 3} (run and step)
 * @param lockTimeout zero waits for ever
 * @param statementTimeout zero waits for ever
 * @param searchPath as SQL, for example {@code pg_catalog}
 */
public record Scope(
        String name, Duration lockTimeout, Duration statementTimeout, String searchPath) {

    private static final Duration LOCK = Duration.ofSeconds(5);
    private static final Duration STATEMENT = Duration.ofSeconds(30);

    /** Short work on Godwit's own tables and the catalog. */
    public static Scope state(String name) {
        return new Scope(name, LOCK, STATEMENT, "pg_catalog");
    }

    /** The name of a run's step, or of the run where step is 0. */
    public static String name(long run, int step) {
        return step == 0 ? "godwit " + run : "godwit " + run + " " + step;
    }

    /** The search path under which a plan's expressions are read, in every place they are used. */
    public static String expressionPath(String quotedSchema) {
        return "pg_catalog, " + quotedSchema + ", pg_temp";
    }

    /** The same with other time-outs. */
    public Scope with(Duration lock, Duration statement) {
        return new Scope(name, lock, statement, searchPath);
    }

    /** The same with another search path. */
    public Scope withSearchPath(String path) {
        return new Scope(name, lockTimeout, statementTimeout, path);
    }
}
