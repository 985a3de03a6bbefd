package dev.godwit.cli.report.page;

import dev.godwit.cli.report.Pace;
import dev.godwit.cli.report.Report;
import dev.godwit.cli.view.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Rows per second over time, with what held them back as shaded stretches. */
final class PaceChart {

    private static final int PLOT = 140;
    private static final int HEIGHT = 164;
    private static final int TONES = 4;

    /** The curve does not touch the words on the topmost line. */
    private static final double HEADROOM = 1.12;

    private final Report report;
    private final Pace pace;
    private final Scale scale;
    private final double top;

    PaceChart(Report report, Pace pace) {
        this.report = report;
        this.pace = pace;
        this.scale = Scale.of(pace.from(), pace.to());
        this.top = round(pace.peak() * HEADROOM);
    }

    Tag figure() {
        Tag svg = Timeline.canvas(Integer.toString(HEIGHT));
        Map<String, Double> causes = causes();
        for (Pace.Held held : pace.held()) {
            svg.add(shade(held.from(), held.to(), tone(causes, held.why()), held.why()));
        }
        for (Report.Span wait : report.waits()) {
            if (wait.from() < pace.to() && wait.to() > pace.from()) {
                svg.add(shade(wait.from(), wait.to(), "waiting", wait.label()));
            }
        }
        lines(svg);
        svg.add(curve());
        for (Report.Mark mark : report.marks()) {
            if (mark.second() >= pace.from() && mark.second() <= pace.to()) {
                svg.add(mark(mark));
            }
        }
        Timeline.labels(svg, scale, Integer.toString(PLOT + 17));
        return Tag.of("figure").add(Tag.of("figcaption").text(caption()), svg, legend(causes));
    }

    private String caption() {
        boolean fills = pace.phase().equals("backfill");
        return "%s: %s rows/s on average, %s at most, over %s"
                .formatted(
                        fills ? "Filling" : "Comparing",
                        Words.number(Math.round(pace.mean())),
                        Words.number(Math.round(pace.peak())),
                        Words.took((pace.to() - pace.from()) * 1000));
    }

    /** Seconds by cause, the longest first. */
    private Map<String, Double> causes() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        for (Pace.Held held : pace.held()) {
            seconds.merge(held.why(), held.to() - held.from(), Double::sum);
        }
        Map<String, Double> sorted = new LinkedHashMap<>();
        seconds.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private static String tone(Map<String, Double> causes, String why) {
        int place = new ArrayList<>(causes.keySet()).indexOf(why);
        return "held" + Math.min(place, TONES - 1);
    }

    private Tag shade(double from, double to, String kind, String why) {
        double begin = scale.percent(from);
        return Tag.of("rect")
                .at("class", kind)
                .at("x", Scale.text(begin))
                .at("y", "0")
                .at("width", Scale.text(Math.max(0.3, scale.percent(to) - begin)))
                .at("height", Integer.toString(PLOT))
                .add(Tag.of("title").text(why));
    }

    private void lines(Tag svg) {
        for (int part = 0; part <= 2; part++) {
            String y = Integer.toString(PLOT - PLOT * part / 2 + (part == 2 ? 1 : 0));
            svg.add(
                    Tag.of("line")
                            .at("class", part == 0 ? "base" : "grid")
                            .at("x1", "0")
                            .at("x2", "100%")
                            .at("y1", y)
                            .at("y2", y));
            if (part > 0) {
                svg.add(
                        Tag.of("text")
                                .at("class", "level")
                                .at("x", "4")
                                .at("y", Integer.toString(PLOT - PLOT * part / 2 + 13))
                                .text(
                                        Words.number(Math.round(top * part / 2))
                                                + (part == 2 ? " rows/s" : "")));
            }
        }
    }

    /** Stretched to the width of its place; its line keeps its own width. */
    private Tag curve() {
        List<Double> rates = pace.rowsPerSecond();
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < rates.size(); i++) {
            double y = PLOT - PLOT * rates.get(i) / top;
            line.append(
                    String.format(Locale.ROOT, "%s%d,%.1f H%d", i == 0 ? "M" : " L", i, y, i + 1));
        }
        String area = "%s V%d H0 Z".formatted(line, PLOT);
        return Tag.of("svg")
                .at("x", "0")
                .at("y", "0")
                .at("width", "100%")
                .at("height", Integer.toString(PLOT))
                .at("viewBox", "0 0 %d %d".formatted(rates.size(), PLOT))
                .at("preserveAspectRatio", "none")
                .add(
                        Tag.of("path").at("class", "area").at("d", area),
                        Tag.of("path").at("class", "curve").at("d", line.toString()));
    }

    private Tag mark(Report.Mark mark) {
        String at = Scale.text(scale.percent(mark.second()));
        return Tag.of("line")
                .at("class", mark.bad() ? "bad" : "control")
                .at("x1", at)
                .at("x2", at)
                .at("y1", "0")
                .at("y2", Integer.toString(PLOT))
                .add(Tag.of("title").text(mark.label()));
    }

    private Tag legend(Map<String, Double> causes) {
        Tag legend = Tag.of("p").at("class", "legend");
        causes.forEach(
                (why, seconds) ->
                        legend.add(
                                Tables.key(
                                        tone(causes, why),
                                        "held by %s, %s"
                                                .formatted(why, Words.took(seconds * 1000)))));
        report.waits().stream()
                .filter(wait -> wait.from() < pace.to() && wait.to() > pace.from())
                .map(wait -> wait.label())
                .distinct()
                .forEach(label -> legend.add(Tables.key("waiting", label)));
        for (Report.Mark mark : report.marks()) {
            if (!mark.bad() && mark.second() >= pace.from() && mark.second() <= pace.to()) {
                legend.add(Tables.key("control", mark.label()));
            }
        }
        if (report.marks().stream()
                .anyMatch(
                        mark ->
                                mark.bad()
                                        && mark.second() >= pace.from()
                                        && mark.second() <= pace.to())) {
            legend.add(Tables.key("bad", "failure or retry"));
        }
        return legend;
    }

    /** The next of 1, 2, 5, 10, 20, 50... */
    private static double round(double peak) {
        double power = Math.pow(10, Math.floor(Math.log10(Math.max(peak, 1))));
        for (double factor : List.of(1.0, 1.2, 1.6, 2.0, 2.4, 3.0, 4.0, 5.0, 6.0, 8.0)) {
            if (peak <= factor * power) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
