package dev.godwit.postgres.script.row;

import dev.godwit.plan.step.ToolRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/**
 * The record of a project's own tool, written as the tool would have written it, so that afterwards
 * the tool finds nothing pending and nothing wrong. All methods work in the caller's transaction.
 */
public interface ToolRows {

    /** Of the tool that a row is for. */
    static ToolRows of(ToolRow row) {
        return switch (row) {
            case ToolRow.Flyway flyway -> new FlywayRows(flyway);
            case ToolRow.Prisma prisma -> new PrismaRows(prisma);
            case ToolRow.Django django -> new DjangoRows(django);
        };
    }

    /**
     * Takes the tool's own lock until the end of the transaction, waiting no longer than {@code
     * lock_timeout}: neither works while the other does.
     */
    void lock(Connection connection) throws SQLException;

    /** Whether it is recorded as applied, as this file. */
    boolean has(Connection connection) throws SQLException;

    /** Makes the tool's table, where it has not been there yet, and records it as applied. */
    void add(Connection connection, Duration took) throws SQLException;

    /** Records that it is not applied any more. */
    void remove(Connection connection) throws SQLException;

    /** Who has been applied after it; empty when it is the last. */
    String later(Connection connection) throws SQLException;

    /** What is recorded of it, as it is compared with the file; empty when it is not applied. */
    Optional<String> recorded(Connection connection) throws SQLException;

    /** Brings the record of one that is applied in line with its file. */
    void align(Connection connection) throws SQLException;

    /** Ends the record of one whose file is gone. What it has done stays. */
    void forget(Connection connection) throws SQLException;

    /** Which rows of the tool's table are about it, as a condition of SQL. */
    String about();
}
