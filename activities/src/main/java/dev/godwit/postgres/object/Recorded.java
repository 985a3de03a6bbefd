package dev.godwit.postgres.object;

import dev.godwit.postgres.ddl.Statements;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * The transaction that records what has committed before it: whether somebody else has altered a
 * table is not asked there, since the work itself has.
 */
record Recorded(Statements.Around around) implements Statements.Around {

    @Override
    public boolean before(Connection connection) throws SQLException {
        return around.before(connection);
    }

    @Override
    public void after(Connection connection) throws SQLException {
        around.after(connection);
    }
}
