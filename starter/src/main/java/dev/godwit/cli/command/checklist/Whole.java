package dev.godwit.cli.command.checklist;

import dev.godwit.cli.checklist.Companion;
import dev.godwit.cli.output.CliError;
import dev.godwit.cli.output.ExitCode;
import dev.godwit.cli.release.ReleaseRun;
import dev.godwit.cli.run.RunHandle;
import dev.godwit.cli.run.Session;
import dev.godwit.cli.upgrade.UpgradeRun;
import dev.godwit.cli.upgrade.UpgradeView;
import io.temporal.client.WorkflowExecutionDescription;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A migration, and the upgrade that a release holds together with it.
 *
 * @param companion null when there is none, as far as Temporal knows
 * @param alone why there is none
 */
record Whole(RunHandle migration, @Nullable Companion companion, String alone) {

    private static final String NO_DATABASE = "GW-770";

    /**
     * Finds it.
     *
     * @param run of a migration, or of the release that it belongs to
     * @throws CliError when it is an upgrade or an audit by itself
     */
    static Whole of(Session session, RunHandle run) {
        if (UpgradeRun.of(session, run).isPresent()
                || session.targets().project(run.target()).isPresent()) {
            throw new CliError(
                    ExitCode.USAGE,
                    NO_DATABASE,
                    run.name() + " changes no database: a checklist is about a migration",
                    "RUN",
                    "what is known of an upgrade or an audit is in its report",
                    "godwit report %s\ngodwit checklist TARGET/PLAN    of the migration"
                            .formatted(run.name()));
        }
        Optional<ReleaseRun> release = ReleaseRun.of(session, run);
        if (release.isPresent()) {
            RunHandle migration = session.runs().named(release.get().input().migrationRun());
            return with(migration, release.get());
        }
        Optional<WorkflowExecutionDescription> known = run.describe();
        if (known.isEmpty()) {
            return new Whole(
                    run,
                    null,
                    "nothing is recorded, and Temporal has forgotten whether a release held it");
        }
        String parent =
                known.get()
                        .getRawDescription()
                        .getWorkflowExecutionInfo()
                        .getParentExecution()
                        .getWorkflowId();
        return parent.isEmpty()
                ? new Whole(
                        run, null, "nothing is recorded, because the run is not part of a release")
                : ReleaseRun.of(session, session.runs().named(parent))
                        .map(its -> with(run, its))
                        .orElseGet(
                                () ->
                                        new Whole(
                                                run,
                                                null,
                                                "nothing is recorded, and Temporal has forgotten release "
                                                        + parent));
    }

    private static Whole with(RunHandle migration, ReleaseRun release) {
        UpgradeView upgrade = release.look().view().upgrade();
        return upgrade == null
                ? new Whole(
                        migration,
                        null,
                        "release %s has not begun its upgrade".formatted(release.name()))
                : new Whole(migration, new Companion(release.name(), upgrade), "");
    }
}
