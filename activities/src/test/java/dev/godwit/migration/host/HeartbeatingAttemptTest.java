package dev.godwit.migration.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.postgres.preflight.TargetServer;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInterface;
import io.temporal.failure.CanceledFailure;
import io.temporal.testing.TestActivityEnvironment;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HeartbeatingAttemptTest {

    private final TestActivityEnvironment environment = TestActivityEnvironment.newInstance();
    private TargetServer server;

    /** Something that takes long. */
    @ActivityInterface
    public interface Sleeper {
        void sleep();
    }

    @BeforeEach
    void startServer() throws SQLException {
        server = new TargetServer();
    }

    @AfterEach
    void close() {
        environment.close();
        server.close();
    }

    @Test
    @Timeout(50)
    void cancelReachesARunningStatement() {
        Database database = server.database();
        environment.registerActivitiesImplementations(
                (Sleeper)
                        () ->
                                host(database)
                                        .on(
                                                "shop",
                                                "phase apply, run shop/x",
                                                (target, attempt) ->
                                                        sleep(database, attempt, "60")));
        environment.setActivityHeartbeatListener(
                String.class, progress -> environment.requestCancelActivity());

        assertThatThrownBy(() -> environment.newActivityStub(Sleeper.class).sleep())
                .isInstanceOf(CanceledFailure.class);
    }

    @Test
    void sendsTheLatestProgressWhileAStatementRuns() {
        Database database = server.database();
        List<String> seen = new CopyOnWriteArrayList<>();
        environment.registerActivitiesImplementations(
                (Sleeper)
                        () ->
                                host(database)
                                        .on(
                                                "shop",
                                                "phase apply, run shop/x",
                                                (target, attempt) -> {
                                                    attempt.report("12 %");
                                                    return sleep(database, attempt, "2.5");
                                                }));
        environment.setActivityHeartbeatListener(String.class, seen::add);

        environment.newActivityStub(Sleeper.class).sleep();

        assertThat(seen).isNotEmpty().containsOnly("12 %");
    }

    @Test
    void endsTheAttemptWhenItCannotBeHeardOf() {
        environment.registerActivitiesImplementations(
                (Sleeper)
                        () -> {
                            try (HeartbeatingAttempt attempt =
                                    HeartbeatingAttempt.begin(Activity.getExecutionContext())) {
                                environment.requestCancelActivity();
                                attempt.sleep(Duration.ofSeconds(40));
                            }
                        });

        assertThatThrownBy(() -> environment.newActivityStub(Sleeper.class).sleep())
                .isInstanceOf(CanceledFailure.class);
    }

    private Host host(Database database) {
        return new Host(target -> new TargetAccess(database, server.state()));
    }

    private static boolean sleep(Database database, Attempt attempt, String seconds)
            throws SQLException {
        return database.inTransaction(
                Scope.state("test").with(Duration.ZERO, Duration.ZERO),
                connection -> {
                    try (Statement statement = connection.createStatement();
                            Attempt.Running running = attempt.running(statement)) {
                        return statement.execute("select pg_sleep(" + seconds + ")");
                    }
                });
    }
}
