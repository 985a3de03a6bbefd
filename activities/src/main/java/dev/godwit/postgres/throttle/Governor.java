package dev.godwit.postgres.throttle;

import dev.godwit.plan.spec.throttle.ThrottleSpec;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.fill.lane.Throttle;
import dev.godwit.postgres.throttle.signal.Reading;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides in which share of the time a lane works: it rests after each batch for as long as the
 * batch took, times what is left of the whole. The share grows by steps while nothing suffers, and
 * falls by a factor when something does (additive increase, multiplicative decrease, as in
 * congestion control of TCP); a signal that holds stops it. One of the signals is the lane itself:
 * when its rows become dearer than they were at best, others want the same processor, disk or lock.
 *
 * <p>Two threads use it: the lane's own asks how long to rest, another one looks at the server.
 */
public final class Governor implements Throttle {

    /** What it says begins so when it does not hold the work, but slows it down. */
    public static final String SLOWER = "slower for ";

    private static final String SINCE = " since ";
    private static final double STEPS = 10;
    private static final double DECREASE = 0.7;

    /** Below that share of what it may, a lane does not slow down: it would never end. */
    private static final double LEAST = 1.0 / 8;

    /** The same when only its own rows say so: they are a rough sign. */
    private static final double LEAST_BY_ITSELF = 1.0 / 3;

    /** So much dearer the cheapest rows may become at each look: wider rows are no sign of load. */
    private static final double FORGETTING = 1.02;

    /** Fewer rows at a look say too little about what one costs. */
    private static final long ENOUGH_ROWS = 500;

    /** Sleeps are a little longer than asked for; so much is made up for, in nanoseconds. */
    private static final long OVERSLEPT = 2_000_000;

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Supplier<ThrottleSpec> specs;
    private final Predicate<String> passes;
    private final LongSupplier nanos;
    private volatile @Nullable QualifiedName table;
    private @Nullable ThrottleSpec known;
    private @Nullable Signals signals;

    private double share;
    private long due;
    private long rows;
    private long busy;
    private double cheapest;
    private String words = "";
    private boolean held;

    /**
     * Begins at half of what it may.
     *
     * @param specs what holds at this moment
     * @param passes whether a check of the worker passes
     * @param nanos a clock like {@code System::nanoTime}
     */
    public Governor(Supplier<ThrottleSpec> specs, Predicate<String> passes, LongSupplier nanos) {
        this.specs = specs;
        this.passes = passes;
        this.nanos = nanos;
        this.due = nanos.getAsLong();
        this.share = profile().most() / (profile().considerate() ? 2 : 1);
    }

    /** What it works on. */
    public void on(QualifiedName worked) {
        table = worked;
    }

    /** How long a batch is to take on the server. */
    public Duration batch() {
        Duration said = specs.get().batch();
        return said == null ? profile().batch() : said;
    }

    /**
     * An earlier slice ended under these words a moment ago: if it was held, so is this one, until
     * the first look.
     */
    public synchronized void goOn(String before) {
        if (before.contains(SINCE) && !before.startsWith(SLOWER)) {
            words = before;
            held = true;
        }
    }

    @Override
    public synchronized Duration rest(long done, Duration took) {
        long now = nanos.getAsLong();
        if (took.isPositive()) {
            rows += done;
            busy += took.toNanos();
            long began = now - took.toNanos();
            due = Math.max(due, began - OVERSLEPT) + Math.round(took.toNanos() / share);
        }
        if (held) {
            return LOOK;
        }
        return due > now ? Duration.ofNanos(due - now) : Duration.ZERO;
    }

    @Override
    public synchronized String name() {
        return words.startsWith(SLOWER)
                ? "%s, at %d %%".formatted(words, Math.round(100 * share))
                : words;
    }

    @Override
    public synchronized boolean holds() {
        return held;
    }

    /**
     * Looks at the server; twice a second.
     *
     * @throws SQLException when the connection is lost: what was seen last goes on to hold
     */
    public void look(Connection connection) throws SQLException {
        ThrottleSpec spec = specs.get();
        Signals asked = signals;
        if (asked == null || !spec.equals(known)) {
            known = spec;
            asked = new Signals(spec, () -> table, passes);
            signals = asked;
        }
        seen(asked.read(connection));
    }

    /** Draws the conclusions of a look. */
    synchronized void seen(List<Reading> readings) {
        List<Reading> all = new ArrayList<>(readings);
        Reading own = own();
        if (own != null) {
            all.add(own);
        }
        Profile profile = profile();
        double most = profile.most();
        Reading holding = first(all, Reading.Force.HOLD);
        Reading slowing = first(all, Reading.Force.SLOW);
        Reading easing = first(all, Reading.Force.EASE);
        double ceiling = easing == null ? most : most / 2;
        if (holding != null) {
            share = held ? share : Math.max(most * LEAST, share * DECREASE);
            say("", holding);
        } else if (slowing != null) {
            double least = most * (slowing == own ? LEAST_BY_ITSELF : LEAST);
            share = Math.max(least, Math.min(share, ceiling) * DECREASE);
            say(SLOWER, slowing);
        } else {
            share = Math.min(ceiling, share + most / STEPS);
            if (easing != null) {
                say(SLOWER, easing);
            } else if (share >= most || held) {
                words = "";
            }
        }
        held = holding != null;
    }

    /** Keeps the time at which the same reason was said first. */
    private void say(String how, Reading reading) {
        String reason = how + reading.words() + SINCE;
        if (!words.startsWith(reason)) {
            words = reason + Instant.now().truncatedTo(ChronoUnit.SECONDS);
        }
    }

    private static @Nullable Reading first(List<Reading> readings, Reading.Force force) {
        return readings.stream().filter(one -> one.force() == force).findFirst().orElse(null);
    }

    /** Whether its own rows have become dearer. */
    private @Nullable Reading own() {
        if (rows < ENOUGH_ROWS) {
            return null;
        }
        double cost = (double) busy / rows;
        rows = 0;
        busy = 0;
        cheapest = cheapest == 0 ? cost : Math.min(cost, cheapest * FORGETTING);
        return cost > cheapest * profile().slower()
                ? new Reading(Reading.Force.SLOW, "its own batches, which take longer")
                : null;
    }

    private Profile profile() {
        return Profile.of(specs.get().presetOrDefault());
    }
}
