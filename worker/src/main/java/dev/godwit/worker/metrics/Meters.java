package dev.godwit.worker.metrics;

import dev.godwit.migration.host.Telemetry;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.Phase;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Counts what this worker does. Gauges of a run are there from its first sign of life on this
 * worker until it is over; a run that another worker went on with shows no progress here.
 */
public final class Meters implements Telemetry {

    private final MeterRegistry registry;
    private final LongSupplier nanos;
    private final Map<String, RunMeters> runs = new ConcurrentHashMap<>();

    /**
     * @param nanos a clock like {@code System::nanoTime}
     */
    public Meters(MeterRegistry registry, LongSupplier nanos) {
        this.registry = registry;
        this.nanos = nanos;
    }

    @Override
    public void batch(String run, Phase phase, long rows, Duration took) {
        Tags tags = tags(run).and("phase", phase.toString());
        Counter.builder("godwit.rows").tags(tags).register(registry).increment(rows);
        Timer.builder("godwit.batch")
                .tags(tags)
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry)
                .record(took);
        of(run).batch(rows);
    }

    @Override
    public void waitedForLock(String run, Duration waited) {
        Timer.builder("godwit.lock.wait").tags(tags(run)).register(registry).record(waited);
    }

    @Override
    public void held(String run, String why) {
        of(run).held(why);
    }

    @Override
    public void entered(String run, Phase phase) {
        of(run).entered(phase);
    }

    @Override
    public void ended(String run, Outcome outcome) {
        Counter.builder("godwit.runs.ended")
                .tag("target", target(run))
                .tag("outcome", outcome.toString())
                .register(registry)
                .increment();
        RunMeters meters = runs.remove(run);
        if (meters != null) {
            meters.close();
        }
    }

    private RunMeters of(String run) {
        return runs.computeIfAbsent(run, name -> new RunMeters(registry, tags(name), nanos));
    }

    private static Tags tags(String run) {
        return Tags.of("target", target(run), "plan", run.substring(run.indexOf('/') + 1));
    }

    private static String target(String run) {
        int slash = run.indexOf('/');
        return slash < 0 ? run : run.substring(0, slash);
    }
}
