package dev.godwit.postgres.author;

import dev.godwit.plan.spec.MigrationsFile;

/**
 * What is asked for.
 *
 * @param name of the migration; empty for a merge
 * @param app of Django's; empty for all that have changes
 * @param dryRun only say what would be written
 */
public record Request(MigrationsFile file, What what, String name, String app, boolean dryRun) {

    /** What. */
    public enum What {
        /** One migration. */
        MIGRATION,
        /** One for the schema and one for rows. */
        DATA_MIGRATION,
        /** What brings branches together. */
        MERGE
    }
}
