package dev.godwit.postgres.state;

import dev.godwit.plan.problem.Problem;
import java.util.Locale;

/** A run whose record is needed, because it has not ended. */
public final class OpenRun {

    private static final String OPEN = "GW-330";

    private OpenRun() {}

    /** Why what is asked for cannot be done. */
    public static Problem problem(Run run) {
        return new Problem(
                OPEN,
                "run %s is open".formatted(run.name()),
                "schema godwit of the target",
                "%s began it at %s; it is in phase %s"
                        .formatted(
                                run.actor(),
                                run.startedAt(),
                                run.phase().toLowerCase(Locale.ROOT).replace('_', '-')),
                "godwit rollback %1$s, or let it end; when its workflow is gone: godwit recover %1$s"
                        .formatted(run.name()));
    }
}
