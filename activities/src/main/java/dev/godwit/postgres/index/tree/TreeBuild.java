package dev.godwit.postgres.index.tree;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.partition.PartitionTree;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.ddl.LockTries;
import dev.godwit.postgres.ddl.Statements;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.ddl.StepFailures;
import dev.godwit.postgres.index.ConcurrentBuild;
import dev.godwit.postgres.index.LiveIndex;
import dev.godwit.postgres.index.StepTurn;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Builds an index of a partitioned table without blocking writers. From the moment that the
 * partitioned ones have theirs, PostgreSQL gives one to every partition that is attached; those
 * that were there are built one by one, and attached upwards. Killed anywhere, the next attempt
 * reads how far it is. All have names of Godwit's until the whole is valid; the transaction that
 * renames them records the step.
 */
public final class TreeBuild {

    private final Database database;
    private final StepContext step;
    private final LockTries tries;
    private final Attempt attempt;

    /** For one attempt of one step. */
    public TreeBuild(Database database, StepContext step, LockTries tries, Attempt attempt) {
        this.database = database;
        this.step = step;
        this.tries = tries;
        this.attempt = attempt;
    }

    /** Builds. @param around belongs to the transaction that gives the indexes their names */
    public void run(ObjectWork.BuildTree build, Statements.Around around) throws SQLException {
        if (StepTurn.take(
                database,
                step,
                attempt,
                around,
                connection -> build(connection, build, new TreePart(around)))) {
            rename(build, around);
        }
    }

    private void build(Connection connection, ObjectWork.BuildTree build, TreePart part)
            throws SQLException {
        QualifiedName wanted = new QualifiedName(build.table().schema(), build.name());
        if (!LiveIndex.find(connection, wanted).isEmpty()) {
            if (!build.known().isEmpty()) {
                return; // it was to be dropped, and is still there
            }
            throw StepFailures.taken(step, wanted.toString());
        }
        LiveTree tree = read(connection, build);
        // Again for partitions that were attached before those above them had their index.
        while (!tree.missing().isEmpty()) {
            attempt.check();
            for (LiveTree.Branch branch : tree.missing()) {
                if (branch.foreign()) {
                    throw foreign(build, branch);
                }
                if (branch.partitioned()) {
                    unlessGone(
                            connection,
                            build,
                            branch,
                            () -> alone(connection, build, branch, part));
                }
            }
            leaves(connection, build, tree, part);
            for (LiveTree.Branch branch : tree.missing().reversed()) {
                if (branch.partitioned() && branch.parent() != 0) {
                    LiveTree seen = tree;
                    unlessGone(connection, build, branch, () -> attach(build, seen, branch, part));
                }
            }
            tree = read(connection, build);
        }
        if (!tree.valid()) {
            throw invalid(build, tree);
        }
        // Of tables that have been detached meanwhile.
        new LooseParts(database, step, tries, attempt).drop(connection, build.reserved(), part);
    }

    /** Something that is done with a partition. */
    @FunctionalInterface
    private interface Doing {
        void run() throws SQLException;
    }

    /** A partition that is detached or dropped meanwhile needs no index. */
    private void unlessGone(
            Connection connection, ObjectWork.BuildTree build, LiveTree.Branch branch, Doing doing)
            throws SQLException {
        try {
            doing.run();
        } catch (SQLException failure) {
            boolean there =
                    read(connection, build).branches().stream()
                            .anyMatch(
                                    one ->
                                            one.oid() == branch.oid()
                                                    && one.parent() == branch.parent());
            if (there) {
                throw failure;
            }
            attempt.report(branch.name() + " is no partition any more");
        }
    }

    /** On a partitioned table without its partitions. */
    private void alone(
            Connection connection,
            ObjectWork.BuildTree build,
            LiveTree.Branch branch,
            TreePart part)
            throws SQLException {
        QualifiedName name = reserved(build, branch);
        if (LiveIndex.find(connection, name).isEmpty()) {
            part("index.begun", LockMode.SHARE, create(build, branch, false), branch, part);
        }
    }

    private void leaves(
            Connection connection, ObjectWork.BuildTree build, LiveTree tree, TreePart part)
            throws SQLException {
        ConcurrentBuild builds = new ConcurrentBuild(database, step, attempt, connection);
        List<LiveTree.Branch> leaves =
                tree.missing().stream().filter(one -> !one.partitioned()).toList();
        int place = 0;
        for (LiveTree.Branch leaf : leaves) {
            attempt.check();
            attempt.report("partition %d of %d: %s".formatted(++place, leaves.size(), leaf.name()));
            unlessGone(connection, build, leaf, () -> leaf(builds, build, tree, leaf, part));
        }
    }

