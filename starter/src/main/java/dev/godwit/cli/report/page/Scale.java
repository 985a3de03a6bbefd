package dev.godwit.cli.report.page;

import dev.godwit.cli.report.Report;
import dev.godwit.cli.view.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Where a moment is on a line from 0 to 100 %. A run that worked for minutes and waited for days
 * would be one long wait: waits are given a third of the line at most, and what is work stays to
 * scale among itself.
 */
final class Scale {

    private static final double WAITS = 1 / 3.0;

    /** A wait that is shorter than that, compared with the work, stays to scale. */
    private static final double SHORT = 0.25;

    private static final double[] STEPS = {
        1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200,
        86_400, 172_800, 604_800
    };
    private static final int TICKS = 6;

    /** The widest label, on paper. */
    private static final double APART = 14;

    /** From here on a label ends at its tick instead of standing around it. */
    static final double END = 96;

    private final double from;
    private final double to;
    private final List<double[]> waits;
    private final double squeeze;

    private Scale(double from, double to, List<double[]> waits, double squeeze) {
        this.from = from;
        this.to = to;
        this.waits = waits;
        this.squeeze = squeeze;
    }

    /** A tick of an axis. @param percent where @param label seconds in words */
    record Tick(double percent, String label) {}

    /** Of a part of a run, without any squeezing. */
    static Scale of(double from, double to) {
        return new Scale(from, Math.max(to, from + 0.001), List.of(), 1);
    }

    /** Of a whole run. */
    static Scale of(Report report) {
        double length = Math.max(report.seconds(), 0.001);
        for (Report.Span phase : report.phases()) {
            length = Math.max(length, phase.to());
        }
        List<double[]> waits = union(report, length);
        double busy = length - waits.stream().mapToDouble(wait -> wait[1] - wait[0]).sum();
        waits.removeIf(wait -> wait[1] - wait[0] < busy * SHORT);
        double waited = waits.stream().mapToDouble(wait -> wait[1] - wait[0]).sum();
        double worked = length - waited;
        boolean even = waited <= length * WAITS || worked <= 0;
        double squeeze = even ? 1 : worked * WAITS / (1 - WAITS) / waited;
        return new Scale(0, length, waits, squeeze);
    }

    /** Whether waits are drawn shorter than they were. */
    boolean squeezed() {
        return squeeze < 1;
    }

    /** 0 to 100. */
    double percent(double second) {
        double within = Math.max(from, Math.min(to, second));
        return 100 * drawn(within) / drawn(to);
    }

    static String text(double percent) {
        return String.format(Locale.ROOT, "%.2f%%", percent);
    }

    /** Round moments that are far enough apart, counted from the start of this scale. */
    List<Tick> ticks() {
        double step = STEPS[STEPS.length - 1];
        for (int i = STEPS.length - 1; i >= 0 && drawn(to) / STEPS[i] <= TICKS; i--) {
            step = STEPS[i];
        }
        List<Tick> ticks = new ArrayList<>();
        double last = -100;
        for (double at = from; at <= to; at += step) {
            double percent = percent(at);
            double second = at;
            boolean waiting =
                    squeezed() && waits.stream().anyMatch(w -> second > w[0] && second < w[1]);
            double room = percent > END ? APART * 1.5 : APART;
            if (!waiting && percent - last >= room) {
                String label = at == from ? "0" : label(at - from);
                ticks.add(new Tick(percent, label));
                last = percent;
            }
        }
        return ticks;
    }

    private double drawn(double second) {
        double saved = 0;
        for (double[] wait : waits) {
            saved += Math.max(0, Math.min(second, wait[1]) - wait[0]) * (1 - squeeze);
        }
        return second - from - saved;
    }

    private static String label(double seconds) {
        return seconds < 60 ? Math.round(seconds) + " s" : Words.took(seconds * 1000);
    }

    private static List<double[]> union(Report report, double length) {
        List<Report.Span> spans = new ArrayList<>(report.waits());
        report.phases().stream()
                .filter(span -> span.kind() == Report.Kind.OVER)
                .forEach(spans::add);
        spans.sort(Comparator.comparingDouble(Report.Span::from));
        List<double[]> union = new ArrayList<>();
        for (Report.Span span : spans) {
            double begin = Math.max(0, span.from());
            double end = Math.min(length, span.to());
            if (!union.isEmpty() && begin <= union.getLast()[1]) {
                union.getLast()[1] = Math.max(union.getLast()[1], end);
            } else if (end > begin) {
                union.add(new double[] {begin, end});
            }
        }
        return union;
    }
}
