package dev.godwit.workflow.release.run;

import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.message.Command;
import dev.godwit.workflow.message.Decided;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.release.message.ReleaseInput;
import dev.godwit.workflow.upgrade.message.BranchReport;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import java.util.Optional;

/** Takes the parts of a release back, under way or over, and tells what came of it. */
final class TakingBack {

    private final ReleaseInput input;
    private final Parts parts;
    private final Tale tale;

    TakingBack(ReleaseInput input, Parts parts, Tale tale) {
        this.input = input;
        this.parts = parts;
        this.tale = tale;
    }

    /**
     * @return whether nothing of the upgrade is left
     */
    boolean upgrade(Part<UpgradeReport> code, Command why) {
        tale.doing("take the upgrade back: " + input.upgrade().run());
        if (!code.ended()) {
            parts.stop(why);
        }
        Optional<UpgradeReport> report = code.result();
        report.ifPresent(tale::upgraded);
        if (code.refused()) {
            return true; // what has its name is another release's, or nobody's
        }
        if (report.isEmpty()) {
            return branch("", "", why);
        }
        UpgradeReport ended = report.get();
        if (ended.outcome() == UpgradeOutcome.ROLLED_BACK || ended.branch().isEmpty()) {
            return true;
        }
        return branch(ended.into(), ended.from(), why);
    }

    /**
     * Removes the result branch, and takes back what was merged of it.
     *
     * @param into branch that it may have been merged into; empty when it is not known
     * @param from commit that the upgrade began at; empty when it is not known
     */
    boolean branch(String into, String from, Command why) {
        Optional<BranchReport> gone = parts.upgradeBack(into, from, why.actor()).result();
        if (gone.isEmpty()) {
            tale.problem(Problems.unfinished(input.upgrade().run()));
            return false;
        }
        gone.get().problems().forEach(tale::problem);
        return gone.get().done();
    }

    /**
     * Takes the migration back where it is this release's own.
     *
     * @param before whether an earlier run had applied it, so that it stays
     */
    Outcome migration(Part<MigrationReport> schema, boolean before, Command why) {
        if (before) {
            return Outcome.ROLLED_BACK;
        }
        tale.doing("take the schema back: " + input.migrationRun());
        if (!schema.ended()) {
            parts.tell(new Decided(false, why.actor(), why.reason()));
        }
        Outcome outcome = outcome(schema);
        return outcome == Outcome.DONE ? outcome(parts.migrationBack(why)) : outcome;
    }

    /** Waits for it, and adds its problems. */
    Outcome outcome(Part<MigrationReport> schema) {
        Optional<MigrationReport> report = schema.result();
        if (report.isEmpty()) {
            tale.problem(Problems.unfinished(input.migrationRun()));
            return Outcome.ROLLBACK_INCOMPLETE;
        }
        tale.migrated(report.get());
        report.get().problems().forEach(tale::problem);
        return report.get().outcome();
    }
}
