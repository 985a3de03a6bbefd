package dev.godwit.cli.report.page;

import dev.godwit.cli.report.Report;
import dev.godwit.cli.view.Words;
import java.util.ArrayList;
import java.util.List;

/** The sections that are tables and lists. A section without content says so, or is left out. */
final class Sections {

    private final Report report;

    Sections(Report report) {
        this.report = report;
    }

    Tag pace() {
        Tag section = Tables.section(Place.PACE);
        report.pace().forEach(pace -> section.add(new PaceChart(report, pace).figure()));
        return section;
    }

    Tag locks() {
        Tag section = Tables.section(Place.LOCKS);
        if (report.locks().isEmpty()) {
            return section.add(Tag.of("p").text("No lock was taken."));
        }
        List<Tag> rows = new ArrayList<>();
        for (Report.LockUse lock : report.locks()) {
            rows.add(
                    Tag.of("tr")
                            .add(
                                    Tag.of("td", "began", Words.time(lock.at())),
                                    Tag.of("th")
                                            .at("scope", "row")
                                            .text(name(lock.summary(), lock.statement())),
                                    Tag.of(
                                            "td",
                                            "mode",
                                            lock.mode().isEmpty() ? "not granted" : lock.mode()),
                                    Tag.of("td", "number", Words.took(lock.heldMillis())),
                                    Tag.of("td", "number", Words.took(lock.waitedMillis())),
                                    Tag.of("td").text(String.join("; ", lock.blockers()))));
        }
        return section.add(
                Tables.scrolling(
                        Place.LOCKS.heading(),
                        "locks",
                        Tables.head("Time", "Step", "Lock", "Held", "Waited", "Blocked by"),
                        rows));
    }

    Tag proof() {
        Tag section = Tables.section(Place.PROOF);
        if (report.proofs().isEmpty()) {
            return section.add(Tag.of("p").text("Nothing was proven."));
        }
        List<Tag> rows = new ArrayList<>();
        for (Report.Proof proof : report.proofs()) {
            rows.add(
                    Tag.of("tr")
                            .add(
                                    Tag.of("td", "began", Words.time(proof.at())),
                                    Tag.of("th")
                                            .at("scope", "row")
                                            .at("class", proof.green() ? "good" : "wrong")
                                            .text(
                                                    (proof.green() ? "green" : "red")
                                                            + (proof.renewed() ? ", renewed" : "")),
                                    Tag.of("td").text(proof.note())));
        }
        return section.add(
                Tables.scrolling(
                        Place.PROOF.heading(),
                        "facts",
                        Tables.head("Time", "Result", "What was compared"),
                        rows));
    }

    Tag decisions() {
        String none =
                report.waits().stream().anyMatch(Report.Span::open)
                        ? "Nobody has decided anything yet."
                        : "Nobody had to decide anything.";
        return entries(Place.DECISIONS, report.decisions(), none, true);
    }

    Tag problems() {
        return entries(Place.PROBLEMS, report.problems(), "None.", false);
    }

    Tag rollback() {
        return entries(Place.ROLLBACK, report.undone(), "", false);
    }

    Tag statements() {
        Tag list = Tag.of("ol").at("class", "statements");
        for (Report.Entry entry : report.statements()) {
            String lock =
                    entry.lock().isEmpty()
                            ? ""
                            : entry.lock() + " held " + Words.took(entry.lockMillis());
            list.add(
                    Tag.of("li")
                            .add(
                                    Tag.of("details")
                                            .add(
                                                    Tag.of("summary")
                                                            .add(
                                                                    Tag.of(
                                                                            "span",
                                                                            "began",
                                                                            Words.time(entry.at())),
                                                                    Tag.of(
                                                                            "span",
                                                                            "phase",
                                                                            entry.phase()),
                                                                    Tag.of(
                                                                            "span",
                                                                            "what",
                                                                            name(
                                                                                    entry.summary(),
                                                                                    entry
                                                                                            .statement())),
                                                                    Tag.of(
                                                                            "span",
                                                                            "number",
                                                                            Words.took(
                                                                                    entry
                                                                                            .millis()))),
                                                    Tag.of("pre")
                                                            .add(
                                                                    Tag.of("code")
                                                                            .text(
                                                                                    entry
                                                                                            .statement())),
                                                    Tag.of("p", "note", lock))));
        }
        Tag section = Tables.section(Place.STATEMENTS);
        return report.statements().isEmpty()
                ? section.add(Tag.of("p").text("None was run."))
                : section.add(list);
    }

    private static Tag entries(
            Place place, List<Report.Entry> entries, String none, boolean people) {
        Tag section = Tables.section(place);
        if (entries.isEmpty()) {
            return section.add(Tag.of("p").text(none));
        }
        List<Tag> rows = new ArrayList<>();
        for (Report.Entry entry : entries) {
            String note = entry.note().isEmpty() ? entry.statement() : entry.note();
            rows.add(
                    Tag.of("tr")
                            .add(
                                    Tag.of("td", "began", Words.time(entry.at())),
                                    Tag.of("th")
                                            .at("scope", "row")
                                            .text(entry.event().replace('.', ' ')),
                                    Tag.of("td").text(people ? entry.who() : entry.phase()),
                                    Tag.of("td")
                                            .text(
                                                    entry.step() > 0 && !entry.summary().isEmpty()
                                                            ? entry.summary() + ": " + note
                                                            : note)));
        }
        return section.add(
                Tables.scrolling(
                        place.heading(),
                        "facts",
                        Tables.head("Time", "What", people ? "Who" : "Phase", "Note"),
                        rows));
    }

    private static String name(String summary, String statement) {
        return summary.isEmpty() ? Words.cut(Words.line(statement), 90) : summary;
    }
}
