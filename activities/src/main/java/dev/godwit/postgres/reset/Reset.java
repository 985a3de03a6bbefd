package dev.godwit.postgres.reset;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.Blocker;
import dev.godwit.postgres.ddl.LockWatch;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops everything that the role owns, Godwit's own record included, in one transaction or not at
 * all. Schema public and those of extensions stay, without what was in them. May be repeated.
 */
public final class Reset {

    private static final String NAME = "godwit reset";
    private static final String LOCKED = "GW-332";
    private static final String FORBIDDEN = "GW-333";

    private static final Duration LOCK = Duration.ofSeconds(1);
    private static final Duration STATEMENT = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofMillis(400);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int TRIES = 15;

    private final Database database;
    private final Attempt attempt;
    private List<Blocker> blockers = List.of();

    /** For one target, once. */
    public Reset(Database database, Attempt attempt) {
        this.database = database;
        this.attempt = attempt;
    }

    /** What would go. Takes no lock and changes nothing. */
    public Emptied look() throws SQLException {
        Survey survey = database.inTransaction(Scope.state(NAME), Survey::take);
        return Emptied.of(survey, Objections.of(survey));
    }

    /**
     * Empties it.
     *
     * @throws SQLException what a repetition may cure
     */
    public Emptied run() throws SQLException {
        for (int i = 0; i < TRIES; i++) {
            attempt.check();
            try {
                return database.inTransaction(Scope.state(NAME).with(LOCK, STATEMENT), this::empty);
            } catch (TakenException taken) {
                return Emptied.not(List.of(Objections.taken(taken.names)));
            } catch (SQLException failure) {
                attempt.check(); // an ended attempt cancels its statement
                if (SqlFailure.of(failure) != SqlFailure.LOCK_NOT_AVAILABLE) {
                    return Emptied.not(List.of(lasting(failure)));
                }
            }
            attempt.sleep(PAUSE);
        }
        return Emptied.not(List.of(inUse()));
    }

    private Emptied empty(Connection connection) throws SQLException {
        if (Rows.exists(connection, "godwit.run")) {
            // No run begins while this is held.
            execute(connection, "lock table godwit.run in access exclusive mode");
        }
        Survey survey = Survey.take(connection);
        List<Problem> problems = Objections.of(survey);
        if (!problems.isEmpty()) {
            return Emptied.of(survey, problems);
        }
        List<Long> staying = survey.staying().stream().map(Place::oid).toList();
        Staying before = Staying.look(connection, staying);
        for (String drop : drops(survey)) {
            attempt.report(drop);
            execute(connection, drop);
        }
        List<String> taken = before.without(Staying.look(connection, staying));
        if (!taken.isEmpty()) {
            throw new TakenException(taken);
        }
        return Emptied.of(survey, List.of());
    }

    private static List<String> drops(Survey survey) {
        List<String> drops = new ArrayList<>();
        survey.places().stream()
                .filter(Place::goes)
                .forEach(
                        place ->
                                drops.add(
                                        "drop schema if exists %s cascade"
                                                .formatted(Identifier.quote(place.name()))));
        survey.single().forEach(thing -> drops.add(thing.drop()));
        return drops;
    }

    private void execute(Connection connection, String sql) throws SQLException {
        int pid = Rows.pid(connection);
        try (LockWatch watch = LockWatch.start(database, NAME, pid, LOOK);
                Statement statement = connection.createStatement();
                Attempt.Running running = attempt.running(statement)) {
            statement.setEscapeProcessing(false);
            try {
                statement.execute(sql);
            } catch (SQLException failure) {
                if (SqlFailure.of(failure) == SqlFailure.LOCK_NOT_AVAILABLE) {
                    blockers = watch.seen();
                }
                throw failure;
            }
        }
    }

    private Problem inUse() {
        return new Problem(
                LOCKED,
                "something that goes is in use",
                "the target",
                blockers.isEmpty()
                        ? "held by a session that cannot be seen, or is gone by now"
                        : "held by " + blockers.getFirst().words(),
                "end that transaction; then run godwit reset again");
    }

    private static Problem lasting(SQLException failure) throws SQLException {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (state) {
            case "2BP01" -> Objections.taken(List.of(SqlFailure.words(failure)));
            case "42501" ->
                    new Problem(
                            FORBIDDEN,
                            "the target's role may not remove something",
                            "the target",
                            SqlFailure.words(failure),
                            "grant its owner's role to the target's role");
            default -> throw failure;
        };
    }

    /** Rolls the transaction back. */
    private static final class TakenException extends RuntimeException {
        private final transient List<String> names;

        TakenException(List<String> names) {
            this.names = names;
        }
    }
}
