package dev.godwit.postgres.scratch;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.Proposed;
import dev.godwit.plan.drift.Reconciliation;
import dev.godwit.postgres.drift.CatalogScan;
import dev.godwit.postgres.session.Attempt;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Makes a database like another, without its rows. */
public final class Replica {

    private Replica() {}

    /** In the connection's transaction, on a database that holds nothing. */
    public static void make(Connection connection, Catalog like, Attempt attempt)
            throws SQLException {
        for (Proposed one : Reconciliation.of(CatalogScan.read(connection), like)) {
            try (Statement statement = connection.createStatement();
                    Attempt.Running ignored = attempt.running(statement)) {
                statement.setEscapeProcessing(false);
                statement.execute(one.sql());
            }
        }
    }
}
