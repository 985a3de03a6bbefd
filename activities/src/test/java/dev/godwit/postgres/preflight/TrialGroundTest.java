package dev.godwit.postgres.preflight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.preflight.trial.TrialGround;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.session.SqlFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class TrialGroundTest {

    @Test
    void makesTheSchemaForATrialAloneAndLeavesNone() throws SQLException {
        try (TestPostgres target = TestPostgres.empty()) {
            TrialGround ground = new TrialGround(target.database(), true);

            String there = ground.tryOut(Scope.state("test"), TrialGroundTest::schema);

            assertThat(there).isEqualTo("godwit");
            assertThat(target.text("select to_regnamespace('godwit')")).isEqualTo("null");
        }
    }

    /** It is no fault of the plan: the activity is tried again, and finds the schema. */
    @Test
    void isTriedAgainWhenAFirstStartMakesTheSchemaMeanwhile() throws Exception {
        try (TestPostgres target = TestPostgres.empty();
                Connection start = target.direct().getConnection();
                Statement statement = start.createStatement()) {
            start.setAutoCommit(false);
            statement.execute("create schema godwit");
            TrialGround ground = new TrialGround(target.database(), true);
            CompletableFuture<String> look = CompletableFuture.supplyAsync(() -> tried(ground));
            while (!target.text(
                            "select count(*) from pg_stat_activity where application_name = 'test' and wait_event_type = 'Lock'")
                    .equals("1")) {
                Thread.sleep(20);
            }
            start.commit();

            assertThat(look.get()).isEqualTo(SqlFailure.RETRY.name());
            assertThat(ground.tryOut(Scope.state("test"), TrialGroundTest::schema))
                    .isEqualTo("godwit");
        }
    }

    private static String tried(TrialGround ground) {
        try {
            return ground.tryOut(Scope.state("test"), TrialGroundTest::schema);
        } catch (SQLException failure) {
            return SqlFailure.of(failure).name();
        }
    }

    private static String schema(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                var row = statement.executeQuery("select to_regnamespace('godwit')::text")) {
            row.next();
            return row.getString(1);
        }
    }
}
