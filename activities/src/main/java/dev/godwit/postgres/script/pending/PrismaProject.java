package dev.godwit.postgres.script.pending;

import dev.godwit.plan.script.prisma.PrismaFolder;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ToolRow;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.script.row.Applied;
import dev.godwit.postgres.script.source.ScriptFolders;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A project with Prisma, beside Prisma's own record. */
final class PrismaProject {

    private static final String TABLE = "_prisma_migrations";

    // Of several tries of one migration the newest counts, and one that was resolved does not.
    private static final String RECORD =
            """
            select distinct on (migration_name) migration_name, checksum, finished_at is null,
                   to_char(started_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI "UTC"'), left(coalesce(logs, ''), 200)
              from %s where rolled_back_at is null order by migration_name, started_at desc
            """;

    private PrismaProject() {}

    static Looked look(ScriptFolders.Files files, Connection connection, String schema)
            throws SQLException {
        QualifiedName table = new QualifiedName(schema, TABLE);
        PrismaFolder.Read read = PrismaFolder.read(files.folder(), files.texts(), table);
        if (!read.problems().isEmpty()) {
            return Looked.wrong(read.problems());
        }
        boolean recorded = Rows.exists(connection, table.sql());
        List<Applied> record =
                recorded
                        ? Rows.of(
                                connection,
                                RECORD.formatted(table.sql()),
                                row ->
                                        new Applied(
                                                row.getString(1),
                                                row.getString(2),
                                                "Prisma",
                                                row.getString(4),
                                                row.getBoolean(3),
                                                new ToolRow.Prisma(
                                                        table, row.getString(1), row.getString(2))))
                        : List.of();
        return new Looked(read.migrations(), record, List.of(), false, List.of(), List.of());
    }
}
