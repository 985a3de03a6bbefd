package dev.godwit.postgres.inspect.worker;

import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.workflow.Contract;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.util.List;

/** The worker does not speak the starter's contract; where both do, the starter says so. */
public final class WorkerVersion {

    private WorkerVersion() {}

    /** Needs no database. */
    public static List<Check> look(Subject subject) {
        String said =
                "version %s, contract %d"
                        .formatted(
                                subject.worker().isBlank() ? "unknown" : subject.worker(),
                                Contract.VERSION);
        if (subject.contract() == Contract.VERSION) {
            return List.of();
        }
        boolean newer = subject.contract() > Contract.VERSION;
        return List.of(
                new Check(
                        "worker",
                        newer ? Level.FAILURE : Level.NOTE,
                        "%s; this godwit speaks contract %d".formatted(said, subject.contract()),
                        newer
                                ? "the worker refuses what a newer godwit asks for"
                                : "the worker understands older commands, which know less",
                        newer ? "upgrade the worker of this target" : "upgrade this godwit"));
    }
}
