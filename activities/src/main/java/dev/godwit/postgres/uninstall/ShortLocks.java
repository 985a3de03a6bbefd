package dev.godwit.postgres.uninstall;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/** Asks for a lock for a moment, again and again, and says in words why it cannot be had. */
final class ShortLocks {

    private static final String DEPENDS = "GW-331";
    private static final String LOCKED = "GW-332";
    private static final String FORBIDDEN = "GW-333";

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final int TRIES = 15;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Attempt attempt;

    ShortLocks(Attempt attempt) {
        this.attempt = attempt;
    }

    /** One try, in one transaction of its own; a problem ends it as a failure would. */
    @FunctionalInterface
    interface Try {
        Optional<Problem> run(Duration lockTimeout) throws SQLException;
    }

    /** Tries. @return why it did not succeed */
    Optional<Problem> hold(String what, Try body) throws SQLException {
        SQLException last = null;
        for (int i = 0; i < TRIES; i++) {
            attempt.check();
            try {
                return body.run(TIMEOUT);
            } catch (SQLException failure) {
                attempt.check(); // an ended attempt cancels its statement
                if (SqlFailure.of(failure) != SqlFailure.LOCK_NOT_AVAILABLE) {
                    return Optional.of(lasting(what, failure));
                }
                last = failure;
            }
            attempt.sleep(PAUSE);
        }
        return Optional.of(
                new Problem(
                        LOCKED,
                        what + " is in use",
                        "the target",
                        last == null ? "" : SqlFailure.words(last),
                        "look who holds it: select pid, usename, state, xact_start from pg_stat_activity"
                                + " where xact_start is not null; then run godwit uninstall again"));
    }

    private static Problem lasting(String what, SQLException failure) throws SQLException {
        String state = failure.getSQLState() == null ? "" : failure.getSQLState();
        return switch (state) {
            case "2BP01" ->
                    new Problem(
                            DEPENDS,
                            "something of somebody else's depends on " + what,
                            "the target",
                            dependents(failure),
                            "drop or move it; then run godwit uninstall again");
            case "42501" ->
                    new Problem(
                            FORBIDDEN,
                            "the target's role may not remove " + what,
                            "the target",
                            SqlFailure.words(failure),
                            "grant its owner's role to the target's role; then run godwit uninstall again");
            default -> throw failure;
        };
    }

    /** Names of objects only: PostgreSQL puts no row into this detail. */
    private static String dependents(SQLException failure) {
        ServerErrorMessage server =
                failure instanceof PSQLException postgres ? postgres.getServerErrorMessage() : null;
        String detail = server == null ? null : server.getDetail();
        return detail == null ? SqlFailure.words(failure) : detail.replace('\n', ';');
    }
}