    private void leaf(
            ConcurrentBuild builds,
            ObjectWork.BuildTree build,
            LiveTree tree,
            LiveTree.Branch leaf,
            TreePart part)
            throws SQLException {
        String name = reserved(build, leaf).name();
        builds.build(
                new Work.BuildIndex(
                        leaf.name(),
                        name,
                        name,
                        create(build, leaf, true),
                        !build.uniqueKey().isEmpty(),
                        build.uniqueKey(),
                        build.predicate()));
        attach(build, tree, leaf, part);
    }

    private void attach(
            ObjectWork.BuildTree build, LiveTree tree, LiveTree.Branch branch, TreePart part)
            throws SQLException {
        String sql =
                "alter index %s attach partition %s"
                        .formatted(
                                reserved(build, tree.above(branch)).sql(),
                                reserved(build, branch).sql());
        // The lock is one on the partition's index alone, which those who read it hold, too.
        part("index.attached", LockMode.ACCESS_EXCLUSIVE, sql, branch, part);
    }

    private void part(
            String event, LockMode lock, String sql, LiveTree.Branch branch, TreePart part)
            throws SQLException {
        attempt.check();
        new Statements(database, step, tries, attempt)
                .run(
                        new Work.Ddl(List.of(), lock, List.of(sql), false, branch.name().schema()),
                        event,
                        part);
    }

    private void rename(ObjectWork.BuildTree build, Statements.Around around) throws SQLException {
        List<String> statements =
                database.inTransaction(
                        Scope.state(step.name()),
                        connection ->
                                new TreeNames(connection, build).renames(read(connection, build)));
        QualifiedName wanted = new QualifiedName(build.table().schema(), build.name());
        new Statements(database, step, tries, attempt)
                .run(
                        new Work.Ddl(List.of(), LockMode.SHARE_UPDATE_EXCLUSIVE, statements, false),
                        "index.built",
                        LiveIndex.remembering(step, wanted, around));
    }

    private static LiveTree read(Connection connection, ObjectWork.BuildTree build)
            throws SQLException {
        return LiveTree.read(
                connection,
                build.table(),
                new QualifiedName(build.table().schema(), build.reserved()));
    }

    private static QualifiedName reserved(ObjectWork.BuildTree build, LiveTree.Branch branch) {
        return new QualifiedName(
                branch.name().schema(),
                build.reserved() + (branch.parent() == 0 ? "" : "_" + branch.oid()));
    }

    private static String create(
            ObjectWork.BuildTree build, LiveTree.Branch branch, boolean concurrently) {
        String definition =
                build.known().stream()
                        .filter(known -> known.table().equals(branch.name()))
                        .findFirst()
                        .map(PartitionTree.Part::definition)
                        .orElse(build.definition());
        return "create %sindex %s%s on %s%s %s"
                .formatted(
                        build.unique() ? "unique " : "",
                        concurrently ? "concurrently " : "",
                        Identifier.quote(reserved(build, branch).name()),
                        concurrently ? "" : "only ",
                        branch.name().sql(),
                        definition);
    }

    private EngineFailure foreign(ObjectWork.BuildTree build, LiveTree.Branch branch) {
        return failure(
                "%s has got a partition that is a foreign table: %s"
                        .formatted(build.table(), branch.name()),
                "a foreign table has no index, and without it %s stays invalid"
                        .formatted(build.name()),
                "detach it, then: godwit resume %1$s; or: godwit rollback %1$s");
    }

    private EngineFailure invalid(ObjectWork.BuildTree build, LiveTree tree) {
        return failure(
                "%s is not valid though each partition has its index".formatted(build.name()),
                "not valid: "
                        + String.join(
                                ", ",
                                tree.parts().stream()
                                        .filter(one -> !one.valid())
                                        .map(one -> one.name().toString())
                                        .toList()),
                "godwit rollback %1$s, then start it again");
    }

    private EngineFailure failure(String what, String because, String next) {
        return new EngineFailure(
                EngineFailure.Kind.PERMANENT,
                new Problem(
                        "GW-320",
                        what,
                        "step " + step.number() + " of run " + step.runName(),
                        because,
                        next.formatted(step.runName())),
                null);
    }
}
