package dev.godwit.cli.report.page;

import dev.godwit.cli.report.Facts;
import dev.godwit.cli.report.Report;
import dev.godwit.cli.view.Words;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** A report as one page: readable without script and network, in print, in the dark, on a phone. */
public final class Page {

    private final Report report;
    private final Map<Place, Tag> sections = new EnumMap<>(Place.class);

    private Page(Report report) {
        this.report = report;
        Sections all = new Sections(report);
        sections.put(Place.TIMELINE, new Timeline(report).section());
        if (!report.pace().isEmpty()) {
            sections.put(Place.PACE, all.pace());
        }
        sections.put(Place.LOCKS, all.locks());
        sections.put(Place.PROOF, all.proof());
        sections.put(Place.DECISIONS, all.decisions());
        sections.put(Place.PROBLEMS, all.problems());
        if (!report.undone().isEmpty()) {
            sections.put(Place.ROLLBACK, all.rollback());
        }
        sections.put(Place.STATEMENTS, all.statements());
    }

    /** HTML, to its last line break. */
    public static String of(Report report) {
        return "<!DOCTYPE html>\n" + new Page(report).document() + "\n";
    }

    private Tag document() {
        Tag main = Tag.of("main").at("id", "main");
        report.notes().forEach(note -> main.add(Tag.of("p", "remark", note)));
        sections.values().forEach(main::add);
        return Tag.of("html")
                .at("lang", "en")
                .add(head(), Tag.of("body").add(patterns(), header(), nav(), main, footer()));
    }

    private Tag head() {
        return Tag.of("head")
                .add(
                        Tag.of("meta").at("charset", "utf-8"),
                        Tag.of("meta")
                                .at("http-equiv", "Content-Security-Policy")
                                .at("content", "default-src 'none'; style-src 'unsafe-inline'"),
                        Tag.of("meta")
                                .at("name", "viewport")
                                .at("content", "width=device-width, initial-scale=1"),
                        Tag.of("meta").at("name", "color-scheme").at("content", "light dark"),
                        Tag.of("title").text(report.head().run() + ": " + report.head().outcome()),
                        Tag.of("style").sheet(css()));
    }

    private Tag header() {
        Report.Head head = report.head();
        Tag title =
                Tag.of("h1")
                        .add(
                                Tag.of("span").text(head.run()),
                                Tag.of("span", "outcome " + tone(head.outcome()), head.outcome()));
        return Tag.of("header").add(title, figures(), about());
    }

    private Tag figures() {
        Tag list = Tag.of("dl").at("class", "figures");
        figure(list, "took", Facts.duration(report));
        double waited = report.waits().stream().mapToDouble(Report.Span::length).sum();
        if (waited > 0) {
            figure(list, "of it waiting", Words.took(waited * 1000));
        }
        figure(list, "rows filled", Words.number(report.head().rows()));
        figure(list, "mismatches", Words.number(report.head().mismatches()));
        Facts.longestLock(report)
                .ifPresent(lock -> figure(list, "longest lock", Words.took(lock.heldMillis())));
        return list;
    }

    private Tag about() {
        Report.Head head = report.head();
        Tag list = Tag.of("dl").at("class", "about");
        about(list, "Target", head.target());
        about(list, "Plan", head.source().isEmpty() ? head.plan() : head.source());
        about(list, "Plan hash", head.hash());
        about(list, "Started by", head.actor());
        about(list, "Began", Words.moment(head.startedAt()) + " UTC");
        about(
                list,
                "Ended",
                head.endedAt().isEmpty()
                        ? "under way, in phase %s, as of %s UTC"
                                .formatted(head.phase(), Words.moment(head.asOf()))
                        : Words.moment(head.endedAt()) + " UTC");
        return list;
    }

    private Tag nav() {
        Tag list = Tag.of("ul");
        sections.keySet()
                .forEach(
                        place ->
                                list.add(
                                        Tag.of("li")
                                                .add(
                                                        Tag.of("a")
                                                                .at("href", "#" + place.id())
                                                                .text(place.heading()))));
        return Tag.of("nav").at("aria-label", "Sections").add(list);
    }

    private Tag footer() {
        Tag text =
                Tag.of("p")
                        .text(
                                "Read by godwit report on %s UTC from the ledger in target %s. Times are UTC."
                                        .formatted(
                                                Words.moment(report.head().asOf()),
                                                report.head().target()));
        Tag footer = Tag.of("footer").add(text);
        String ui = report.head().ui();
        return ui == null || !ui.matches("https?://.*")
                ? footer
                : footer.add(
                        Tag.of("p")
                                .text("In the Temporal UI, as long as Temporal remembers: ")
                                .add(Tag.of("a").at("href", ui).at("rel", "noreferrer").text(ui)));
    }

    /** Hatching, so that nothing is told by colour alone. */
    private static Tag patterns() {
        Tag all = Tag.of("defs");
        pattern(all, "waits", "45");
        pattern(all, "hold0", "135");
        pattern(all, "hold1", "0");
        pattern(all, "hold2", "90");
        pattern(all, "hold3", "20");
        return Tag.of("svg")
                .at("width", "0")
                .at("height", "0")
                .at("class", "patterns")
                .at("aria-hidden", "true")
                .add(all);
    }

    private static void pattern(Tag all, String id, String angle) {
        all.add(
                Tag.of("pattern")
                        .at("id", id)
                        .at("width", "6")
                        .at("height", "6")
                        .at("patternUnits", "userSpaceOnUse")
                        .at("patternTransform", "rotate(" + angle + ")")
                        .add(
                                Tag.of("rect")
                                        .at("class", "ground")
                                        .at("width", "6")
                                        .at("height", "6"),
                                Tag.of("rect")
                                        .at("class", "stripe")
                                        .at("width", "2")
                                        .at("height", "6")));
    }

    static String tone(String outcome) {
        return switch (outcome) {
            case "done" -> "good";
            case "running" -> "going";
            case "waiting", "rolled back", "refused", "rejected" -> "attention";
            default -> "wrong";
        };
    }

    private static void figure(Tag list, String label, String value) {
        list.add(Tag.of("div").add(Tag.of("dt").text(label), Tag.of("dd").text(value)));
    }

    private static void about(Tag list, String label, String value) {
        list.add(Tag.of("div").add(Tag.of("dt").text(label), Tag.of("dd").text(value)));
    }

    static String css() {
        try (InputStream sheet =
                Objects.requireNonNull(Page.class.getResourceAsStream("report.css"))) {
            return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
