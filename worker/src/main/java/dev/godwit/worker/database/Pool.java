package dev.godwit.worker.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A small pool that opens its first connection when it is asked for one. That no connection can be
 * had now is always a failure that may pass.
 */
final class Pool extends HikariDataSource {

    private static final int SIZE = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final String CONNECTION_FAILURE = "08001";

    Pool(String target, DataSource source) {
        super(settings(target, source));
    }

    /**
     * {@inheritDoc}
     *
     * <p>The pool reports exhaustion, interruption and closing without an SQLSTATE, which would be
     * taken for something that fails for ever.
     */
    @Override
    public Connection getConnection() throws SQLException {
        try {
            return super.getConnection();
        } catch (SQLException failure) {
            if (failure.getSQLState() != null) {
                throw failure;
            }
            throw new SQLTransientConnectionException(
                    failure.getMessage(), CONNECTION_FAILURE, failure);
        }
    }

    private static HikariConfig settings(String target, DataSource source) {
        HikariConfig config = new HikariConfig();
        config.setPoolName("godwit-" + target);
        config.setDataSource(source);
        config.setMaximumPoolSize(SIZE);
        config.setMinimumIdle(0);
        config.setIdleTimeout(IDLE.toMillis());
        config.setConnectionTimeout(PATIENCE.toMillis());
        config.setInitializationFailTimeout(-1);
        config.setExceptionOverride(new LeavesStandbys());
        return config;
    }

    /** After a fail-over an old connection may lead to what is a standby now; a new one may not. */
    private static final class LeavesStandbys implements SQLExceptionOverride {

        @java.lang.Override
        public Override adjudicate(SQLException failure) {
            return SqlFailure.READ_ONLY.equals(failure.getSQLState())
                    ? Override.MUST_EVICT
                    : Override.CONTINUE_EVICT;
        }
    }
}
