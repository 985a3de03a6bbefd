package dev.godwit.postgres.index.tree;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.ddl.LockTries;
import dev.godwit.postgres.ddl.Statements;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.index.LiveIndex;
import dev.godwit.postgres.index.StepTurn;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops the index of a partitioned table, or as much of it as a step has built. What was not
 * attached yet goes CONCURRENTLY; the rest goes with what it is attached to, which PostgreSQL does
 * under a lock on all of its tables: asked for in tries that are the shorter the more there are.
 */
public final class TreeDrop {

    private final Database database;
    private final StepContext step;
    private final LockTries tries;
    private final Attempt attempt;

    /** For one attempt of one step. */
    public TreeDrop(Database database, StepContext step, LockTries tries, Attempt attempt) {
        this.database = database;
        this.step = step;
        this.tries = tries;
        this.attempt = attempt;
    }

    /** Drops. @param around belongs to the transaction that records it */
    public void run(ObjectWork.DropTree drop, Statements.Around around) throws SQLException {
        String reserved = drop.reserved();
        if (reserved != null && !loose(reserved, around)) {
            return;
        }
        Whole whole =
                database.inTransaction(
                        Scope.state(step.name()), connection -> whole(connection, drop));
        new Statements(database, step, tries, attempt)
                .run(
                        new Work.Ddl(
                                whole.statements().isEmpty() ? List.of() : List.of(drop.table()),
                                LockMode.ACCESS_EXCLUSIVE,
                                whole.statements(),
                                false),
                        "index.dropped",
                        around,
                        whole.tables());
    }

    /** What is attached to nothing. @return false when nothing is to be done any more */
    private boolean loose(String reserved, Statements.Around around) throws SQLException {
        return StepTurn.take(
                database,
                step,
                attempt,
                around,
                connection ->
                        new LooseParts(database, step, tries, attempt)
                                .drop(connection, reserved, new TreePart(around)));
    }

    /**
     * @param tables oids of the partitioned table and all its partitions
     */
    private record Whole(List<String> statements, List<Long> tables) {}

    /** Under the one name or the other; one that somebody else has made is left alone. */
    private Whole whole(Connection connection, ObjectWork.DropTree drop) throws SQLException {
        List<String> statements = new ArrayList<>();
        String reserved = drop.reserved();
        QualifiedName named = new QualifiedName(drop.table().schema(), drop.name());
        for (LiveIndex found : LiveIndex.find(connection, named)) {
            if (reserved == null || found.builtBy(connection, step.run(), step.number())) {
                statements.add("drop index " + named.sql());
            }
        }
        if (reserved != null) {
            QualifiedName built = new QualifiedName(drop.table().schema(), reserved);
            if (!LiveIndex.find(connection, built).isEmpty()) {
                statements.add("drop index " + built.sql());
            }
        }
        List<Long> tables =
                LiveTree.read(connection, drop.table(), named).branches().stream()
                        .map(LiveTree.Branch::oid)
                        .toList();
        return new Whole(statements, statements.isEmpty() ? List.of() : tables);
    }
}
