package dev.godwit.plan.step;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.godwit.plan.sql.QualifiedName;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The row by which the project's own tool knows that a migration is applied. It is written in the
 * transaction of the migration, as the tool would have written it, or by the tool itself. The
 * {@code tool} written to JSON is part of the format of stored runs.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "tool")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ToolRow.Flyway.class, name = "flyway"),
    @JsonSubTypes.Type(value = ToolRow.Prisma.class, name = "prisma"),
    @JsonSubTypes.Type(value = ToolRow.Django.class, name = "django")
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

    /**
     * A row of Django's {@code django_migrations}.
     *
     * @param migration its name within the app
     * @param checksum SHA-256 of the file; Django itself compares nothing
     * @param runner how Django is had to apply it; null when it is only recorded
     */
    record Django(
            QualifiedName table,
            String app,
            String migration,
            String checksum,
            @Nullable Runner runner)
            implements ToolRow {

        /** The same for a migration that is there already. */
        Django recorded() {
            return new Django(table, app, migration, checksum, null);
        }
    }

    /**
     * A project whose tool applies its migrations itself.
     *
     * @param project a target of the worker's configuration, or a directory
     * @param path folder in it; null for the only one that has migrations
     * @param alias of the database in the project's settings
     * @param file of the migration, for looking whether it is still what it was
     * @param oneWay what cannot be taken back, sentence by sentence
     */
    record Runner(
            String project, @Nullable String path, String alias, String file, List<String> oneWay) {
        public Runner {
            oneWay = List.copyOf(oneWay);
        }
    }

    /** The same for a migration that is there already, and only has to be recorded. */
    default ToolRow onlyRecorded() {
        return this instanceof Django django ? django.recorded() : this;
    }
}
