package dev.godwit.migration.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.base.Throwables;
import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.fill.lane.StaleAttemptException;
import dev.godwit.postgres.preflight.TargetServer;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.message.Finding;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    private static final String WHERE = "phase backfill, run shop/users-full-name";

    @ParameterizedTest
    @EnumSource(EngineFailure.Kind.class)
    void saysTheEnginesFailuresInFourParts(EngineFailure.Kind kind) {
        Problem problem = new Problem("GW-300", "what", "", "because", "next");

        ApplicationFailure failure = of(new EngineFailure(kind, problem, new Exception("secret")));

        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(FailureType.valueOf(failure.getType())).hasToString(kind.name());
        assertThat(failure.getDetails().get(0, Finding.class))
                .isEqualTo(new Finding("GW-300", "what", WHERE, "because", "next"));
        assertThat(Throwables.getStackTraceAsString(failure)).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03", "57P01", "08006", "53300"})
    void retriesWhatGoesAwayByItself(String state) {
        ApplicationFailure failure = of(new SQLException("x", state));

        assertThat(failure.isNonRetryable()).isFalse();
        assertThat(failure.getCategory()).isEqualTo(ApplicationErrorCategory.BENIGN);
    }

    @Test
    void stopsForAPersonWhenTheDiskIsFullOrTheStatementIsWrong() {
        assertThat(of(new SQLException("x", "53100")).getType()).isEqualTo("DISK_FULL");
        assertThat(of(new SQLException("x", "42703")).getType()).isEqualTo("PERMANENT");
    }

    @Test
    void namesNoRowValue() throws SQLException {
        try (TargetServer server = new TargetServer()) {
            server.run("create table t (id text primary key); insert into t values ('SECRET')");
            for (String sql :
                    List.of(
                            "insert into t values ('SECRET')",
                            "select id::int from t",
                            "do $$ begin raise 'row SECRET is bad'; end $$")) {
                assertThatThrownBy(() -> server.run(sql))
                        .hasMessageContaining("SECRET")
                        .satisfies(
                                thrown ->
                                        assertThat(everything(of((SQLException) thrown)))
                                                .doesNotContain("SECRET"));
            }
        }
    }

    @Test
    void namesNeitherPasswordNorAddressWhenTheTargetIsOutOfReach() throws SQLException {
        try (TargetServer server = new TargetServer()) {
            String role = server.role("nobody", "");
            server.run("alter role %s nologin".formatted(role));
            assertThatThrownBy(
                            () -> {
                                try (Connection c = server.as(role, "pa55word").getConnection()) {}
                            })
                    .satisfies(
                            thrown -> {
                                ApplicationFailure failure = of((SQLException) thrown);
                                assertThat(failure.isNonRetryable()).isFalse();
                                assertThat(everything(failure)).doesNotContain("pa55word", role);
                            });
        }
    }

    @Test
    void retriesWhenTheWorkerStopsOrANewerAttemptHasBegun() {
        assertThat(of(new IllegalStateException("x", new InterruptedException())).isNonRetryable())
                .isFalse();
        assertThat(of(new StaleAttemptException("x")).isNonRetryable()).isFalse();
    }

    @Test
    void callsEverythingElseABugAndKeepsItsMessageToTheWorker() {
        ApplicationFailure failure = of(new IllegalStateException("row SECRET"));

        assertThat(failure.getType()).isEqualTo("BUG");
        assertThat(failure.isNonRetryable()).isTrue();
        assertThat(everything(failure)).doesNotContain("SECRET").contains("IllegalStateException");
    }

    private static ApplicationFailure of(Exception failure) {
        return (ApplicationFailure) Failures.of(failure, WHERE);
    }

    private static String everything(ApplicationFailure failure) {
        String details =
                failure.getDetails().getSize() == 0
                        ? ""
                        : failure.getDetails().get(0, Finding.class).toString();
        return Throwables.getStackTraceAsString(failure) + details;
    }
}
