package dev.godwit.postgres.undo;

import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.ddl.LockTries;
import dev.godwit.postgres.ddl.Statements;
import dev.godwit.postgres.index.IndexBuild;
import dev.godwit.postgres.index.IndexDrop;
import dev.godwit.postgres.index.LiveIndex;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Brings an index back that a step has dropped, and drops the one that it has built. */
record IndexUndo(Database database, UndoWork around, Attempt attempt) {

    /**
     * An index that was never dropped is still valid; a drop that was killed leaves it invalid.
     *
     * @return what was found, for people; empty when it was built
     */
    String rebuild(Work.BuildIndex build, LockTries tries) throws SQLException {
        List<LiveIndex> found =
                database.inTransaction(
                        Scope.state("godwit undo"),
                        connection -> LiveIndex.find(connection, LiveIndex.wanted(build)));
        if (found.stream().anyMatch(LiveIndex::valid)) {
            return build.name() + " is still there";
        }
        if (found.stream().anyMatch(index -> !index.definition().isEmpty())) {
            new IndexDrop(database, around.step(), attempt)
                    .run(new Work.DropIndex(LiveIndex.wanted(build)), new Carcass(around));
        }
        new IndexBuild(database, around.step(), tries, attempt).run(build, around);
        return "";
    }

    /** Clearing up before a work is no part of it. */
    private record Carcass(UndoWork work) implements Statements.Around {
        @Override
        public boolean before(Connection connection) throws SQLException {
            return work.before(connection);
        }

        @Override
        public void after(Connection connection) {}
    }

    /** What was found, for people; empty when it was dropped. */
    String drop(Step stored, Work.DropIndex drop) throws SQLException {
        if (foreign(stored, drop)) {
            return drop.index() + " was not built by this step and is left alone";
        }
        new IndexDrop(database, around.step(), attempt).run(drop, around);
        return "";
    }

    /** An index of the wanted name that is not the one which the step built. */
    private boolean foreign(Step stored, Work.DropIndex drop) throws SQLException {
        if (!(stored.work() instanceof Work.BuildIndex build)
                || !LiveIndex.wanted(build).equals(drop.index())) {
            return false;
        }
        return database.inTransaction(
                Scope.state("godwit undo"),
                connection -> {
                    for (LiveIndex found : LiveIndex.find(connection, drop.index())) {
                        if (!found.builtBy(connection, around.step().run(), stored.number())) {
                            return true;
                        }
                    }
                    return false;
                });
    }
}
