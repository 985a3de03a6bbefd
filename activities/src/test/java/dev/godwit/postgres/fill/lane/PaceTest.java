package dev.godwit.postgres.fill.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final AtomicLong clock = new AtomicLong(1_000_000_000_000L);

    @Test
    void neverExceedsItsRateOverAnyNumberOfBatches() {
        Pace pace = new Pace(() -> 1_000, () -> "", clock::get);
        Random random = new Random(7);
        long began = clock.get();
        long rows = 0;
        for (int i = 0; i < 1_000; i++) {
            Duration took = Duration.ofMillis(random.nextInt(40));
            clock.addAndGet(took.toNanos());
            int batch = random.nextInt(500);
            rows += batch;
            clock.addAndGet(pace.rest(batch, took).toNanos());
            assertThat(rows).isLessThanOrEqualTo((clock.get() - began) / 1_000_000 + 1);
        }
        // and does not dawdle: 250 rows a batch cost far more than the batch itself
        assertThat(rows).isGreaterThan((clock.get() - began) / 1_000_000 * 95 / 100);
    }

    @Test
    void earnsNoCreditWhileItIsIdle() {
        Pace pace = new Pace(() -> 100, () -> "", clock::get);
        pace.rest(10, Duration.ZERO);
        clock.addAndGet(Duration.ofHours(1).toNanos());
        assertThat(pace.rest(100, Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void takesWhatIsLeftOfARestAtTheNewRate() {
        AtomicLong rate = new AtomicLong(100);
        Pace pace = new Pace(rate::get, () -> "", clock::get);
        assertThat(pace.rest(1_000, Duration.ZERO)).isEqualTo(Duration.ofSeconds(10));
        clock.addAndGet(Duration.ofSeconds(5).toNanos());
        rate.set(1_000);
        assertThat(pace.rest(0, Duration.ZERO)).isEqualTo(Duration.ofMillis(500));
        rate.set(10);
        assertThat(pace.rest(0, Duration.ZERO)).isEqualTo(Duration.ofSeconds(50));
    }
}
