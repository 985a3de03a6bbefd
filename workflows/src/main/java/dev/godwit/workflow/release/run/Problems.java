package dev.godwit.workflow.release.run;

import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.release.message.ReleaseInput;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import java.util.Locale;

/** What can be wrong with a release that its parts do not say themselves. */
final class Problems {

    private static final String UNAVAILABLE = "GW-680";
    private static final String UNWANTED = "GW-681";
    private static final String UNFINISHED = "GW-682";

    private Problems() {}

    /**
     * @param taken whether another run has its name
     */
    static Finding unavailable(String run, boolean taken) {
        return taken
                ? new Finding(
                        UNAVAILABLE,
                        run + " is under way already",
                        "workflow " + run,
                        "a run has one workflow at a time",
                        "godwit watch " + run + ", then start the release again")
                : new Finding(
                        UNAVAILABLE,
                        "the workflow of %s was ended from outside".formatted(run),
                        "workflow " + run,
                        "somebody has terminated it, or Godwit has a bug",
                        "godwit status " + run);
    }

    static Finding unwanted(ReleaseInput input, UpgradeOutcome outcome) {
        String run = input.upgrade().run();
        String word = outcome.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        boolean acceptable =
                switch (outcome) {
                    case PARTIAL, FINDINGS, UNKNOWN -> true;
                    case RUNNING, DONE, RED_BASELINE, ROLLED_BACK, REJECTED, FAILED -> false;
                };
        return new Finding(
                UNWANTED,
                "%s ended as %s, so the release goes back".formatted(run, word),
                "release " + input.run(),
                "a schema is not changed for code that is not ready for it",
                acceptable
                        ? "godwit report %s; or add %s to accept"
                                .formatted(run, outcome.name().toLowerCase(Locale.ROOT))
                        : "godwit report " + run);
    }

    static Finding unfinished(String run) {
        return new Finding(
                UNFINISHED,
                "%s could not be taken back".formatted(run),
                "workflow " + run,
                "its rollback was ended from outside, or another workflow has its name",
                "godwit status %1$s, then godwit rollback %1$s".formatted(run));
    }
}
