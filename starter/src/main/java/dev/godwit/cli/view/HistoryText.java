package dev.godwit.cli.view;

import dev.godwit.workflow.message.history.History;
import java.util.Locale;

/** What a target's ledger says, as text. */
public final class HistoryText {

    private static final int STATEMENT = 72;

    private HistoryText() {}

    /** The runs, then the ledger. */
    public static String of(History history, String run) {
        if (history.runs().isEmpty() && history.entries().isEmpty()) {
            return "the target's record has nothing about " + run;
        }
        Table runs = new Table("RUN", "ID", "OUTCOME", "PHASE", "STARTED", "ENDED", "ROWS", "BY");
        for (History.RunEntry entry : history.runs()) {
            runs.add(
                    entry.run(),
                    Long.toString(entry.id()),
                    entry.outcome().toLowerCase(Locale.ROOT).replace('_', ' '),
                    entry.phase().toLowerCase(Locale.ROOT).replace('_', '-'),
                    entry.startedAt(),
                    entry.endedAt(),
                    String.format(Locale.ROOT, "%,d", entry.rows()),
                    entry.actor());
        }
        Table ledger = new Table("WHEN", "WHO", "PHASE", "EVENT", "STATEMENT", "LOCK", "MS");
        for (History.LedgerEntry entry : history.entries()) {
            ledger.add(
                    entry.at(),
                    entry.actor(),
                    entry.phase().toLowerCase(Locale.ROOT).replace('_', '-'),
                    entry.event(),
                    statement(entry),
                    lock(entry),
                    number(entry.millis()));
        }
        return runs.text() + "\n\n" + ledger.text();
    }

    private static String statement(History.LedgerEntry entry) {
        String text = entry.sql().isEmpty() ? entry.note() : entry.sql();
        String line = text.replaceAll("\\s+", " ").strip();
        return line.length() <= STATEMENT ? line : line.substring(0, STATEMENT - 3) + "...";
    }

    private static String lock(History.LedgerEntry entry) {
        String held = number(entry.lockMillis());
        return held.isEmpty() ? entry.lock() : entry.lock() + " " + held + " ms";
    }

    private static String number(double millis) {
        return millis < 0 ? "" : String.format(Locale.ROOT, "%.1f", millis);
    }
}
