package dev.godwit.postgres.ddl;

import dev.godwit.plan.step.LockMode;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the tries for a lock cost until it was there or given up: how long the step waited and for
 * whom, and which locks it held meanwhile in vain. Not thread-safe.
 */
final class LockWaits {

    private final StepContext step;
    private final LockMode mode;
    private final long began = System.nanoTime();
    private final Map<Integer, String> blockers = new LinkedHashMap<>();
    private long granted;
    private int tries;
    private int held;
    private double heldMillis;
    private double longestMillis;

    LockWaits(StepContext step, LockMode mode) {
        this.step = step;
        this.mode = mode;
    }

    /** A try has failed. */
    void failed() {
        tries++;
        granted = 0;
    }

    /** The locks are there. */
    void granted() {
        granted = System.nanoTime();
    }

    /** A try has succeeded; where its locks are not known beforehand, they were there by now. */
    void succeeded() {
        if (granted == 0) {
            granted();
        }
    }

    /** Locks were held and given back without anything done. */
    void inVain(double millis) {
        held++;
        heldMillis += millis;
        longestMillis = Math.max(longestMillis, millis);
    }

    /** Somebody is in the way, as he looks now. @return whether he was not known yet */
    boolean behind(Blocker blocker) {
        return blockers.put(blocker.pid(), blocker.words()) == null;
    }

    /** Writes what there is to say; the step goes on when that fails. */
    void write(Database database, Attempt attempt) {
        if (tries == 0) {
            return;
        }
        try {
            database.transaction(
                    Scope.state(step.name()),
                    connection -> {
                        Ledger.add(connection, step.run(), waited());
                        if (held > 0) {
                            Ledger.add(connection, step.run(), heldInVain());
                        }
                    });
        } catch (SQLException unrecorded) {
            attempt.report("how long it waited for its lock could not be recorded");
        }
    }

    private LedgerLine waited() {
        double millis = ((granted == 0 ? System.nanoTime() : granted) - began) / 1e6;
        String whom =
                blockers.isEmpty()
                        ? "sessions that could not be seen"
                        : String.join("; ", blockers.values());
        String note =
                "%s after %.1f s and %d tries in vain; in the way: %s"
                        .formatted(
                                granted == 0 ? "given up" : "granted", millis / 1e3, tries, whom);
        return new LedgerLine(
                "godwit",
                step.phase(),
                step.number(),
                "lock.waited",
                null,
                mode.sql(),
                null,
                millis,
                note,
                null,
                null);
    }

    private LedgerLine heldInVain() {
        String note =
                "held in %d of the tries until another lock was not to be had, %.0f ms in all,"
                        + " %.0f ms at most";
        return LedgerLine.of(
                        "godwit",
                        step.phase(),
                        step.number(),
                        "lock.released",
                        note.formatted(held, heldMillis, longestMillis))
                .held(mode.sql(), longestMillis);
    }
}
