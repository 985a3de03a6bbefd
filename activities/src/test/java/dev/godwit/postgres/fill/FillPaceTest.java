package dev.godwit.postgres.fill;

import static dev.godwit.postgres.fill.FillTarget.ID;
import static dev.godwit.postgres.fill.FillTarget.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.step.Work;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.session.Attempt;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FillPaceTest {

    /** A lane's share of 2,000 rows a second over two lanes is 1,000; its clock moves by sleeps. */
    @ParameterizedTest
    @EnumSource
    void sleepsAsLongAsItsShareOfTheRateDemands(Work.Strategy strategy) throws Exception {
        AtomicLong clock = new AtomicLong(1);
        Attempt sleeper =
                new Attempt() {
                    @Override
                    public void report(String progress) {}

                    @Override
                    public void check() {}

                    @Override
                    public void sleep(Duration duration) {
                        clock.addAndGet(duration.toNanos());
                    }

                    @Override
                    public Running running(Statement statement) {
                        return () -> {};
                    }
                };
        try (FillTarget target = new FillTarget().table(20_000)) {
            long run = target.run(FillTarget.fill(strategy, ID, 2, 2_000, null));
            LaneReport report =
                    new FillRunner(target.database(), clock::get).slice(run, 1, 0, LONG, sleeper);
            assertThat(report.finished()).isTrue();
            assertThat(report.rows()).isGreaterThan(9_000);
            assertThat(Duration.ofNanos(clock.get()))
                    .isCloseTo(Duration.ofMillis(report.rows()), Duration.ofMillis(5));
        }
    }
}
