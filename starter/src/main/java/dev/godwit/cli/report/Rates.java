package dev.godwit.cli.report;

import dev.godwit.workflow.message.history.RunDetail;
import dev.godwit.workflow.message.history.RunDetail.Sample;
import dev.godwit.workflow.message.history.RunDetail.StepEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns samples of lanes into rows per second over all lanes. No row is counted twice or lost. */
final class Rates {

    private static final int BUCKETS = 120;

    /** A lane says what holds it every few seconds; silence for longer is no hold. */
    private static final double LONGEST_HOLD = 60;

    private final Clock clock;

    Rates(Clock clock) {
        this.clock = clock;
    }

    private record Lane(int step, int lane) {}

    private record Stretch(double from, double to, long rows) {}

    /** One for filling and one for comparing, as far as there are samples. */
    List<Pace> of(RunDetail detail) {
        Map<Integer, StepEntry> steps = new HashMap<>();
        detail.steps().forEach(step -> steps.put(step.number(), step));
        List<Pace> panels = new ArrayList<>();
        for (String phase : List.of("BACKFILL", "VERIFY")) {
            List<Sample> samples =
                    detail.samples().stream()
                            .filter(sample -> phase.equals(phase(steps.get(sample.step()))))
                            .sorted(Comparator.comparing(sample -> clock.second(sample.at())))
                            .toList();
            Pace pace = pace(phase.toLowerCase(Locale.ROOT), samples, steps);
            if (pace.to() > pace.from()) {
                panels.add(pace);
            }
        }
        return panels;
    }

    private Pace pace(String phase, List<Sample> samples, Map<Integer, StepEntry> steps) {
        Map<Lane, Sample> last = new HashMap<>();
        List<Stretch> stretches = new ArrayList<>();
        List<Pace.Held> held = new ArrayList<>();
        for (Sample sample : samples) {
            Sample before = last.put(new Lane(sample.step(), sample.lane()), sample);
            double to = clock.second(sample.at());
            double from = before == null ? begun(sample, steps) : clock.second(before.at());
            long rows = sample.rows() - (before == null ? 0 : before.rows());
            if (to > from) {
                // A lane that began anew counts from zero again.
                stretches.add(new Stretch(from, to, rows < 0 ? sample.rows() : rows));
                if (!sample.held().isEmpty()) {
                    held.add(
                            new Pace.Held(
                                    Math.max(from, to - LONGEST_HOLD), to, why(sample.held())));
                }
            }
        }
        double from = stretches.stream().mapToDouble(Stretch::from).min().orElse(0);
        double to = stretches.stream().mapToDouble(Stretch::to).max().orElse(0);
        return new Pace(phase, from, to, buckets(stretches, from, to), joined(held));
    }

    private double begun(Sample sample, Map<Integer, StepEntry> steps) {
        StepEntry step = steps.get(sample.step());
        double at = clock.second(sample.at());
        return step == null || step.startedAt().isEmpty()
                ? at
                : Math.min(at, clock.second(step.startedAt()));
    }

    private static List<Double> buckets(List<Stretch> stretches, double from, double to) {
        int count = (int) Math.max(1, Math.min(BUCKETS, Math.floor(to - from)));
        double width = (to - from) / count;
        double[] rows = new double[count];
        for (Stretch stretch : stretches) {
            double length = stretch.to() - stretch.from();
            for (int bucket = 0; bucket < count; bucket++) {
                double begin = from + bucket * width;
                double shared =
                        Math.min(stretch.to(), begin + width) - Math.max(stretch.from(), begin);
                rows[bucket] += shared <= 0 ? 0 : stretch.rows() * shared / length;
            }
        }
        List<Double> rates = new ArrayList<>();
        for (double sum : rows) {
            rates.add(Math.round(sum / width * 10) / 10.0);
        }
        return rates;
    }

    /** Stretches of the same cause that touch are one, whichever lanes they come from. */
    private static List<Pace.Held> joined(List<Pace.Held> held) {
        List<Pace.Held> joined = new ArrayList<>();
        held.stream()
                .sorted(Comparator.comparing(Pace.Held::why).thenComparingDouble(Pace.Held::from))
                .forEach(
                        next -> {
                            Pace.Held previous = joined.isEmpty() ? null : joined.getLast();
                            if (previous == null
                                    || !previous.why().equals(next.why())
                                    || next.from() > previous.to() + 1) {
                                joined.add(next);
                            } else {
                                joined.set(
                                        joined.size() - 1,
                                        new Pace.Held(
                                                previous.from(),
                                                Math.max(previous.to(), next.to()),
                                                next.why()));
                            }
                        });
        return joined;
    }

    /** The cause without its figures, which differ from sample to sample. */
    private static String why(String held) {
        String words = held.split("[:;(]|\\s[-+]?\\d", 2)[0].strip();
        return words.isEmpty() ? held : words;
    }

    private static String phase(@org.jspecify.annotations.Nullable StepEntry step) {
        return step == null ? "" : step.phase().toUpperCase(Locale.ROOT);
    }
}
