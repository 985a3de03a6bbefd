package dev.godwit.cli.demo;

/**
 * What the demo measured. The components are the keys of its JSON answer.
 *
 * @param rows rows of the table when the migration began
 * @param rowsPerSecond over the wall time of the backfill, the worker's outage included
 * @param kills how often the worker was killed
 * @param mismatches rows whose new column is wrong at the end, by the demo's own query
 * @param writtenTwice rows that more than one batch wrote, by the demo's own trigger
 * @param failedTransactions of the application
 * @param longestLockMs the longest ACCESS EXCLUSIVE or SHARE ROW EXCLUSIVE lock
 * @param seconds of the whole migration
 * @param ui address of the Temporal UI
 */
public record DemoFigures(
        long rows,
        long rowsPerSecond,
        int kills,
        long mismatches,
        long writtenTwice,
        long failedTransactions,
        double appP99MsBefore,
        double appP99MsDuring,
        double appMaxMsDuring,
        double longestLockMs,
        double seconds,
        String ui) {

    /** Whether the promise was kept. */
    public boolean good() {
        return mismatches == 0 && writtenTwice == 0 && failedTransactions == 0;
    }
}
