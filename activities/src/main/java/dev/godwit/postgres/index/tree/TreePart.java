package dev.godwit.postgres.index.tree;

import dev.godwit.postgres.ddl.Statements;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * A transaction that does a part of a step and does not end it. It holds the step's row, so a
 * rollback that looks at the step sees what it has done.
 */
record TreePart(Statements.Around whole) implements Statements.Around {

    @Override
    public boolean before(Connection connection) throws SQLException {
        return whole.before(connection);
    }

    @Override
    public void after(Connection connection) {}
}
