package dev.godwit.migration.host;

import dev.godwit.postgres.preflight.Policy;
import dev.godwit.postgres.preflight.Preflight;
import dev.godwit.postgres.script.source.ScriptFolders;
import dev.godwit.postgres.snapshot.mode.PgDumpProgram;
import dev.godwit.postgres.snapshot.mode.Preconditions;

/** Preflight as this worker's configuration wants it: the same for whoever starts or only looks. */
public final class Preflights {

    private Preflights() {}

    /** Of a target. */
    public static Preflight of(TargetAccess target, Outside outside, ScriptFolders folders) {
        Policy policy =
                new Policy(
                        target.guarded(),
                        outside.checks(),
                        new Preconditions(
                                outside.hooks(),
                                target.store(),
                                new PgDumpProgram(System.getenv())));
        return new Preflight(
                target.database(), target.state(), policy, folders, target.scratches());
    }
}
