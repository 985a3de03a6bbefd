package dev.godwit.postgres.catalog.object;

import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.schema.LiveObjects;
import java.sql.Connection;
import java.sql.SQLException;

/** Reads what a plan names beside tables. */
public final class ObjectReader {

    private ObjectReader() {}

    /** Reads it; what does not exist is left out. */
    public static LiveObjects read(Connection connection, Wanted wanted) throws SQLException {
        return new LiveObjects(
                Types.read(connection, wanted.types()),
                Views.read(connection, wanted.views()),
                Routines.read(connection, wanted.routines()),
                Triggers.read(connection, wanted.triggers()),
                Partitions.read(connection, wanted.partitions()),
                Trees.read(connection, wanted.trees()));
    }
}
