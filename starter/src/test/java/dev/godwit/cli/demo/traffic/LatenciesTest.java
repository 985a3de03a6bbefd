package dev.godwit.cli.demo.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    @Test
    void percentilesAreWithinABucketAndTheMaximumIsExact() {
        Latencies latencies = new Latencies();
        for (int millis = 1; millis <= 1000; millis++) {
            latencies.record(millis * 1_000_000L);
        }
        assertThat(latencies.count()).isEqualTo(1000);
        assertThat(latencies.percentileMillis(50)).isCloseTo(500, within(8.5));
        assertThat(latencies.percentileMillis(99)).isCloseTo(990, within(16.5));
        assertThat(latencies.maxMillis()).isEqualTo(1000);
        assertThat(latencies.percentileMillis(100)).isEqualTo(1000);
    }

    @Test
    void aSlowAnswerMakesTheRequestsBehindItLateAndTheirLatenessCounts() {
        long[] now = {0};
        Clock clock =
                new Clock() {
                    @Override
                    public long now() {
                        return now[0];
                    }

                    @Override
                    public void sleepUntil(long time) {
                        now[0] = Math.max(now[0], time);
                    }
                };
        List<Long> lateness = new ArrayList<>();
        new OpenLoop(clock, 0, 10)
                .run(
                        () -> lateness.size() < 4,
                        due -> {
                            now[0] += lateness.isEmpty() ? 25 : 1; // only the first answer is slow
                            lateness.add(now[0] - due);
                        });
        assertThat(lateness).containsExactly(25L, 16L, 7L, 1L);
    }
}
