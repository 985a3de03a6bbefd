package dev.godwit.plan.step;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.godwit.plan.sql.QualifiedName;
import org.jspecify.annotations.Nullable;

/**
 * The row by which the project's own tool knows that a migration is applied. It is written in the
 * transaction of the migration, as the tool would have written it. The {@code tool} written to JSON
 * is part of the format of stored runs.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "tool")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ToolRow.Flyway.class, name = "flyway"),
    @JsonSubTypes.Type(value = ToolRow.Prisma.class, name = "prisma")
})
public sealed interface ToolRow {

    /** The tool's table. */
    QualifiedName table();

    /** What the tool compares with the file, as text. */
    String checksum();

    /**
     * A row of Flyway's {@code flyway_schema_history}.
     *
     * @param version null for a repeatable migration
     * @param script the file, as seen from its location
     * @param crc CRC-32 of the lines of the file
     */
    record Flyway(
            QualifiedName table,
            @Nullable String version,
            String description,
            String script,
            int crc)
            implements ToolRow {
        @Override
        public String checksum() {
            return Integer.toString(crc);
        }
    }

    /**
     * A row of Prisma's {@code _prisma_migrations}.
     *
     * @param migration name of its directory
     * @param checksum SHA-256 of the file's bytes, hex
     */
    record Prisma(QualifiedName table, String migration, String checksum) implements ToolRow {}
}
