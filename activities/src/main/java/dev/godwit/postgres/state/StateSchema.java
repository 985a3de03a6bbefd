package dev.godwit.postgres.state;

import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.database.postgresql.PostgreSQLConfigurationExtension;

/**
 * Schema godwit of a target: created and upgraded by Flyway, with a history table of its own, so
 * that a Flyway of the application in the same database is never touched.
 */
public final class StateSchema {

    /** Its name in every target. */
    public static final String NAME = "godwit";

    /** The newest version that this program knows: the highest of the scripts. */
    public static final int VERSION = 7;

    private final Flyway flyway;

    /**
     * @param direct connections that bypass a transaction-pooling PgBouncer: Flyway locks by
     *     session
     */
    public StateSchema(DataSource direct) {
        FluentConfiguration configuration =
                Flyway.configure(StateSchema.class.getClassLoader())
                        .dataSource(direct)
                        .locations("classpath:dev/godwit/state")
                        .schemas(NAME)
                        .createSchemas(true)
                        .table("flyway_history")
                        .placeholderReplacement(false)
                        .validateMigrationNaming(true);
        // The default lock is an open transaction, on which CREATE INDEX CONCURRENTLY waits for
        // ever.
        configuration
                .getConfigurationExtension(PostgreSQLConfigurationExtension.class)
                .setTransactionalLock(false);
        this.flyway = configuration.load();
    }

    /**
     * Brings the schema to this program's version; does nothing when it is there already.
     *
     * @throws NewerStateException when a newer Godwit has been here
     */
    public void upgrade() {
        MigrationVersion known = highest(MigrationState::isResolved);
        MigrationVersion applied = highest(MigrationState::isApplied);
        if (applied.compareTo(known) > 0) {
            throw new NewerStateException(applied.toString(), known.toString());
        }
        if (flyway.info().pending().length > 0) {
            flyway.migrate();
        }
    }

    private MigrationVersion highest(Predicate<MigrationState> wanted) {
        return Arrays.stream(flyway.info().all())
                .filter(info -> wanted.test(info.getState()))
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull) // the line that says the schema was created has none
                .max(MigrationVersion::compareTo)
                .orElse(MigrationVersion.EMPTY);
    }

    /** The state schema was upgraded by a newer program than this one. */
    public static final class NewerStateException extends RuntimeException {

        NewerStateException(String found, String known) {
            super(
                    "schema godwit is at version %s, this worker knows versions up to %s"
                            .formatted(found, known));
        }
    }
}
