package dev.godwit.cli.record;

import dev.godwit.cli.view.Table;
import dev.godwit.cli.view.Words;
import dev.godwit.workflow.message.history.History;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A run's record as text: whole lines for a pipe, or as wide as the terminal. */
public final class HistoryText {

    /** Where the engine itself did it. */
    private static final String GODWIT = "godwit";

    private final RunRecord known;
    private final List<String> lines = new ArrayList<>();

    private HistoryText(RunRecord known) {
        this.known = known;
    }

    /** One line for each entry, nothing shortened. */
    public static String piped(RunRecord known) {
        return new HistoryText(known).wide();
    }

    /**
     * For people at a terminal.
     *
     * @param full whether long statements go on over several lines; else they are shortened
     */
    public static String terminal(RunRecord known, int width, boolean full) {
        return new HistoryText(known).narrow(width, full);
    }

    private String wide() {
        if (!known.runs().isEmpty()) {
            Table runs =
                    new Table("RUN", "ID", "OUTCOME", "PHASE", "STARTED", "ENDED", "ROWS", "BY");
            for (History.RunEntry run : known.runs()) {
                runs.add(
                        Words.line(run.run()),
                        Long.toString(run.id()),
                        outcome(run),
                        run.phase().toLowerCase(Locale.ROOT).replace('_', '-'),
                        run.startedAt(),
                        run.endedAt(),
                        Words.number(run.rows()),
                        Words.line(run.actor()));
            }
            lines.add(runs.text());
            lines.add("");
        }
        Table table =
                new Table("WHEN", "FROM", "WHO", "PHASE", "EVENT", "MS", "HELD", "LOCK", "WHAT");
        for (Line line : known.folded()) {
            table.add(
                    line.at(),
                    line.source().toString(),
                    Words.line(line.who()),
                    line.phase(),
                    Words.line(line.event()),
                    millis(line.millis()),
                    millis(line.lockMillis()),
                    line.lock(),
                    Words.line(line.statement().isEmpty() ? line.note() : line.statement()));
        }
        lines.add(table.text());
        known.notes().forEach(note -> lines.add("\n" + note));
        return String.join("\n", lines);
    }

    private String narrow(int width, boolean full) {
        lines.add(Words.line(known.run()));
        if (!known.runs().isEmpty()) {
            Table runs = new Table("ID", "OUTCOME", "STARTED", "ENDED", "ROWS", "BY");
            for (History.RunEntry run : known.runs()) {
                runs.add(
                        Long.toString(run.id()),
                        outcome(run),
                        Words.moment(run.startedAt()),
                        Words.moment(run.endedAt()),
                        Words.number(run.rows()),
                        Words.line(run.actor()));
            }
            runs.text().lines().forEach(line -> lines.add(Words.cut(line, width)));
        }
        List<Line> entries = known.folded();
        int event = entries.stream().mapToInt(line -> line.event().length()).max().orElse(0);
        String margin = " ".repeat(8 + 2 + 8 + 2 + event + 2);
        int room = Math.max(20, width - margin.length());
        String day = "";
        for (Line line : entries) {
            if (!Words.day(line.at()).equals(day)) {
                day = Words.day(line.at());
                lines.add("");
                lines.add(day + ", UTC");
            }
            String head =
                    String.format(
                            "%s  %-8s  %-" + event + "s  ",
                            Words.time(line.at()),
                            line.source(),
                            Words.line(line.event()));
            boolean whole = full || line.statement().isEmpty();
            List<String> what =
                    whole ? wrapped(what(line), room) : List.of(Words.cut(what(line), room));
            lines.add((head + what.getFirst()).stripTrailing());
            what.stream().skip(1).forEach(more -> lines.add(margin + more));
            spent(line, room).forEach(spent -> lines.add(margin + spent));
        }
        for (String note : known.notes()) {
            lines.add("");
            lines.addAll(wrapped(note, width));
        }
        return String.join("\n", lines);
    }

    private static String outcome(History.RunEntry run) {
        return run.outcome().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String what(Line line) {
        String words = line.statement().isEmpty() ? line.note() : line.statement();
        boolean person = !line.who().isEmpty() && !line.who().equals(GODWIT);
        return Words.line(person ? "by " + line.who() + ": " + words : words);
    }

    private static List<String> spent(Line line, int room) {
        List<String> spent = new ArrayList<>();
        if (!line.lock().isEmpty()) {
            spent.add(line.lock() + " held " + Words.took(line.lockMillis()));
        }
        if (line.millis() >= 0) {
            String took = "took " + Words.took(line.millis());
            if (!spent.isEmpty() && spent.getFirst().length() + took.length() + 2 <= room) {
                return List.of(spent.getFirst() + ", " + took);
            }
            spent.add(took);
        }
        return spent;
    }

    private static String millis(double millis) {
        return millis < 0 ? "" : String.format(Locale.ROOT, "%.1f", millis);
    }

    private static List<String> wrapped(String text, int width) {
        List<String> wrapped = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int blank = rest.lastIndexOf(' ', width);
            int end = blank <= 0 ? width : blank;
            wrapped.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        wrapped.add(rest);
        return wrapped;
    }
}
