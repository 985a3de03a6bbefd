package dev.godwit.postgres.object;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.LockMode;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.ddl.LockTries;
import dev.godwit.postgres.ddl.Statements;
import dev.godwit.postgres.ddl.StepContext;
import dev.godwit.postgres.ddl.Watch;
import dev.godwit.postgres.index.StepTurn;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Detaches a partition. CONCURRENTLY takes two transactions; killed between them it leaves the
 * partition pending, which FINALIZE ends.
 */
final class Detachment {

    private static final String LOOK =
            """
            select i.inhdetachpending, exists (select from pg_catalog.pg_partitioned_table p where p.partrelid = i.inhparent and p.partdefid <> 0)
            from pg_catalog.pg_inherits i where i.inhrelid = pg_catalog.to_regclass(?) and i.inhparent = pg_catalog.to_regclass(?)
            """;

    private static final String LEFT =
            """
            select conname from pg_catalog.pg_constraint where conrelid = pg_catalog.to_regclass(?) and contype = 'c'
               and conname <> all (?) and pg_catalog.pg_get_constraintdef(oid) = 'CHECK (' || ? || ')'
            """;

    private final Database database;
    private final StepContext step;
    private final LockTries tries;
    private final Attempt attempt;

    Detachment(Database database, StepContext step, LockTries tries, Attempt attempt) {
        this.database = database;
        this.step = step;
        this.tries = tries;
        this.attempt = attempt;
    }

    private enum Stand {
        APART,
        PENDING,
        ATTACHED,
        /** Attached beside a default partition, which CONCURRENTLY does not permit. */
        BESIDE_DEFAULT
    }

    void run(ObjectWork.Detach work, Statements.Around around) throws SQLException {
        if (StepTurn.take(
                database, step, attempt, around, connection -> detach(connection, work))) {
            record(work, around);
        }
    }

    private void detach(Connection connection, ObjectWork.Detach work) throws SQLException {
        String how =
                switch (stand(connection, work)) {
                    case PENDING -> " finalize";
                    case ATTACHED -> work.begins() ? " concurrently" : "";
                    case APART, BESIDE_DEFAULT -> "";
                };
        if (how.isEmpty()) {
            return;
        }
        try (Watch ignored = WaitReport.watch(database, step, connection, attempt, step.summary());
                Statement statement = connection.createStatement();
                Attempt.Running running = attempt.running(statement)) {
            statement.execute(sql(work) + how);
        }
    }

    private void record(ObjectWork.Detach work, Statements.Around around) throws SQLException {
        List<String> statements =
                database.inTransaction(
                        Scope.state(step.name()), connection -> rest(connection, work));
        new Statements(database, step, tries, attempt)
                .run(
                        new Work.Ddl(
                                List.of(),
                                LockMode.ACCESS_EXCLUSIVE,
                                statements,
                                false,
                                work.parent().schema()),
                        "partition.detached",
                        new Recorded(around));
    }

    private static List<String> rest(Connection connection, ObjectWork.Detach work)
            throws SQLException {
        if (stand(connection, work) == Stand.BESIDE_DEFAULT) {
            return work.begins() ? List.of(sql(work)) : List.of();
        }
        List<String> keep = new ArrayList<>(work.constraints());
        keep.add(""); // an empty list is one of numbers
        return Rows.of(
                connection,
                LEFT,
                row ->
                        "alter table %s drop constraint %s"
                                .formatted(
                                        work.partition().sql(), Identifier.quote(row.getString(1))),
                work.partition().sql(),
                keep,
                work.bound());
    }

    private static Stand stand(Connection connection, ObjectWork.Detach work) throws SQLException {
        return Rows.of(
                        connection,
                        LOOK,
                        row ->
                                row.getBoolean(1)
                                        ? Stand.PENDING
                                        : row.getBoolean(2) ? Stand.BESIDE_DEFAULT : Stand.ATTACHED,
                        work.partition().sql(),
                        work.parent().sql())
                .stream()
                .findFirst()
                .orElse(Stand.APART);
    }

    private static String sql(ObjectWork.Detach work) {
        return "alter table %s detach partition %s"
                .formatted(work.parent().sql(), work.partition().sql());
    }
}
