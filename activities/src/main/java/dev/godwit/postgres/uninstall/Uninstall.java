package dev.godwit.postgres.uninstall;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.StateSchema;
import dev.godwit.postgres.uninstall.Leftover.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Removes everything of Godwit from a target, unless a run is open. Locks a table for a moment
 * only, again and again. May be repeated, also after it was killed anywhere.
 */
public final class Uninstall {

    private static final String NAME = "godwit uninstall";

    /** Every table of the scripts of {@link StateSchema}; anything else in the schema stays. */
    private static final List<String> RECORD =
            List.of(
                    "catalog",
                    "checkpoint",
                    "control",
                    "flyway_history",
                    "ledger",
                    "migration",
                    "mismatch",
                    "run",
                    "sample",
                    "snapshot",
                    "step",
                    "table_lock",
                    "undo");

    private final Database database;
    private final Attempt attempt;
    private final ShortLocks locks;

    /** For one target. */
    public Uninstall(Database database, Attempt attempt) {
        this.database = database;
        this.attempt = attempt;
        this.locks = new ShortLocks(attempt);
    }

    /**
     * Removes what there is.
     *
     * @param dryRun only looks what would go
     * @throws SQLException what a repetition may cure
     */
    public Removal run(boolean dryRun) throws SQLException {
        Survey survey = survey();
        List<Problem> problems = new ArrayList<>(survey.against());
        if (dryRun || !problems.isEmpty() || survey.empty()) {
            return new Removal(problems.isEmpty(), survey.lines(), problems);
        }
        for (Leftover left : survey.leftovers()) {
            if (!left.kind().inSchema()) {
                attempt.report("removes " + left.words());
                locks.hold(left.words(), timeout -> drop(left, timeout)).ifPresent(problems::add);
            }
        }
        if (problems.isEmpty() && survey.schema()) {
            attempt.report("removes schema godwit");
            locks.hold("schema godwit", this::dropSchema).ifPresent(problems::add);
        }
        Survey after = survey();
        problems.addAll(after.against());
        return new Removal(after.empty(), survey.lines(), problems);
    }

    private Survey survey() throws SQLException {
        return database.inTransaction(Scope.state(NAME), Survey::take);
    }

    private Optional<Problem> drop(Leftover left, Duration timeout) throws SQLException {
        if (left.kind() == Kind.INDEX) {
            // It waits for transactions, not in front of them: no time-outs.
            return database.direct(
                    Scope.state(NAME).with(Duration.ZERO, Duration.ZERO),
                    connection -> execute(connection, List.of(left.drop())));
        }
        return database.inTransaction(
                Scope.state(NAME).with(timeout, Duration.ofSeconds(30)),
                connection -> {
                    List<Problem> open = Survey.take(connection).against();
                    return open.isEmpty()
                            ? execute(connection, List.of(left.drop()))
                            : Optional.of(open.getFirst());
                });
    }

    private Optional<Problem> dropSchema(Duration timeout) throws SQLException {
        return database.inTransaction(
                Scope.state(NAME).with(timeout, Duration.ofSeconds(30)),
                connection -> {
                    if (Rows.holds(connection, "select to_regclass('godwit.run') is not null")) {
                        // No run begins while this is held.
                        execute(
                                connection,
                                List.of("lock table godwit.run in access exclusive mode"));
                    }
                    Survey last = Survey.take(connection);
                    if (!last.open().isEmpty()) {
                        return Optional.of(last.against().getFirst());
                    }
                    List<String> statements = new ArrayList<>();
                    statements.add("drop table if exists " + tables(last));
                    last.leftovers().stream()
                            .filter(left -> left.kind() == Kind.FUNCTION)
                            .forEach(left -> statements.add(left.drop()));
                    // Without CASCADE: what somebody else built on it or put into it is refused.
                    statements.add("drop schema godwit");
                    return execute(connection, statements);
                });
    }

    private static String tables(Survey survey) {
        List<String> tables = new ArrayList<>();
        RECORD.forEach(name -> tables.add(new QualifiedName(StateSchema.NAME, name).sql()));
        survey.leftovers().stream()
                .filter(left -> left.kind() == Kind.TABLE)
                .forEach(left -> tables.add(left.table().sql()));
        return String.join(", ", tables);
    }

    private Optional<Problem> execute(Connection connection, List<String> statements)
            throws SQLException {
        for (String sql : statements) {
            try (Statement statement = connection.createStatement();
                    Attempt.Running running = attempt.running(statement)) {
                statement.setEscapeProcessing(false);
                statement.execute(sql);
            }
        }
        return Optional.empty();
    }
}
