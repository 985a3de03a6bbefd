package dev.godwit.cli.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Runs as Temporal lists them, newest first; in JSON mode exactly this. */
public record ListView(List<Row> runs) {

    /**
     * A run.
     *
     * @param outcome as the search attribute says, else as the workflow's status allows to say
     * @param phase empty when the server has no search attributes
     * @param startedAt ISO 8601 instant
     * @param endedAt null when it is under way
     * @param actor empty when not known
     * @param next commands that lead on, where nothing goes on by itself
     */
    public record Row(
            String run,
            String outcome,
            String phase,
            String startedAt,
            @Nullable String endedAt,
            String actor,
            List<String> next) {

        public Row {
            next = List.copyOf(next);
        }
    }

    public ListView {
        runs = List.copyOf(runs);
    }

    /** A table, or a sentence when there is nothing. */
    public String text() {
        if (runs.isEmpty()) {
            return "no runs; Temporal keeps closed ones for its retention time only,"
                    + " godwit history has them all";
        }
        Table table = new Table("RUN", "OUTCOME", "PHASE", "STARTED", "ENDED", "BY");
        for (Row run : runs) {
            table.add(
                    run.run(),
                    run.outcome().replace('_', ' '),
                    run.phase(),
                    run.startedAt(),
                    run.endedAt() == null ? "" : run.endedAt(),
                    run.actor());
        }
        StringBuilder text = new StringBuilder(table.text());
        for (Row run : runs) {
            if (!run.next().isEmpty()) {
                text.append("\n\n%s has no workflow that drives it:\n  ".formatted(run.run()))
                        .append(String.join("\n  ", run.next()));
            }
        }
        return text.toString();
    }
}
