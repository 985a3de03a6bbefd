package dev.godwit.postgres.script;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.script.SqlCompiler;
import dev.godwit.plan.script.SqlFolder;
import dev.godwit.plan.script.SqlMigration;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.SQLException;
import java.util.List;

/** Finds what of a project's migrations is to be applied to a target. Changes nothing. */
public final class Pending {

    private final Database database;
    private final ScriptFolders folders;

    public Pending(Database database, ScriptFolders folders) {
        this.database = database;
        this.folders = folders;
    }

    /**
     * What was found.
     *
     * @param folder for people
     * @param applied names, in order
     * @param problems why nothing may be applied
     */
    public record Found(
            String folder,
            List<SqlMigration> baseline,
            List<SqlMigration> pending,
            List<String> applied,
            List<Problem> problems) {

        /** Whether there is nothing to do. */
        public boolean none() {
            return baseline.isEmpty() && pending.isEmpty();
        }
    }

    /** Looks at the folder and at the target's record; a target without one has applied nothing. */
    public Found find(MigrationsFile file, Attempt attempt) throws SQLException {
        ScriptFolders.Files files = folders.read(file, attempt);
        SqlFolder.Read read = SqlFolder.read(files.folder(), files.texts());
        List<Problem> problems = files.problems().isEmpty() ? read.problems() : files.problems();
        if (!problems.isEmpty()) {
            return new Found(files.folder(), List.of(), List.of(), List.of(), problems);
        }
        List<Applied> record =
                database.inTransaction(
                        Scope.state("godwit preflight"),
                        connection ->
                                Rows.holds(
                                                connection,
                                                "select pg_catalog.to_regclass('godwit.migration') is not null")
                                        ? Applied.all(connection, SqlCompiler.history(file))
                                        : List.of());
        Standing standing = Standing.of(file, files.folder(), read.migrations(), record);
        return new Found(
                files.folder(),
                standing.baseline(),
                standing.pending(),
                standing.applied(),
                standing.problems());
    }
}
