package dev.godwit.plan.spec;

import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of a plan file with {@code kind: release}. */
@Doc("A database migration around an upgrade of the project that goes with it")
public record ReleaseFile(
        @Doc("release") PlanKind kind,
        @Doc("Name of the release, unique on its target; the stem of the file by default")
                @Nullable String name,
        @Doc("The migration's plan: a file, as seen from this one") String migration,
        @Doc("The project: a target of godwit.yaml, or a folder, as seen from this file")
                String project,
        @Doc("How it is upgraded: the keys of a plan with kind: upgrade")
                @Nullable UpgradeFile upgrade,
        @Doc("Outcomes of the upgrade, beside done, with which the migration goes on")
                List<Outcome> accept,
        Location at) {

    /** Checks what the text alone can say. */
    public ReleaseFile {
        if (upgrade != null && upgrade.kind() == PlanKind.RELEASE) {
            throw new IllegalArgumentException("a release cannot be a part of a release");
        }
    }

    /** What an upgrade can come to without being wrong. */
    public enum Outcome {
        /** Something was quarantined or could not be told. */
        PARTIAL,
        /** There are advisories that its gate fails on. */
        FINDINGS,
        /** Advisories could not be found out. */
        UNKNOWN
    }
}
