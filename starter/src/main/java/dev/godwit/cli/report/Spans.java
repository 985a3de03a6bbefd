package dev.godwit.cli.report;

import dev.godwit.cli.record.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds the stretches of a run in its ledger: phases, and what was waited for in them. */
final class Spans {

    private static final Set<String> GO_ON = Set.of("run.resumed", "run.aborted");
    private static final Set<String> END_GATE = Set.of("gate.opened", "gate.approved");

    private final Clock clock;
    private final String end;
    private final boolean ended;
    private final List<Line> ledger;

    /**
     * @param end when the run ended, or now
     * @param ledger of this run only, by time
     */
    Spans(Clock clock, String end, boolean ended, List<Line> ledger) {
        this.clock = clock;
        this.end = end;
        this.ended = ended;
        this.ledger = ledger;
    }

    /** Phases, and the time between the end of a run and its rollback. */
    List<Report.Span> phases(String start) {
        List<Report.Span> phases = new ArrayList<>();
        String label = "preflight";
        Report.Kind kind = Report.Kind.PHASE;
        String from = start;
        for (Line line : ledger) {
            boolean over = line.event().equals("run.ended");
            if (over || line.event().equals("phase.entered")) {
                if (!label.isEmpty()) {
                    phases.add(span(kind, label, from, line.at(), ""));
                }
                label = line.phase();
                kind = over ? Report.Kind.OVER : Report.Kind.PHASE;
                from = line.at();
            }
        }
        if (kind == Report.Kind.PHASE && !ended) {
            phases.add(open(kind, label, from, ""));
        }
        return phases;
    }

    /** Gates, pauses, and failures that waited for a person. */
    List<Report.Span> waits() {
        List<Report.Span> waits = new ArrayList<>();
        for (int i = 0; i < ledger.size(); i++) {
            Line line = ledger.get(i);
            List<Line> after = ledger.subList(i + 1, ledger.size());
            if (line.event().equals("gate.waits")) {
                waits.add(until(Report.Kind.GATE, gate(line), line, after, END_GATE));
            } else if (line.event().equals("run.paused")) {
                waits.add(until(Report.Kind.PAUSE, "pause", line, after, GO_ON));
            } else if (line.event().endsWith(".failed")
                    && (after.isEmpty() ? !ended : GO_ON.contains(after.getFirst().event()))) {
                waits.add(until(Report.Kind.FAILURE, "stopped at a failure", line, after, GO_ON));
            }
        }
        return waits;
    }

    private Report.Span until(
            Report.Kind kind, String label, Line from, List<Line> after, Set<String> ends) {
        Line until = first(after, ends);
        if (until == null) {
            return ended ? span(kind, label, from.at(), end, "") : open(kind, label, from.at(), "");
        }
        boolean told = ends.contains(until.event());
        return span(kind, label, from.at(), until.at(), told ? words(until) : "");
    }

    private static @Nullable Line first(List<Line> lines, Set<String> events) {
        return lines.stream()
                .filter(
                        line ->
                                events.contains(line.event())
                                        || line.event().equals("run.aborted")
                                        || line.event().equals("phase.entered")
                                        || line.event().equals("run.ended"))
                .findFirst()
                .orElse(null);
    }

    private static String gate(Line line) {
        int colon = line.note().indexOf(": ");
        String name = colon < 0 ? line.note() : line.note().substring(colon + 2);
        return name.startsWith("the ") ? name.substring("the ".length()) : name;
    }

    /** Who ended it; the note begins with what the row says already. */
    private static String words(Line line) {
        int colon = line.note().indexOf(": ");
        return line.who().equals("godwit")
                ? ""
                : "by " + line.who() + (colon < 0 ? "" : line.note().substring(colon));
    }

    private Report.Span span(Report.Kind kind, String label, String from, String to, String note) {
        return new Report.Span(
                kind, label, from, clock.second(from), clock.second(to), false, note);
    }

    private Report.Span open(Report.Kind kind, String label, String from, String note) {
        double begin = clock.second(from);
        return new Report.Span(
                kind, label, from, begin, Math.max(begin, clock.second(end)), true, note);
    }
}
