package dev.godwit.postgres.author;

import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.workflow.writing.WriteInput.What;

/**
 * What is asked for.
 *
 * @param name of the migration; empty for a merge
 * @param app of Django's; empty for all that have changes
 * @param dryRun only say what would be written
 */
public record Request(MigrationsFile file, What what, String name, String app, boolean dryRun) {}
