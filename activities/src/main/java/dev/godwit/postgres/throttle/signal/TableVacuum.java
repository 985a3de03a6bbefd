package dev.godwit.postgres.throttle.signal;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A vacuum works on the table that is filled: both want the same disk. */
public final class TableVacuum implements Signal {

    private static final String SQL =
            """
            select exists (select from pg_catalog.pg_stat_progress_vacuum
                            where relid = pg_catalog.to_regclass(?) and datname = pg_catalog.current_database())
            """;

    private final Supplier<@Nullable QualifiedName> table;

    /**
     * @param table null while it is not known yet
     */
    public TableVacuum(Supplier<@Nullable QualifiedName> table) {
        this.table = table;
    }

    @Override
    public @Nullable Reading read(Connection connection) throws SQLException {
        QualifiedName name = table.get();
        return name != null && Rows.holds(connection, SQL, name.sql())
                ? new Reading(Reading.Force.EASE, "a vacuum of " + name)
                : null;
    }
}
