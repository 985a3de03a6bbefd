package dev.godwit.drift;

import dev.godwit.migration.host.Host;
import dev.godwit.migration.host.TargetAccess;
import dev.godwit.migration.host.TargetDatabases;
import dev.godwit.plan.MigrationsReader;
import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.MigrationsFile;
import dev.godwit.postgres.catalog.CatalogReader;
import dev.godwit.postgres.check.Replay;
import dev.godwit.postgres.drift.CatalogScan;
import dev.godwit.postgres.drift.KnownMigrations;
import dev.godwit.postgres.drift.Packed;
import dev.godwit.postgres.drift.Remembered;
import dev.godwit.postgres.preflight.StateAccess;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import dev.godwit.workflow.drift.CatalogCopy;
import dev.godwit.workflow.drift.CompareInput;
import dev.godwit.workflow.drift.CopyInput;
import dev.godwit.workflow.drift.DriftActivities;
import dev.godwit.workflow.drift.DriftReport;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads and compares the catalogs of PostgreSQL targets. Thread-safe. */
public final class PostgresDrift implements DriftActivities {

    /** Temporal takes messages of up to 2 MB. */
    private static final int MOST_PACKED = 1_700_000;

    private final Host host;
    private final ScriptFolders folders;

    /**
     * @param folders where the migrations of projects are
     */
    public PostgresDrift(TargetDatabases targets, ScriptFolders folders) {
        this.host = new Host(targets);
        this.folders = folders;
    }

    @Override
    public CatalogCopy copyCatalog(CopyInput input) {
        return read(input.target()).copy(input.target());
    }

    @Override
    public DriftReport compareCatalog(CompareInput input) {
        return host.on(
                input.target(),
                "the catalog of target " + input.target(),
                (target, attempt) -> {
                    if (input.accept()) {
                        prepare(target, input.target());
                    }
                    Replay.Made made =
                            input.project() == null ? null : made(target, attempt, input.project());
                    return target.database()
                            .inTransaction(
                                    Scope.state("godwit drift"),
                                    connection -> compare(connection, input, made));
                });
    }

    private static void prepare(TargetAccess target, String name) throws SQLException {
        List<Problem> problems =
                new StateAccess(target.database(), target.state()).open("target " + name);
        if (!problems.isEmpty()) {
            throw new EngineFailure(EngineFailure.Kind.PERMANENT, problems.getFirst(), null);
        }
    }

    /** What the project's migrations make, in a database that is dropped again. */
    private Replay.Made made(TargetAccess target, Attempt attempt, String text)
            throws SQLException {
        MigrationsReader.Read read = MigrationsReader.read("--project", text);
        MigrationsFile file = read.plan();
        if (file == null) {
            throw new EngineFailure(EngineFailure.Kind.PERMANENT, read.problems().getFirst(), null);
        }
        return new Replay(target.database(), target.scratches(), folders, attempt).make(file);
    }

    private static DriftReport compare(
            Connection connection, CompareInput input, Replay.@Nullable Made made)
            throws SQLException {
        Seen here = seen(connection);
        CatalogCopy other = input.against();
        Telling telling = new Telling(input, here);
        if (made != null) {
            return telling.against(made);
        }
        DriftReport report =
                other != null
                        ? telling.against(other)
                        : Remembered.read(connection)
                                .map(telling::since)
                                .orElseGet(telling::nothing);
        if (input.accept()) {
            Remembered.accept(connection, here.catalog(), input.actor());
        }
        return report;
    }

    /**
     * What is read of a target in one transaction.
     *
     * @param version the server's major
     * @param underWay names of runs
     */
    record Seen(Catalog catalog, int version, KnownMigrations migrations, List<String> underWay) {

        CatalogCopy copy(String target) {
            String packed = Base64.getEncoder().encodeToString(Packed.pack(catalog));
            if (packed.length() > MOST_PACKED) {
                throw new EngineFailure(
                        EngineFailure.Kind.PERMANENT,
                        new Problem(
                                "GW-752",
                                "the catalog is too large to be sent",
                                "target " + target,
                                "%,d objects take %,d bytes, and %,d can be sent"
                                        .formatted(
                                                catalog.objects().size(),
                                                packed.length(),
                                                MOST_PACKED),
                                "compare the other way round if the other one is smaller"),
                        null);
            }
            return new CatalogCopy(target, packed, version, migrations.names());
        }
    }

    private Seen read(String name) {
        return host.on(
                name,
                "the catalog of target " + name,
                (target, attempt) ->
                        target.database()
                                .inTransaction(Scope.state("godwit drift"), PostgresDrift::seen));
    }

    private static Seen seen(Connection connection) throws SQLException {
        return new Seen(
                CatalogScan.read(connection),
                CatalogReader.version(connection) / 10_000,
                KnownMigrations.read(connection),
                Remembered.underWay(connection));
    }
}
