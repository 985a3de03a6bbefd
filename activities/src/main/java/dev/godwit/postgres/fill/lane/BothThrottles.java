package dev.godwit.postgres.fill.lane;

import java.time.Duration;

/** Rests for as long as the stricter of two wants. Not thread-safe. */
final class BothThrottles implements Throttle {

    private final Throttle one;
    private final Throttle other;
    private Throttle stricter;

    BothThrottles(Throttle one, Throttle other) {
        this.one = one;
        this.other = other;
        this.stricter = one;
    }

    @Override
    public Duration rest(long rows, Duration took) {
        Duration first = one.rest(rows, took);
        Duration second = other.rest(rows, took);
        stricter = other.holds() || second.compareTo(first) > 0 ? other : one;
        return first.compareTo(second) > 0 ? first : second;
    }

    @Override
    public String name() {
        return stricter.name();
    }

    @Override
    public boolean holds() {
        return one.holds() || other.holds();
    }
}
