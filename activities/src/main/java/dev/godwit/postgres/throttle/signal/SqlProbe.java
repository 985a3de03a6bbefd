package dev.godwit.postgres.throttle.signal;

import dev.godwit.postgres.session.UserPath;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** The plan's own query, in a transaction that cannot write. */
public final class SqlProbe implements Signal {

    private final String sql;

    /** Of a query for one number. */
    public SqlProbe(String sql) {
        this.sql = sql;
    }

    @Override
    public @Nullable Reading read(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try {
            UserPath.apply(connection);
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute("set transaction read only");
                try (ResultSet row = statement.executeQuery(sql)) {
                    return row.next() && row.getDouble(1) > 0
                            ? Reading.hold("the plan's own query")
                            : null;
                }
            }
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }
}
