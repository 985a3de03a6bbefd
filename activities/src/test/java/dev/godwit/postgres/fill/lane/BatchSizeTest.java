package dev.godwit.postgres.fill.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class BatchSizeTest {

    private static final Duration TARGET = Duration.ofMillis(20);

    @Test
    void findsTheSizeThatTakesTheTargetTime() {
        BatchSize size = new BatchSize(32, 10_000, () -> TARGET);
        for (int i = 0; i < 100; i++) {
            size.took(Duration.ofNanos(size.get() * 100_000L), size.get()); // 0.1 ms a unit
        }
        assertThat(size.get()).isBetween(190, 210);
    }

    @Test
    void growsByAFifthAtMostAndNeverPastItsLimit() {
        BatchSize size = new BatchSize(100, 200, () -> TARGET);
        size.took(Duration.ofNanos(1), 0);
        assertThat(size.get()).isEqualTo(120);
        for (int i = 0; i < 20; i++) {
            size.took(Duration.ofNanos(1), 0);
        }
        assertThat(size.get()).isEqualTo(200);
    }

    @Test
    void halvesDownToOneAndSaysWhenItCannot() {
        BatchSize size = new BatchSize(4, 200, () -> TARGET);
        assertThat(size.halve()).isTrue();
        assertThat(size.halve()).isTrue();
        assertThat(size.get()).isEqualTo(1);
        assertThat(size.halve()).isFalse();
        size.took(Duration.ofMillis(1), 1);
        assertThat(size.get()).isEqualTo(2);
    }

    @Test
    void staysBelowTheRowsThatThePaceAllows() {
        BatchSize size = new BatchSize(32, 1, 512, () -> TARGET, () -> 500, 100);
        for (int i = 0; i < 100; i++) {
            size.took(Duration.ofMillis(1), size.get() * 50L); // 50 rows a block
        }
        assertThat(size.get()).isBetween(8, 11);
    }

    @Test
    void shrinksAtOnceWhenFewerRowsAreAllowed() {
        AtomicLong rows = new AtomicLong(Long.MAX_VALUE);
        BatchSize size = new BatchSize(400, 1, 512, () -> TARGET, rows::get, 100);
        assertThat(size.get()).isEqualTo(400);
        size.took(TARGET, 20_000);
        rows.set(500);
        assertThat(size.get()).isEqualTo(10);
        size.took(TARGET, 500);
        rows.set(Long.MAX_VALUE);
        assertThat(size.get()).isBetween(10, 12);
    }

    @Test
    void doesNotShrinkBelowWhatATransactionIsWorthUnlessItTakesFarTooLong() {
        BatchSize size = new BatchSize(32, 16, 512, () -> TARGET, () -> Long.MAX_VALUE, 0);
        for (int i = 0; i < 10; i++) {
            size.took(TARGET.multipliedBy(4), size.get());
        }
        assertThat(size.get()).isEqualTo(16);
        for (int i = 0; i < 10; i++) {
            size.took(TARGET.multipliedBy(6), size.get());
        }
        assertThat(size.get()).isEqualTo(1);
        size.took(TARGET.multipliedBy(2), 1);
        assertThat(size.get()).as("a row that takes long").isEqualTo(1);
    }
}
