package dev.godwit.cli.report.page;

import dev.godwit.cli.report.Report;
import dev.godwit.cli.view.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The phases of a run and what was waited for in them, as a table with a bar in each row. */
final class Timeline {

    private static final int MOST_WAITS = 12;
    private static final String HEIGHT = "18";

    private final Report report;
    private final Scale scale;

    Timeline(Report report) {
        this.report = report;
        this.scale = Scale.of(report);
    }

    Tag section() {
        Tag body = Tag.of("tbody");
        List<Report.Span> rows = new ArrayList<>(report.phases());
        report.waits().stream().limit(MOST_WAITS).forEach(rows::add);
        // A wait that begins with its phase stands below it.
        rows.sort(Comparator.comparingDouble(Report.Span::from).thenComparing(Report.Span::kind));
        rows.forEach(row -> body.add(row(row)));
        Tag table =
                Tag.of("table")
                        .at("class", "timeline")
                        .add(
                                Tables.head("Phase", "Began", "", "Took"),
                                body,
                                Tag.of("tfoot").add(axis()));
        Tag section = Tables.section(Place.TIMELINE).add(table);
        List<Tag> legend = legend();
        return legend.isEmpty()
                ? section
                : section.add(Tag.of("p").at("class", "legend").add(legend));
    }

    private Tag row(Report.Span span) {
        boolean work = span.kind() == Report.Kind.PHASE;
        Tag drawn = Tag.of("td").at("class", "bar").add(bar(span, work));
        if (!span.note().isEmpty()) {
            drawn.add(Tag.of("span", "note", span.note()));
        }
        Tag name =
                Tag.of("th")
                        .at("scope", "row")
                        .text(span.kind() == Report.Kind.OVER ? "over" : span.label());
        return Tag.of("tr")
                .at("class", work ? "phase" : "wait")
                .add(
                        name,
                        Tag.of("td", "began", Words.time(span.at())),
                        drawn,
                        Tag.of(
                                "td",
                                "number",
                                Words.took(span.length() * 1000) + (span.open() ? " so far" : "")));
    }

    private Tag bar(Report.Span span, boolean work) {
        Tag svg = canvas(HEIGHT);
        grid(svg, HEIGHT);
        svg.add(stretch(span, work ? "work " + tone(span.label()) : "waiting"));
        if (work) {
            report.waits().stream()
                    .filter(wait -> wait.from() < span.to() && wait.to() > span.from())
                    .forEach(wait -> svg.add(stretch(within(wait, span), "waiting")));
            report.marks().stream()
                    .filter(mark -> mark.second() >= span.from() && mark.second() < span.to())
                    .forEach(mark -> svg.add(tick(mark)));
        }
        return svg;
    }

    private static String tone(String phase) {
        return switch (phase) {
            case "backfill", "verify" -> "rows";
            case "rolling-back" -> "back";
            default -> "brief";
        };
    }

    private static Report.Span within(Report.Span wait, Report.Span phase) {
        return new Report.Span(
                wait.kind(),
                wait.label(),
                wait.at(),
                Math.max(wait.from(), phase.from()),
                Math.min(wait.to(), phase.to()),
                wait.open(),
                wait.note());
    }

    private Tag stretch(Report.Span span, String kind) {
        double from = scale.percent(span.from());
        // What took a moment is still seen.
        double width = Math.max(0.25, scale.percent(span.to()) - from);
        return Tag.of("rect")
                .at("class", kind)
                .at("x", Scale.text(Math.min(from, 99.75)))
                .at("y", "3")
                .at("width", Scale.text(width))
                .at("height", "12");
    }

    private Tag tick(Report.Mark mark) {
        String at = Scale.text(scale.percent(mark.second()));
        return Tag.of("line")
                .at("class", mark.bad() ? "bad" : "control")
                .at("x1", at)
                .at("x2", at)
                .at("y1", "0")
                .at("y2", HEIGHT)
                .add(Tag.of("title").text(mark.label()));
    }

    private void grid(Tag svg, String height) {
        for (Scale.Tick tick : scale.ticks()) {
            String at = Scale.text(tick.percent());
            svg.add(
                    Tag.of("line")
                            .at("class", "grid")
                            .at("x1", at)
                            .at("x2", at)
                            .at("y1", "0")
                            .at("y2", height));
        }
    }

    private Tag axis() {
        Tag svg = canvas(HEIGHT);
        labels(svg, scale, "13");
        return Tag.of("tr")
                .add(
                        Tag.of("td"),
                        Tag.of("td").at("class", "began"),
                        Tag.of("td").at("class", "bar").add(svg),
                        Tag.of("td"));
    }

    private List<Tag> legend() {
        List<Tag> legend = new ArrayList<>();
        if (!report.waits().isEmpty()) {
            legend.add(
                    Tables.key(
                            "waiting",
                            scale.squeezed() ? "waiting, drawn shorter than it was" : "waiting"));
        }
        if (report.marks().stream().anyMatch(Report.Mark::bad)) {
            legend.add(Tables.key("bad", "failure or retry"));
        }
        if (report.marks().stream().anyMatch(mark -> !mark.bad())) {
            legend.add(Tables.key("control", "throttled or aborted by a person"));
        }
        if (report.waits().size() > MOST_WAITS) {
            legend.add(
                    Tag.of("span")
                            .text(
                                    "%d more waits are in the bars only"
                                            .formatted(report.waits().size() - MOST_WAITS)));
        }
        return legend;
    }

    /** A drawing as wide as its place; what it shows is said beside it in words. */
    static Tag canvas(String height) {
        return Tag.of("svg")
                .at("width", "100%")
                .at("height", height)
                .at("aria-hidden", "true")
                .at("focusable", "false");
    }

    static void labels(Tag svg, Scale scale, String y) {
        for (Scale.Tick tick : scale.ticks()) {
            svg.add(
                    Tag.of("text")
                            .at("x", Scale.text(tick.percent()))
                            .at("y", y)
                            .at(
                                    "text-anchor",
                                    tick.percent() < 2
                                            ? "start"
                                            : tick.percent() > Scale.END ? "end" : "middle")
                            .text(tick.label()));
        }
    }
}
