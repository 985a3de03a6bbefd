package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.problem.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The server is PostgreSQL 14 to 18: the versions whose locks and catalogs Godwit knows. */
public final class ServerVersion implements Rule {

    private static final String CODE = "GW-250";
    private static final int OLDEST = 14;
    private static final int NEWEST = 18;

    @Override
    public List<Problem> check(Connection connection, Subject subject) throws SQLException {
        int major = connection.getMetaData().getDatabaseMajorVersion();
        return refuse(major, subject.source());
    }

    static List<Problem> refuse(int major, String source) {
        return major >= OLDEST && major <= NEWEST
                ? List.of()
                : List.of(
                        new Problem(
                                CODE,
                                "the server is PostgreSQL " + major,
                                source,
                                "Godwit knows the locks and catalogs of PostgreSQL %d to %d"
                                        .formatted(OLDEST, NEWEST),
                                major < OLDEST
                                        ? "upgrade the server"
                                        : "upgrade Godwit, if there is a newer one"));
    }
}
