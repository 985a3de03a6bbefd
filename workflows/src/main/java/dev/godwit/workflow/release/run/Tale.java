package dev.godwit.workflow.release.run;

import dev.godwit.workflow.Attributes;
import dev.godwit.workflow.Outcome;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.message.MigrationReport;
import dev.godwit.workflow.release.message.ReleaseInput;
import dev.godwit.workflow.release.message.ReleaseReport;
import dev.godwit.workflow.release.message.Stage;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a release stands: whoever asks, or opens the Temporal UI, reads this. */
final class Tale {

    private final ReleaseInput input;
    private final List<Finding> problems = new ArrayList<>();
    private Outcome outcome = Outcome.RUNNING;
    private Stage stage;
    private String doing = "";
    private String note = "";
    private @Nullable MigrationReport migrated;
    private @Nullable UpgradeReport upgraded;
    private boolean before;

    Tale(ReleaseInput input, Stage stage) {
        this.input = input;
        this.stage = stage;
    }

    /** Another part has the word. */
    void turns(Stage to, String what) {
        stage = to;
        doing = what;
        tell();
    }

    void doing(String what) {
        doing = what;
        tell();
    }

    void migrated(MigrationReport report) {
        migrated = report;
    }

    void upgraded(UpgradeReport report) {
        upgraded = report;
    }

    /** The schema was there before the release. */
    void appliedBefore() {
        before = true;
    }

    void problem(Finding finding) {
        problems.add(finding);
    }

    /** It is over. @param words one sentence, may be empty */
    void end(Outcome how, String words) {
        outcome = how;
        note = words;
        turns(Stage.ENDED, "");
    }

    ReleaseReport report() {
        return new ReleaseReport(
                input.run(),
                outcome,
                stage,
                doing,
                input.migrationRun(),
                input.upgrade().run(),
                migrated,
                upgraded,
                before,
                problems,
                note);
    }

    private void tell() {
        if (input.attributes()) {
            Workflow.upsertTypedSearchAttributes(
                    Attributes.PHASE.valueSet(stage.toString()),
                    Attributes.OUTCOME.valueSet(outcome.toString()));
        }
        Workflow.setCurrentDetails(Page.of(report()));
    }
}
