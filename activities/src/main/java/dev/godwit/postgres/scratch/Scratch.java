package dev.godwit.postgres.scratch;

import java.sql.SQLException;
import javax.sql.DataSource;

/** A database to try something out, dropped when it is closed. */
public interface Scratch extends AutoCloseable {

    /** Opens a new connection to it at each call. */
    DataSource source();

    @Override
    void close() throws SQLException;
}
