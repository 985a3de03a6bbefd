package dev.godwit.worker.metrics;

import dev.godwit.workflow.Phase;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/** The gauges of one run on this worker. Thread-safe. */
final class RunMeters {

    private static final long WINDOW = Duration.ofSeconds(30).toNanos();

    private record Batch(long nanos, long rows) {}

    private final MeterRegistry registry;
    private final Tags tags;
    private final LongSupplier nanos;
    private final List<Meter> gauges = new ArrayList<>();
    private final Deque<Batch> batches = new ArrayDeque<>();
    private long progress;
    private Phase phase = Phase.PREFLIGHT;
    private String held = "";

    RunMeters(MeterRegistry registry, Tags tags, LongSupplier nanos) {
        this.registry = registry;
        this.tags = tags;
        this.nanos = nanos;
        progress = nanos.getAsLong();
        gauge("godwit.rows.per.second", tags, RunMeters::rowsPerSecond);
        gauge("godwit.seconds.since.progress", tags, RunMeters::secondsSinceProgress);
        gauge("godwit.held", tags, run -> run.isHeld() ? 1 : 0);
        for (Phase each : Phase.values()) {
            gauge(
                    "godwit.phase",
                    tags.and("phase", each.toString()),
                    run -> run.isIn(each) ? 1 : 0);
        }
    }

    synchronized void batch(long rows) {
        long now = nanos.getAsLong();
        progress = now;
        batches.addLast(new Batch(now, rows));
        forget(now);
    }

    synchronized void entered(Phase next) {
        phase = next;
        progress = nanos.getAsLong();
        batches.clear();
        held = "";
    }

    synchronized void held(String why) {
        held = why;
    }

    /** Removes the gauges: a run that is over must not raise alarms. */
    void close() {
        gauges.forEach(registry::remove);
    }

    private synchronized double rowsPerSecond() {
        long now = nanos.getAsLong();
        forget(now);
        return batches.stream().mapToLong(Batch::rows).sum() / (WINDOW / 1e9);
    }

    private synchronized double secondsSinceProgress() {
        return (nanos.getAsLong() - progress) / 1e9;
    }

    private synchronized boolean isHeld() {
        return !held.isEmpty();
    }

    private synchronized boolean isIn(Phase other) {
        return phase == other;
    }

    private void forget(long now) {
        while (!batches.isEmpty() && now - batches.getFirst().nanos() > WINDOW) {
            batches.removeFirst();
        }
    }

    private void gauge(
            String name, Tags all, java.util.function.ToDoubleFunction<RunMeters> value) {
        gauges.add(
                Gauge.builder(name.toLowerCase(Locale.ROOT), this, value)
                        .tags(all)
                        .register(registry));
    }
}
