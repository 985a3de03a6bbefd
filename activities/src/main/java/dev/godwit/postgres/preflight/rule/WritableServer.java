package dev.godwit.postgres.preflight.rule;

import dev.godwit.plan.problem.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** The server is a primary that accepts writes. */
public final class WritableServer implements Rule {

    private static final String CODE = "GW-251";

    @Override
    public List<Problem> check(Connection connection, Subject subject) throws SQLException {
        try (PreparedStatement select =
                        connection.prepareStatement(
                                "select pg_catalog.pg_is_in_recovery(), pg_catalog.current_setting('transaction_read_only') = 'on'");
                ResultSet row = select.executeQuery()) {
            row.next();
            if (row.getBoolean(1)) {
                return refuse(subject, "it is a standby", "point the target at the primary");
            }
            return row.getBoolean(2)
                    ? refuse(
                            subject,
                            "its transactions are read-only by default",
                            "set default_transaction_read_only = off for the target's role or database")
                    : List.of();
        }
    }

    private static List<Problem> refuse(Subject subject, String because, String next) {
        return List.of(
                new Problem(CODE, "the server accepts no writes", subject.source(), because, next));
    }
}
