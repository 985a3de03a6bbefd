package dev.godwit.postgres.scratch;

import java.sql.SQLException;
import javax.sql.DataSource;

/** A database to try something out, dropped when it is closed. */
public interface Scratch extends AutoCloseable {

    /** Opens a new connection to it at each call. */
    DataSource source();

    /**
     * A role that may log in to it and read what is there now; gone when this is closed.
     *
     * @throws SQLException 42501 when none may be made
     */
    default Guest guest() throws SQLException {
        throw new SQLException("no guests are made for this database", "42501");
    }

    @Override
    void close() throws SQLException;
}
