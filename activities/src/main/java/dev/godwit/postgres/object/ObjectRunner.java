package dev.godwit.postgres.object;

import dev.godwit.plan.step.ObjectWork;
import dev.godwit.postgres.ddl.LockTries;
import dev.godwit.postgres.ddl.Statements;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.index.Reindexing;
import dev.godwit.postgres.index.tree.TreeBuild;
import dev.godwit.postgres.index.tree.TreeDrop;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import java.sql.SQLException;

/** Does such work, forwards or backwards. Each looks first, so each may be repeated. */
public final class ObjectRunner {

    private final Database database;
    private final StepContext step;
    private final LockTries tries;
    private final Attempt attempt;

    /** For one attempt of one step. */
    public ObjectRunner(Database database, StepContext step, LockTries tries, Attempt attempt) {
        this.database = database;
        this.step = step;
        this.tries = tries;
        this.attempt = attempt;
    }

    /** Does it. @param around belongs to the transaction that records it */
    public void run(ObjectWork work, Statements.Around around) throws SQLException {
        switch (work) {
            case ObjectWork.Detach detach ->
                    new Detachment(database, step, tries, attempt).run(detach, around);
            case ObjectWork.Reindex reindex ->
                    new Reindexing(database, step, attempt).run(reindex, around);
            case ObjectWork.BuildTree build ->
                    new TreeBuild(database, step, tries, attempt).run(build, around);
            case ObjectWork.DropTree drop ->
                    new TreeDrop(database, step, tries, attempt).run(drop, around);
        }
    }
}
