package dev.godwit.postgres.script.pending;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.script.SqlCompiler;
import dev.godwit.plan.script.SqlMigration;
import dev.godwit.plan.script.repair.Repaired;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.plan.spec.PlanKind;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.script.row.Earlier;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.UserPath;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Finds what of a project's migrations is to be applied to a target. Changes nothing. */
public final class Pending {

    private static final String PLACE =
            "select coalesce(pg_catalog.current_schema(), 'public'), pg_catalog.current_database(), current_user";

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
     * @param kind the tool that they are for
     * @param history in which record of the target they count
     * @param repairs of what the record has to say something else, without anything being run
     * @param applied names, in order
     * @param unmigrated what the project's models say and no migration does
     * @param problems why nothing may be applied
     */
    public record Found(
            String folder,
            PlanKind kind,
            String history,
            List<Repaired> repairs,
            List<SqlMigration> baseline,
            List<SqlMigration> pending,
            List<String> applied,
            List<String> unmigrated,
            List<Problem> problems) {

        /** Whether there is nothing to do. */
        public boolean none() {
            return repairs.isEmpty() && baseline.isEmpty() && pending.isEmpty();
        }
    }

    /** Looks at the folder and at the target's record; a target without one has applied nothing. */
    public Found find(MigrationsFile file, Attempt attempt) throws SQLException {
        ScriptFolders.Files files = folders.read(file, attempt);
        if (!files.problems().isEmpty()) {
            return wrong(file, files, files.problems());
        }
        Looked looked = look(file, files, attempt);
        if (!looked.problems().isEmpty()) {
            return wrong(file, files, looked.problems());
        }
        String history = SqlCompiler.history(file, files.kind());
        List<Earlier> earlier =
                database.inTransaction(
                        Scope.state("godwit preflight"),
                        connection -> Earlier.all(connection, history));
        Standing standing = Standing.of(file, files.folder(), looked, earlier);
        return new Found(
                files.folder(),
                files.kind(),
                history,
                standing.repairs(),
                standing.baseline(),
                standing.pending(),
                standing.applied(),
                looked.unmigrated(),
                standing.problems());
    }

    private Looked look(MigrationsFile file, ScriptFolders.Files files, Attempt attempt)
            throws SQLException {
        Place place =
                database.inTransaction(
                        Scope.state("godwit preflight"),
                        connection -> {
                            UserPath.apply(connection);
                            return Rows.of(connection, PLACE, Place::of).getFirst();
                        });
        if (files.kind() == PlanKind.FLYWAY) {
            return FlywayProject.look(
                    files, database.unpooled(), place.schema(), place.database(), place.user());
        }
        if (files.kind() == PlanKind.DJANGO) {
            return DjangoReading.look(file, folders, files, database, place.schema(), attempt);
        }
        return database.inTransaction(
                Scope.state("godwit preflight"),
                connection ->
                        switch (files.kind()) {
                            case SQL -> SqlProject.look(file, files, connection);
                            case PRISMA -> PrismaProject.look(files, connection, place.schema());
                            case FLYWAY, DJANGO, MIGRATIONS, UPGRADE, RELEASE ->
                                    throw new IllegalStateException(
                                            "no folder of files is of kind " + files.kind());
                        });
    }

    private static Found wrong(
            MigrationsFile file, ScriptFolders.Files files, List<Problem> problems) {
        return new Found(
                files.folder(),
                files.kind(),
                SqlCompiler.history(file, files.kind()),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                problems);
    }

    /** Where the role works when it names no schema. */
    private record Place(String schema, String database, String user) {
        static Place of(ResultSet row) throws SQLException {
            return new Place(row.getString(1), row.getString(2), row.getString(3));
        }
    }
}
