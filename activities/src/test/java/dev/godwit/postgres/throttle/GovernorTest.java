package dev.godwit.postgres.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.spec.throttle.Preset;
import dev.godwit.plan.spec.throttle.ThrottleSpec;
import dev.godwit.postgres.throttle.signal.Reading;
import dev.godwit.postgres.throttle.signal.Reading.Force;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GovernorTest {

    private static final Duration BATCH = Duration.ofMillis(10);
    private static final Reading LAG = new Reading(Force.HOLD, "replica lag above 5 s");
    private static final Reading WAL = new Reading(Force.SLOW, "WAL above 50MB/s");
    private static final Reading VACUUM = new Reading(Force.EASE, "a vacuum of t");

    private long clock = 1_000;
    private ThrottleSpec spec = ThrottleSpec.DEFAULT;
    private final Governor governor = new Governor(() -> spec, check -> true, () -> clock);

    /** The share of the time in which it works, with batches of some rows, up to the next look. */
    private double share(long rowsOfABatch) {
        long began = clock;
        long worked = 0;
        for (int batch = 0; batch < 20; batch++) {
            clock += BATCH.toNanos();
            worked += BATCH.toNanos();
            clock += governor.rest(rowsOfABatch, BATCH).toNanos();
        }
        return (double) worked / (clock - began);
    }

    private double settled(Reading... readings) {
        for (int look = 0; look < 50; look++) {
            share(1_000);
            governor.seen(List.of(readings));
        }
        return share(1_000);
    }

    @ParameterizedTest
    @CsvSource({"POLITE, 0.5, 10", "BALANCED, 0.8, 10", "FAST, 1, 20", "NONE, 1, 20"})
    void worksForTheShareOfItsPreset(Preset preset, double share, long batch) {
        spec = ThrottleSpec.DEFAULT.with(preset);
        assertThat(settled()).isEqualTo(share);
        assertThat(governor.batch()).isEqualTo(Duration.ofMillis(batch));
        assertThat(governor.name()).isEmpty();
    }

    @Test
    void beginsAtHalfAndGrowsByATenth() {
        assertThat(share(1_000)).isEqualTo(0.25);
        governor.seen(List.of());
        assertThat(share(1_000)).isBetween(0.299, 0.301);
    }

    @Test
    void restsWhileASignalHoldsItAndGoesOnMoreSlowly() {
        settled();
        governor.seen(List.of(LAG));
        assertThat(governor.rest(0, Duration.ZERO)).isPositive();
        assertThat(governor.holds()).isTrue();
        String said = governor.name();
        assertThat(said).startsWith("replica lag above 5 s since 20");
        clock += Duration.ofHours(2).toNanos();
        governor.seen(List.of(LAG, WAL));
        assertThat(governor.name()).as("still since then").isEqualTo(said);
        assertThat(governor.rest(0, Duration.ZERO)).isPositive();

        governor.seen(List.of());
        assertThat(governor.holds()).isFalse();
        assertThat(governor.rest(0, Duration.ZERO)).isZero();
        assertThat(share(1_000)).isLessThan(0.5);
        assertThat(governor.name()).isEmpty();
    }

    @Test
    void slowsDownByAFactorAndNeverStops() {
        settled();
        governor.seen(List.of(WAL));
        assertThat(share(1_000)).isBetween(0.349, 0.351);
        assertThat(governor.name())
                .startsWith("slower for WAL above 50MB/s since 20")
                .endsWith(", at 35 %");
        assertThat(settled(WAL)).isEqualTo(0.5 / 8);
        assertThat(settled()).isEqualTo(0.5);
        assertThat(governor.name()).isEmpty();
    }

    @Test
    void worksForHalfOfWhatItMayBesideAVacuum() {
        assertThat(settled(VACUUM)).isEqualTo(0.25);
        assertThat(governor.name()).startsWith("slower for a vacuum of t since");
    }

    @Test
    void slowsDownWhenItsOwnRowsBecomeDearer() {
        settled();
        governor.seen(List.of());
        share(300);
        governor.seen(List.of());
        assertThat(governor.name()).startsWith("slower for its own batches");
        assertThat(share(300)).isBetween(0.349, 0.351);
        for (long rows = 100; rows > 20; rows /= 2) {
            governor.seen(List.of());
            share(rows);
            governor.seen(List.of());
        }
        assertThat(share(10)).as("not below a third of what it may").isGreaterThan(0.16);
    }

    @Test
    void takesWiderRowsForNoSignOfLoadInTheLongRun() {
        settled();
        for (int look = 0; look < 100; look++) {
            share(300);
            governor.seen(List.of());
        }
        assertThat(share(300)).isEqualTo(0.5);
    }

    @Test
    void slowsDownForNothingOfItsOwnWhenItIsFast() {
        spec = ThrottleSpec.DEFAULT.with(Preset.FAST);
        settled();
        share(10);
        governor.seen(List.of());
        assertThat(share(10)).isEqualTo(1);
    }

    @Test
    void beginsHeldWhenTheSliceBeforeWas() {
        governor.goOn("replica lag above 5 s since 2026-11-29T20:00:00Z");
        assertThat(governor.holds()).isTrue();
        governor.seen(List.of(LAG));
        assertThat(governor.name()).isEqualTo("replica lag above 5 s since 2026-11-29T20:00:00Z");
        governor.seen(List.of());
        assertThat(governor.holds()).isFalse();
    }

    @Test
    void doesNotBeginHeldByWhatOnlySlowedIt() {
        governor.goOn("slower for a vacuum of t since 2026-11-29T20:00:00Z, at 25 %");
        governor.goOn("max_rows_per_second 500");
        governor.goOn("");
        assertThat(governor.holds()).isFalse();
    }
}
