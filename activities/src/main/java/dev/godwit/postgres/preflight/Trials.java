package dev.godwit.postgres.preflight;

import dev.godwit.plan.Trial;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries expressions on up to 1,000 real rows, in a transaction that is rolled back. The values go
 * into a scratch table of the wanted type, so assignment casts and domains are tried as well; of
 * the user's table only ACCESS SHARE is taken.
 */
final class Trials {

    private static final int ROWS = 1_000;

    private final Database database;
    private final Attempt attempt;

    Trials(Database database, Attempt attempt) {
        this.database = database;
        this.attempt = attempt;
    }

    /** Tries all; what fails is a refusal. */
    List<Problem> run(List<Trial> trials) throws SQLException {
        List<Problem> refusals = new ArrayList<>();
        for (Trial trial : trials) {
            String path = Scope.expressionPath(Identifier.quote(trial.table().schema()));
            Scope scope =
                    Scope.state("godwit trial")
                            .with(Duration.ofSeconds(30), Duration.ofSeconds(30))
                            .withSearchPath(path);
            try {
                refusals.addAll(database.tryOut(scope, connection -> run(connection, trial)));
            } catch (SQLException failure) {
                if (SqlFailure.of(failure) != SqlFailure.PERMANENT) {
                    throw failure;
                }
                refusals.add(
                        new Problem(
                                "GW-221",
                                "up of "
                                        + trial.table()
                                        + "."
                                        + trial.column()
                                        + " fails on real rows",
                                trial.where(),
                                SqlFailure.words(failure),
                                "correct up, or the rows"));
            }
        }
        return refusals;
    }

    private List<Problem> run(Connection connection, Trial trial) throws SQLException {
        execute(connection, "create table godwit._godwit_trial (value " + trial.type() + ")");
        execute(
                connection,
                "insert into godwit._godwit_trial select ("
                        + trial.expression()
                        + "\n) from (select * from "
                        + trial.table().sql()
                        + " limit "
                        + ROWS
                        + ") as "
                        + Identifier.quote(trial.table().name()));
        long nulls =
                Rows.of(
                                connection,
                                "select count(*) from godwit._godwit_trial where value is null",
                                row -> row.getLong(1))
                        .getFirst();
        if (nulls == 0 || !trial.nullRefused()) {
            return List.of();
        }
        return List.of(
                new Problem(
                        "GW-222",
                        "up of "
                                + trial.table()
                                + "."
                                + trial.column()
                                + " is NULL for "
                                + nulls
                                + " of the first rows",
                        trial.where(),
                        "the column is to be NOT NULL",
                        "let up give a value for every row, for example with coalesce, or say nullable: true"));
    }

    private void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                Attempt.Running ignored = attempt.running(statement)) {
            statement.execute(sql);
        }
    }
}
