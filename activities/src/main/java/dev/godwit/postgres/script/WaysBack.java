package dev.godwit.postgres.script;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.Comparison;
import dev.godwit.plan.drift.CounterMigration;
import dev.godwit.plan.drift.Difference;
import dev.godwit.plan.script.SqlMigration;
import dev.godwit.plan.script.Structural;
import dev.godwit.plan.script.WayBack;
import dev.godwit.plan.sql.Statements.NotSqlException;
import dev.godwit.postgres.catalog.CatalogReader;
import dev.godwit.postgres.drift.CatalogScan;
import dev.godwit.postgres.scratch.Replica;
import dev.godwit.postgres.scratch.Scratch;
import dev.godwit.postgres.scratch.Scratches;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import dev.godwit.postgres.session.UserPath;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Finds the way back of migrations that have none: in a database that is made like the target and
 * holds no row, each is applied, what its catalog was is compared with what it is, and the
 * statements that lead back are run there and looked at. Then it is applied again, for the next.
 */
public final class WaysBack {

    private final Database target;
    private final Scratches scratches;

    public WaysBack(Database target, Scratches scratches) {
        this.target = target;
        this.scratches = scratches;
    }

    /**
     * By name, those that are wanted: found, or why not.
     *
     * @param pending all that will be applied, in order
     */
    public Map<String, WayBack> find(
            List<SqlMigration> pending, Predicate<SqlMigration> wanted, Attempt attempt)
            throws SQLException {
        Map<String, WayBack> found = new LinkedHashMap<>();
        for (SqlMigration migration : pending) {
            if (wanted.test(migration)) {
                List<String> obstacles = obstacles(migration);
                if (!obstacles.isEmpty()) {
                    found.put(migration.name(), WayBack.none(String.join(", ", obstacles)));
                }
            }
        }
        Predicate<SqlMigration> looked =
                wanted.and(migration -> !found.containsKey(migration.name()));
        if (pending.stream().anyMatch(looked)) {
            found.putAll(tried(pending, looked, attempt));
        }
        return found;
    }

    private static List<String> obstacles(SqlMigration migration) {
        try {
            return Structural.obstacles(migration.up());
        } catch (NotSqlException impossible) {
            throw new IllegalStateException("read before: " + impossible.getMessage(), impossible);
        }
    }

    private Map<String, WayBack> tried(
            List<SqlMigration> pending, Predicate<SqlMigration> wanted, Attempt attempt)
            throws SQLException {
        Map<String, WayBack> found = new LinkedHashMap<>();
        Catalog catalog = target.inTransaction(Scope.state("godwit preflight"), CatalogScan::read);
        int version =
                target.inTransaction(Scope.state("godwit preflight"), CatalogReader::version)
                        / 10_000;
        String step =
                "a database to try it in could not be made (alter role ... createdb, or scratch: TARGET in the worker's configuration)";
        try (Scratch scratch = scratches.open();
                Connection connection = scratch.source().getConnection()) {
            step = "the target's schema could not be made in another database";
            connection.setAutoCommit(false);
            Replica.make(connection, catalog, attempt);
            connection.commit();
            for (SqlMigration migration : pending) {
                step = migration.name() + " fails in a database without rows";
                Catalog before = read(connection);
                apply(connection, migration, attempt);
                if (wanted.test(migration)) {
                    step = "the statements found for " + migration.name() + " fail";
                    found.put(migration.name(), back(connection, before, version, attempt));
                    step = migration.name() + " fails when it is applied again";
                    if (found.get(migration.name()).found()) {
                        apply(connection, migration, attempt);
                    }
                }
            }
        } catch (SQLException failed) {
            String why = "%s: %s".formatted(step, SqlFailure.words(failed));
            for (SqlMigration migration : pending) {
                if (wanted.test(migration)) {
                    found.putIfAbsent(migration.name(), WayBack.none(why));
                }
            }
        }
        return found;
    }

    private static WayBack back(Connection connection, Catalog before, int version, Attempt attempt)
            throws SQLException {
        CounterMigration counter;
        try {
            counter = CounterMigration.of(read(connection), before, version);
        } catch (IllegalArgumentException byHand) {
            return WayBack.none(String.valueOf(byHand.getMessage()));
        }
        for (String sql : counter.statements()) {
            run(connection, sql, attempt);
        }
        for (String sql : counter.late()) {
            run(connection, sql, attempt);
        }
        connection.commit();
        List<Difference> left = Comparison.of(read(connection), before);
        return left.isEmpty()
                ? new WayBack(counter.statements(), counter.late(), "")
                : WayBack.none("it would leave a difference in " + left.getFirst().object());
    }

    /** As its step will, but that what is built concurrently waits for nobody here. */
    private static void apply(Connection connection, SqlMigration migration, Attempt attempt)
            throws SQLException {
        boolean alone = concurrent(migration);
        if (alone) {
            connection.setAutoCommit(true);
        }
        UserPath.apply(connection);
        for (String sql : migration.up()) {
            run(connection, sql, attempt);
        }
        if (alone) {
            connection.setAutoCommit(false);
        } else {
            connection.commit();
        }
    }

    private static boolean concurrent(SqlMigration migration) {
        try {
            for (String statement : migration.up()) {
                if (!dev.godwit.plan.sql.Statements.parse(statement).untransactional().isEmpty()) {
                    return true;
                }
            }
            return false;
        } catch (NotSqlException impossible) {
            throw new IllegalStateException("read before: " + impossible.getMessage(), impossible);
        }
    }

    private static Catalog read(Connection connection) throws SQLException {
        Catalog catalog = CatalogScan.read(connection);
        connection.commit();
        return catalog;
    }

    private static void run(Connection connection, String sql, Attempt attempt)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                Attempt.Running ignored = attempt.running(statement)) {
            statement.setEscapeProcessing(false);
            statement.execute(sql);
        }
    }
}
