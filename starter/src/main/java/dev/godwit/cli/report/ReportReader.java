package dev.godwit.cli.report;

import dev.godwit.cli.record.Line;
import dev.godwit.cli.record.RunRecord;
import dev.godwit.workflow.message.history.History.RunEntry;
import dev.godwit.workflow.message.history.RunDetail;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Sums up the newest run of a record. */
public final class ReportReader {

    private static final Set<String> RETRIES = Set.of("activity.retried", "fill.resumed");

    private static final Set<String> STOPS = Set.of("run.paused", "activity.paused");

    private static final Set<String> INTERVENTIONS =
            Set.of(
                    "workflow.terminated",
                    "workflow.cancel-asked",
                    "workflow.reset",
                    "workflow.signaled");

    private final RunRecord known;
    private final RunEntry run;
    private final Instant now;
    private final Clock clock;
    private final List<Line> lines;
    private final List<Line> ledger;
    private final Set<Line> onOrder;
    private final Map<Integer, String> summaries = new HashMap<>();

    private ReportReader(RunRecord known, RunEntry run, Instant now) {
        this.known = known;
        this.run = run;
        this.now = now;
        this.clock = Clock.from(run.startedAt());
        this.lines = known.folded().stream().filter(line -> clock.second(line.at()) >= 0).toList();
        this.ledger = from(Line.Source.LEDGER);
        this.onOrder = onOrder(ledger);
        RunDetail detail = known.detail();
        if (detail != null) {
            detail.steps().forEach(step -> summaries.put(step.number(), step.summary()));
        }
    }

    /**
     * Reads it.
     *
     * @param now what a run that is under way has reached
     * @throws java.util.NoSuchElementException when the target knows no run
     */
    public static Report read(RunRecord known, Instant now) {
        return new ReportReader(known, known.newest().orElseThrow(), now).report();
    }

    private Report report() {
        boolean ended = !run.endedAt().isEmpty();
        String end = ended ? run.endedAt() : now.toString();
        Spans spans = new Spans(clock, end, ended, ledger);
        RunDetail detail = known.detail();
        return new Report(
                head(detail),
                clock.second(end),
                spans.phases(run.startedAt()),
                spans.waits(),
                marks(),
                detail == null ? List.of() : new Rates(clock).of(detail),
                new Locks(clock, summaries).of(ledger),
                proofs(),
                entries(this::decided),
                entries(line -> failed(line) || retried(line)),
                entries(line -> !line.statement().isEmpty()),
                entries(
                        line ->
                                line.source() == Line.Source.LEDGER
                                        && line.phase().equals("rolling-back")
                                        && line.step() > 0),
                known.notes());
    }

    private Report.Head head(@org.jspecify.annotations.Nullable RunDetail detail) {
        int slash = run.run().indexOf('/');
        return new Report.Head(
                run.run(),
                run.run().substring(0, Math.max(0, slash)),
                run.run().substring(slash + 1),
                detail == null ? "" : detail.source(),
                run.hash(),
                run.outcome().toLowerCase(Locale.ROOT).replace('_', ' '),
                run.phase().toLowerCase(Locale.ROOT).replace('_', '-'),
                run.actor(),
                run.startedAt(),
                run.endedAt(),
                now.toString(),
                run.rows(),
                run.mismatches(),
                known.ui());
    }

    private List<Report.Mark> marks() {
        List<Report.Mark> marks = new ArrayList<>();
        for (Line line : lines) {
            boolean bad = failed(line) || retried(line);
            boolean control =
                    line.event().equals("run.throttled") || line.event().equals("run.aborted");
            if (bad || control) {
                String label =
                        bad
                                ? line.event().replace('.', ' ') + ": " + line.note()
                                : line.who() + ": " + line.note();
                marks.add(new Report.Mark(clock.second(line.at()), bad, label));
            }
        }
        return marks;
    }

    private boolean retried(Line line) {
        return RETRIES.contains(line.event()) && !onOrder.contains(line);
    }

    /** Lanes that begin again because somebody paused or steered the run: no trouble. */
    private static Set<Line> onOrder(List<Line> ledger) {
        Set<Line> begun = new HashSet<>();
        Set<String> lanes = new HashSet<>();
        boolean steered = false;
        for (Line line : ledger) {
            if (STOPS.contains(line.event())
                    || line.event().equals("run.throttled") && line.note().contains("lane")) {
                steered = true;
                lanes.clear();
            } else if (steered && line.event().equals("fill.resumed")) {
                String lane = line.step() + line.note().replaceFirst(" at .*", "");
                if (lanes.add(lane)) {
                    begun.add(line);
                }
            }
        }
        return begun;
    }

    private List<Report.Proof> proofs() {
        return ledger.stream()
                .filter(line -> line.event().startsWith("proof."))
                .map(
                        line ->
                                new Report.Proof(
                                        line.at(),
                                        line.event().endsWith(".green"),
                                        line.event().contains("renewed"),
                                        line.note()))
                .toList();
    }

    /**
     * What a person decided, and what opened by itself. A refusal is in one source or the other.
     */
    private boolean decided(Line line) {
        if (line.source() == Line.Source.TEMPORAL) {
            return INTERVENTIONS.contains(line.event())
                    || line.event().startsWith("update.")
                            && line.note().startsWith("refused")
                            && ledger.stream().noneMatch(other -> refusedAs(line, other));
        }
        return line.event().startsWith("gate.") && !line.event().equals("gate.waits")
                || line.event().startsWith("run.")
                        && !line.event().equals("run.started")
                        && !line.event().equals("run.ended");
    }

    private boolean refusedAs(Line update, Line other) {
        return other.event().equals("gate.refused")
                && Math.abs(clock.second(other.at()) - clock.second(update.at())) < 5;
    }

    private static boolean failed(Line line) {
        return line.event().endsWith(".failed")
                || line.event().endsWith(".red")
                || line.event().endsWith(".timed-out")
                || line.event().equals("workflow.terminated");
    }

    private List<Report.Entry> entries(Predicate<Line> wanted) {
        return lines.stream().filter(wanted).map(this::entry).toList();
    }

    private Report.Entry entry(Line line) {
        return new Report.Entry(
                line.at(),
                line.who(),
                line.phase(),
                line.step(),
                summaries.getOrDefault(line.step(), ""),
                line.event(),
                line.statement(),
                line.lock(),
                line.lockMillis(),
                line.millis(),
                line.note(),
                line.source().toString());
    }

    private List<Line> from(Line.Source source) {
        return lines.stream().filter(line -> line.source() == source).toList();
    }
}
