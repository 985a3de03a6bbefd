package dev.godwit.cli.command.snapshot;

import dev.godwit.cli.output.Style;
import dev.godwit.cli.view.Table;
import dev.godwit.cli.view.Words;
import dev.godwit.workflow.snapshot.KeptData;
import dev.godwit.workflow.snapshot.KeptData.State;
import dev.godwit.workflow.snapshot.SnapshotReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is kept, for people.
 *
 * @param name of the target or of the runs that were asked for
 */
record SnapshotView(SnapshotReport report, String name) {

    /** One line for each thing, under a head. */
    String listed(Style style, Instant now) {
        if (report.items().isEmpty()) {
            return name + ": nothing is kept";
        }
        Table table = new Table("RUN", "KEPT", "ROWS", "SIZE", "AGE", "STATE");
        for (KeptData one : report.items()) {
            table.add(
                    "%s (%d)".formatted(one.run(), one.number()),
                    Words.line(one.what()),
                    one.rows() < 0 ? "" : Words.number(one.rows()),
                    size(one.bytes()),
                    age(one.at(), now),
                    state(one, style));
        }
        return more(table.text());
    }

    /** What differs, with the reason; a line for everything. */
    String verified(Style style) {
        if (report.items().isEmpty()) {
            return name + ": nothing is kept";
        }
        long wrong =
                report.items().stream()
                        .filter(one -> one.state() == State.CHANGED || one.state() == State.MISSING)
                        .count();
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s: %s"
                        .formatted(
                                name,
                                wrong == 0
                                        ? style.good("what is kept is what it was")
                                        : style.bad(
                                                "%d of %d are not what they were"
                                                        .formatted(wrong, report.items().size()))));
        for (KeptData one : report.items()) {
            lines.add("  %-7s  %s".formatted(word(one), of(one)));
            if (!one.note().isEmpty()) {
                lines.add("           " + Words.line(one.note()));
            }
        }
        return more(String.join("\n", lines));
    }

    /** Where it is now, and how it is done by hand. */
    String restored(String into, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s".formatted(name, style.good("restored into schema " + into)));
        for (KeptData one : report.items()) {
            lines.add("  %s: %s".formatted(of(one), Words.line(one.note())));
        }
        List<String> byHand =
                report.items().stream()
                        .map(KeptData::psql)
                        .filter(psql -> !psql.isEmpty())
                        .map(psql -> "  " + Words.line(psql))
                        .toList();
        if (!byHand.isEmpty()) {
            lines.add(style.faint("The same by hand:"));
            lines.addAll(byHand);
        }
        for (KeptData one : report.items()) {
            if (!one.file().isEmpty() && !one.psql().contains(one.file())) {
                lines.add("  psql --set into=SCHEMA --file=%s DATABASE".formatted(one.file()));
            }
        }
        return more(String.join("\n", lines));
    }

    /** What goes, or has gone. */
    String pruned(Style style) {
        if (report.items().isEmpty()) {
            return name + ": there is nothing to prune";
        }
        boolean gone = report.items().getFirst().state() == State.PRUNED;
        List<String> lines = new ArrayList<>();
        lines.add(
                "%s: %s"
                        .formatted(
                                name,
                                gone
                                        ? style.good("pruned")
                                        : style.strong(
                                                "this goes; a rollback could not bring it back then")));
        for (KeptData one : report.items()) {
            String note = one.note().isEmpty() ? "" : "; " + Words.line(one.note());
            String size = one.bytes() < 0 ? "" : ", " + size(one.bytes());
            lines.add("  %s%s%s".formatted(of(one), size, note));
        }
        return more(String.join("\n", lines));
    }

    private String more(String text) {
        return report.more() > 0 ? text + "\nand %,d more".formatted(report.more()) : text;
    }

    private static String of(KeptData one) {
        return "%s of run %s (%d)%s"
                .formatted(
                        Words.line(one.what()),
                        one.run(),
                        one.number(),
                        one.rows() < 0 ? "" : ", " + Words.count(one.rows(), "row", "rows"));
    }

    private static String word(KeptData one) {
        return one.state().toString().replace('_', ' ');
    }

    private static String state(KeptData one, Style style) {
        String word = word(one);
        return switch (one.state()) {
            case KEPT, LEFT -> style.good(word);
            case MISSING, CHANGED -> style.bad(word);
            case PRUNED -> style.faint(one.note().isEmpty() ? word : word + " " + one.note());
            default -> style.faint(word);
        };
    }

    private static String age(String at, Instant now) {
        return at.isEmpty()
                ? ""
                : Words.took(Math.max(0, Duration.between(Instant.parse(at), now).toMillis()));
    }

    private static String size(long bytes) {
        if (bytes < 0) {
            return "";
        }
        String[] units = {"B", "kB", "MB", "GB", "TB"};
        double size = bytes;
        int unit = 0;
        while (size >= 1_000 && unit < units.length - 1) {
            size /= 1_000;
            unit++;
        }
        return String.format(
                Locale.ROOT, unit == 0 || size >= 100 ? "%.0f %s" : "%.1f %s", size, units[unit]);
    }
}
