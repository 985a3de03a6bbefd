package dev.godwit.workflow.writing;

/**
 * What is to be written into which project.
 *
 * @param contract {@link dev.godwit.workflow.Contract#VERSION} of the starter
 * @param source where the text came from, for messages
 * @param text a plan about the migrations of a project
 * @param name of the migration; empty for a merge
 * @param app of Django's; empty for all that have changes
 * @param dryRun only say what would be written
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
        boolean dryRun) {

    /** What. */
    public enum What {
        /** One migration, with the way back where files have one. */
        MIGRATION,
        /** One that changes the schema, and one that changes rows. */
        DATA_MIGRATION,
        /** What brings migrations of several branches together. */
        MERGE
    }
}
