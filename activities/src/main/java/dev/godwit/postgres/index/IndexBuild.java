package dev.godwit.postgres.index;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.ddl.LockTries;
import dev.godwit.postgres.ddl.Statements;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.ddl.StepFailures;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Builds an index concurrently under a reserved name, then renames it. Killed anywhere, the next
 * attempt finds the carcass by its name and drops it; a valid index that only lacks its name is
 * kept. The rename commits with the step's row, so an index that has the wanted name while the step
 * is not done is somebody else's.
 */
public final class IndexBuild {

    private final Database database;
    private final StepContext step;
    private final LockTries tries;
    private final Attempt attempt;

    /** For one attempt of one step. */
    public IndexBuild(Database database, StepContext step, LockTries tries, Attempt attempt) {
        this.database = database;
        this.step = step;
        this.tries = tries;
        this.attempt = attempt;
    }

    /**
     * Builds.
     *
     * @param around belongs to the transaction that gives the index its name
     * @throws EngineFailure when rows agree in what is to be unique, or the name is taken
     */
    public void run(Work.BuildIndex build, Statements.Around around) throws SQLException {
        if (StepTurn.take(
                database, step, attempt, around, connection -> build(connection, build))) {
            rename(build, around);
        }
    }

    private void build(Connection connection, Work.BuildIndex build) throws SQLException {
        if (!LiveIndex.find(connection, LiveIndex.wanted(build)).isEmpty()) {
            throw StepFailures.taken(step, LiveIndex.wanted(build).toString());
        }
        new ConcurrentBuild(database, step, attempt, connection).build(build);
    }

    private void rename(Work.BuildIndex build, Statements.Around around) throws SQLException {
        String sql =
                "alter index %s rename to %s"
                        .formatted(LiveIndex.reserved(build).sql(), Identifier.quote(build.name()));
        new Statements(database, step, tries, attempt)
                .run(
                        new Work.Ddl(
                                List.of(), LockMode.SHARE_UPDATE_EXCLUSIVE, List.of(sql), false),
                        "index.built",
                        LiveIndex.remembering(step, LiveIndex.wanted(build), around));
    }
}
