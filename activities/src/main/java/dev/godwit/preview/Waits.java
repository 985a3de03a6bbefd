package dev.godwit.preview;

import dev.godwit.postgres.state.RunOptions;
import dev.godwit.postgres.state.RunOptions.StoredGate;
import dev.godwit.workflow.Phase;
import dev.godwit.workflow.preview.PreviewReport.PreviewGate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The gates of a run in words. */
final class Waits {

    /** As a plan writes it; there is no such phase. */
    private static final String ROLLBACK = "ROLLBACK";

    private Waits() {}

    /**
     * In the order of the phases; the one before a rollback last.
     *
     * @param statements whether queries are said
     */
    static List<PreviewGate> of(RunOptions options, boolean statements) {
        Map<String, StoredGate> left = new TreeMap<>(options.gates());
        List<PreviewGate> gates = new ArrayList<>();
        for (Phase phase : Phase.values()) {
            StoredGate gate = left.remove(phase.name());
            if (gate != null) {
                gates.add(gate(phase.toString(), gate, statements));
            }
        }
        left.forEach(
                (name, gate) ->
                        gates.add(
                                gate(name.equals(ROLLBACK) ? "rollback" : name, gate, statements)));
        return gates;
    }

    private static PreviewGate gate(String before, StoredGate gate, boolean statements) {
        String words =
                switch (gate.kind()) {
                    case "APPROVAL" -> "a person says godwit approve";
                    case "SQL" -> "the query of the plan answers true";
                    case "CHECK" -> "the check " + gate.check() + " passes";
                    case "AFTER" -> words(gate.after()) + " have passed";
                    default -> gate.kind();
                };
        Duration limit = gate.timeout();
        String sql = gate.sql();
        return new PreviewGate(
                before,
                limit == null ? words : "%s, within %s".formatted(words, words(limit)),
                statements && sql != null ? sql : "");
    }

    /** As plans write it. */
    static String words(Duration time) {
        if (time.toMillis() % 1000 != 0) {
            return time.toMillis() + "ms";
        }
        long seconds = time.toSeconds();
        if (seconds > 0 && seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds > 0 && seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds > 0 && seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
