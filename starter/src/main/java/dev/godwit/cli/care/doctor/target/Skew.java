package dev.godwit.cli.care.doctor.target;

import dev.godwit.cli.Version;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import dev.godwit.workflow.operator.Inspection;

/** Starter and worker beside each other. */
final class Skew {

    private static final String NAME = "version";

    private Skew() {}

    /** Whether they understand each other, which the contract decides. */
    static Check check(Inspection seen) {
        String worker = seen.worker().isEmpty() ? "of unknown version" : seen.worker();
        if (seen.contract() < Contract.VERSION) {
            return new Check(
                    NAME,
                    Level.FAILURE,
                    "the worker is older than this starter: it is %s and speaks contract %d"
                            .formatted(worker, seen.contract()),
                    "this starter, %s, speaks contract %d: the worker refuses what it starts"
                            .formatted(Version.number(), Contract.VERSION),
                    "upgrade the worker first, then the starters");
        }
        if (seen.contract() > Contract.VERSION) {
            return new Check(
                    NAME,
                    Level.WARNING,
                    "this starter is older than the worker: it speaks contract %d"
                            .formatted(Contract.VERSION),
                    "the worker, %s, speaks contract %d: answers may hold what this starter cannot read"
                            .formatted(worker, seen.contract()),
                    "upgrade this starter");
        }
        String said = "worker %s, contract %d".formatted(worker, seen.contract());
        return seen.worker().isEmpty() || seen.worker().equals(Version.number())
                ? Check.ok(NAME, said)
                : new Check(
                        NAME,
                        Level.NOTE,
                        said,
                        "this starter is %s; both speak the same contract, so they work together"
                                .formatted(Version.number()),
                        "");
    }
}
