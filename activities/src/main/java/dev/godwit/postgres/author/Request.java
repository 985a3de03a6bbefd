package dev.godwit.postgres.author;

import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.workflow.writing.WriteInput.What;

/**
 * What is asked for.
 *
 * @param name of the migration; empty for a merge and a squash
 * @param app of Django's; empty for all that have changes
 * @param dryRun only say what would be written
 * @param from of a squash, its first migration; empty for the first of the app
 * @param to of a squash, its last migration
 */
public record Request(
        MigrationsFile file,
        What what,
        String name,
        String app,
        boolean dryRun,
        String from,
        String to) {}
