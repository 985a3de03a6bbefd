package dev.godwit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.throttle.Preset;
import dev.godwit.plan.spec.throttle.Size;
import dev.godwit.plan.spec.throttle.ThrottleSpec;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThrottleReaderTest {

    private static final String PLAN =
            """
            operations:
              - add_column: { table: users, column: { name: c, type: text, nullable: true } }
            throttle: %s
            """;

    @Test
    void readsEveryKey() {
        assertThat(
                        throttle(
                                """
                                { preset: balanced, batch: 8ms, replica_lag: 10s, active_sessions: 50, lock_waits: 2,
                                  wal_per_second: 50MB, slot_wal: 20GB, vacuum: true, sql: select count(*) from jobs, check: app-healthy }\
                                """))
                .isEqualTo(
                        new ThrottleSpec(
                                Preset.BALANCED,
                                Duration.ofMillis(8),
                                Duration.ofSeconds(10),
                                50,
                                2,
                                Size.parse("50MB"),
                                Size.parse("20GB"),
                                true,
                                "select count(*) from jobs",
                                "app-healthy"));
    }

    @Test
    void isPoliteWithoutAWord() {
        assertThat(throttle("{}").presetOrDefault()).isEqualTo(Preset.POLITE);
        assertThat(throttle("")).isEqualTo(ThrottleSpec.DEFAULT);
    }

    @Test
    void leavesTheLimitsOutWhenNothingMayHoldIt() {
        ThrottleSpec limited = throttle("{ batch: 8ms, replica_lag: 10s }");
        assertThat(limited.with(Preset.FAST).replicaLag()).isEqualTo(Duration.ofSeconds(10));
        assertThat(limited.with(Preset.NONE).replicaLag()).isNull();
        assertThat(limited.with(Preset.NONE).batch()).isEqualTo(Duration.ofMillis(8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    { preset: quick }                    | GW-104 | throttle.preset is "quick"
                    { preset: none, replica_lag: 5s }    | GW-113 | no limit holds
                    { batch: 2s }                        | GW-113 | batch is not 1ms to 1s
                    { batch: 0ms }                       | GW-113 | batch is not 1ms to 1s
                    { replica_lag: 0s }                  | GW-113 | replica_lag must be above 0
                    { active_sessions: 0 }               | GW-113 | active_sessions must be 1 or more
                    { wal_per_second: 50mb }             | GW-104 | is no size
                    { replicalag: 5s }                   | GW-102 | unknown key
                    { sql: delete from users }           | GW-104 | is not one query
                    { sql: select 1; select 2 }          | GW-104 | is not one query
                    { sql: selec 1 }                     | GW-111 | is not SQL
                    5                                    | GW-104 | throttle is not a mapping
                    """)
    void saysWhatIsWrong(String written, String code, String what) {
        Reading reading = PlanReader.read("p.yaml", PLAN.formatted(written));
        assertThat(reading.plan()).isNull();
        assertThat(reading.problems()).hasSize(1);
        Problem problem = reading.problems().getFirst();
        assertThat(problem.code()).isEqualTo(code);
        assertThat(problem.what()).contains(what);
    }

    private static ThrottleSpec throttle(String written) {
        Reading reading = PlanReader.read("p.yaml", PLAN.formatted(written));
        assertThat(reading.problems()).isEmpty();
        return Objects.requireNonNull(reading.plan()).throttle();
    }
}
