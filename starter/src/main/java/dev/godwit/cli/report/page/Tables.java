package dev.godwit.cli.report.page;

import java.util.List;

/** Pieces that several sections are made of. */
final class Tables {

    private Tables() {}

    /** A landmark with a heading. */
    static Tag section(Place place) {
        return Tag.of("section")
                .at("aria-labelledby", place.id())
                .add(Tag.of("h2").at("id", place.id()).text(place.heading()));
    }

    static Tag head(String... names) {
        Tag row = Tag.of("tr");
        for (String name : names) {
            row.add(name.isEmpty() ? Tag.of("td") : Tag.of("th").at("scope", "col").text(name));
        }
        return Tag.of("thead").add(row);
    }

    /** A table that scrolls by itself where the page is too narrow, also by keyboard. */
    static Tag scrolling(String label, String kind, Tag head, List<Tag> rows) {
        return Tag.of("div")
                .at("class", "wide")
                .at("role", "region")
                .at("aria-label", label)
                .at("tabindex", "0")
                .add(Tag.of("table").at("class", kind).add(head, Tag.of("tbody").add(rows)));
    }

    /** A sample of a drawing and what it means. */
    static Tag key(String kind, String words) {
        boolean line = kind.equals("bad") || kind.equals("control");
        Tag shape =
                line
                        ? Tag.of("line").at("x1", "9").at("x2", "9").at("y1", "0").at("y2", "12")
                        : Tag.of("rect").at("width", "18").at("height", "12");
        return Tag.of("span")
                .add(
                        Tag.of("svg")
                                .at("width", "18")
                                .at("height", "12")
                                .at("aria-hidden", "true")
                                .add(shape.at("class", kind)))
                .text(words);
    }
}
