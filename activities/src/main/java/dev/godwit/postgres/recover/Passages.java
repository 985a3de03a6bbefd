package dev.godwit.postgres.recover;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.state.RunOptions;
import dev.godwit.workflow.Phase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Which waits of a run are over, as its ledger says: those before phases that it has entered, and
 * those that were opened since it came to where it is.
 */
final class Passages {

    static final String ENTERED = "phase.entered";

    private static final String LINES =
            """
            select event, phase, note from godwit.ledger
            where run = ? and event in ('phase.entered', 'rollback.started', 'gate.opened', 'gate.approved') order by id
            """;

    private static final String HOLD_OVER = "the hold is over";

    private final Set<Phase> entered = EnumSet.noneOf(Phase.class);
    private final Set<Phase> opened = EnumSet.noneOf(Phase.class);
    private int fills;

    private Passages() {}

    private record Line(String event, String phase, String note) {}

    /** Reads the ledger of a run that is in a phase. */
    static Passages read(Connection connection, long run, Phase present) throws SQLException {
        Passages passages = new Passages();
        for (Line line :
                Rows.of(
                        connection,
                        LINES,
                        row -> new Line(row.getString(1), row.getString(2), row.getString(3)),
                        run)) {
            passages.add(line, present);
        }
        return passages;
    }

    /** The waits that are over and that this run has. */
    List<String> opened(RunOptions options) {
        List<String> over = new ArrayList<>();
        for (String before : options.gates().keySet()) {
            Phase phase = Phase.valueOf(before);
            if (entered.contains(phase) || opened.contains(phase)) {
                over.add(before);
            }
        }
        if (entered.contains(Phase.CONTRACT) || opened.contains(Phase.HOLD)) {
            over.add(Phase.HOLD.name());
        }
        return over;
    }

    /** Whether the fill was entered more than once. */
    boolean refilled() {
        return fills > 1;
    }

    private void add(Line line, Phase present) {
        switch (line.event()) {
            case ENTERED -> enter(Phase.valueOf(line.phase()), present);
            case "rollback.started" -> enter(Phase.ROLLING_BACK, present);
            default -> {
                if (line.note().startsWith(HOLD_OVER)) {
                    opened.add(Phase.HOLD);
                }
                for (Phase phase : Phase.values()) {
                    String before = "before " + phase;
                    if (line.note().equals(before)
                            || line.note().startsWith(before + ":")
                            || line.note().startsWith(before + " ")) {
                        opened.add(phase);
                    }
                }
            }
        }
    }

    private void enter(Phase phase, Phase present) {
        entered.add(phase);
        if (phase == Phase.BACKFILL) {
            fills++;
        }
        if (phase == present) {
            opened.clear();
        }
    }
}
