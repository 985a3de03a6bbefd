package dev.godwit.cli.view;

import dev.godwit.workflow.Phase;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** How fast a backfill or verify gets on, over the last half minute. Not thread-safe. */
public final class Pace {

    private static final long WINDOW = Duration.ofSeconds(30).toNanos();

    private record Sample(long nanos, long rows, int percent) {}

    private final Deque<Sample> samples = new ArrayDeque<>();
    private @Nullable Phase phase;

    /** Takes a measurement. @param nanos of a clock that only goes forward */
    public void add(RunView run, long nanos) {
        if (run.phase() != phase) {
            phase = run.phase();
            samples.clear();
        }
        long rows = phase == Phase.VERIFY ? run.compared() : run.rows();
        samples.addLast(new Sample(nanos, rows, run.percent()));
        while (nanos - samples.getFirst().nanos() > WINDOW) {
            samples.removeFirst();
        }
    }

    /** 0 when not known. */
    public long rowsPerSecond() {
        if (samples.size() < 2) {
            return 0;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        double seconds = (last.nanos() - first.nanos()) / 1e9;
        return seconds <= 0 ? 0 : Math.round((last.rows() - first.rows()) / seconds);
    }

    /** Until the phase ends; null when not known. */
    public @Nullable Duration left() {
        if (samples.size() < 2) {
            return null;
        }
        Sample first = samples.getFirst();
        Sample last = samples.getLast();
        int gained = last.percent() - first.percent();
        if (gained <= 0) {
            return null;
        }
        return Duration.ofNanos((last.nanos() - first.nanos()) / gained * (100 - last.percent()));
    }
}
