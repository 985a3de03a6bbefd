package dev.godwit.postgres.preflight.trial;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.throttle.ThrottleSpec;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.inspect.role.Monitoring;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.throttle.signal.SqlProbe;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a plan's throttle asks for can be read, or the work would rest for ever. */
public record ThrottleTrial(Database database) {

    private static final String QUERY = "GW-285";
    private static final String SIGHT = "GW-286";

    /** As much time as it has while rows are filled. */
    private static final Duration ANSWER = Duration.ofSeconds(2);

    /**
     * Tries it.
     *
     * @throws SQLException when the target is out of reach
     */
    public List<Problem> run(String source, ThrottleSpec throttle) throws SQLException {
        List<String> keys = needSight(throttle);
        if (keys.isEmpty() && throttle.sql() == null) {
            return List.of();
        }
        Scope scope = Scope.state("godwit preflight").with(ANSWER, ANSWER);
        return database.direct(
                scope,
                connection -> {
                    List<Problem> problems = new ArrayList<>();
                    if (!keys.isEmpty() && !Rows.holds(connection, Monitoring.SEES)) {
                        problems.add(unseen(source, keys));
                    }
                    if (throttle.sql() != null) {
                        try {
                            new SqlProbe(throttle.sql()).read(connection);
                        } catch (SQLException failure) {
                            if (connection.isClosed()) {
                                throw failure;
                            }
                            problems.add(unanswered(source, failure));
                        }
                    }
                    return problems;
                });
    }

    /** The keys of the plan that need more than everybody sees. */
    private static List<String> needSight(ThrottleSpec throttle) {
        return Stream.of(
                        throttle.replicaLag() == null ? "" : "replica_lag",
                        throttle.activeSessions() == null ? "" : "active_sessions",
                        throttle.lockWaits() == null ? "" : "lock_waits")
                .filter(key -> !key.isEmpty())
                .toList();
    }

    private static Problem unseen(String source, List<String> keys) {
        return new Problem(
                SIGHT,
                "the role does not see what throttle asks for: " + String.join(", ", keys),
                source,
                "PostgreSQL shows what other roles' sessions and standbys do to members of"
                        + " pg_read_all_stats only",
                "grant pg_monitor to the role, or leave it out of the plan");
    }

    private static Problem unanswered(String source, SQLException failure) {
        return new Problem(
                QUERY,
                "the sql of throttle cannot be asked",
                source,
                SqlFailure.words(failure),
                "correct it: one number, within 2 s, in a transaction that cannot write, under the"
                        + " role's own search path");
    }
}
