package dev.godwit.workflow.writing;

/**
 * What is to be written into which project.
 *
 * @param contract {@link dev.godwit.workflow.Contract#VERSION} of the starter
 * @param source where the text came from, for messages
 * @param text a plan about the migrations of a project
 * @param name of the migration; empty for a merge and a squash
 * @param app of Django's; empty for all that have changes
 * @param dryRun only say what would be written
 * @param from of a squash, its first migration; empty for the first of the app
 * @param to of a squash, its last migration
 */
public record WriteInput(
        int contract,
        String target,
        String queue,
        String source,
        String text,
        What what,
        String name,
        String app,
        boolean dryRun,
        String from,
        String to) {

    public WriteInput {
        from = from == null ? "" : from;
        to = to == null ? "" : to;
    }

    /** What. */
    public enum What {
        /** One migration, with the way back where files have one. */
        MIGRATION,
        /** One that changes the schema, and one that changes rows. */
        DATA_MIGRATION,
        /** What brings migrations of several branches together. */
        MERGE,
        /** One of Django's in the place of several, proven first. */
        SQUASH
    }
}
