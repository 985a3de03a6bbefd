package dev.godwit.postgres.script.pending;

import dev.godwit.plan.script.SqlCompiler;
import dev.godwit.plan.script.SqlFolder;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.postgres.script.row.Applied;
import dev.godwit.postgres.script.source.ScriptFolders;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A folder of numbered files, beside Godwit's own record. */
final class SqlProject {

    private SqlProject() {}

    static Looked look(MigrationsFile file, ScriptFolders.Files files, Connection connection)
            throws SQLException {
        SqlFolder.Read read = SqlFolder.read(files.folder(), files.texts());
        if (!read.problems().isEmpty()) {
            return Looked.wrong(read.problems());
        }
        List<Applied> record = Applied.all(connection, SqlCompiler.history(file, files.kind()));
        return new Looked(read.migrations(), record, List.of(), false, List.of(), List.of());
    }
}
