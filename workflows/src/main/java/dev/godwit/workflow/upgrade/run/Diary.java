package dev.godwit.workflow.upgrade.run;

import dev.godwit.workflow.Attributes;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.upgrade.activity.Base;
import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.course.Ledger;
import dev.godwit.workflow.upgrade.message.Audited;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.message.UpgradeOutcome;
import dev.godwit.workflow.upgrade.message.UpgradeReport;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an upgrade stands: whoever asks, or opens the Temporal UI, reads this. */
final class Diary {

    private final UpgradeInput input;
    private final Ledger ledger;
    private UpgradeOutcome outcome = UpgradeOutcome.RUNNING;
    private String doing = "";
    private final List<String> underWay = new ArrayList<>();
    private @Nullable Base base;
    private String branch = "";
    private String head = "";
    private String baseline = "";
    private int probes;
    private int remembered;
    private int wasted;
    private @Nullable Audited audit;
    private List<Finding> problems = List.of();

    Diary(UpgradeInput input, Ledger ledger) {
        this.input = input;
        this.ledger = ledger;
    }

    /** The first thing told. */
    void begin() {
        attribute(UpgradeOutcome.RUNNING);
        tell();
    }

    void base(Base found) {
        base = found;
        head = found.commit();
    }

    void doing(String what) {
        doing = what;
        tell();
    }

    /** One of several things that are done at the same time. */
    void begins(String what) {
        underWay.add(what);
        doing(what);
    }

    void ends(String what) {
        underWay.remove(what);
        tell();
    }

    /** A probe that was made ahead is not needed. */
    void wasted() {
        wasted++;
    }

    /** A probe has come back; the first one is the baseline. */
    void judged(Judged verdict) {
        probes++;
        remembered += verdict.remembered() ? 1 : 0;
        if (baseline.isEmpty()) {
            baseline = words(verdict);
        }
    }

    private static String words(Judged verdict) {
        String kind = verdict.kind().toString();
        String note = kind.equalsIgnoreCase(verdict.note()) ? "" : ": " + verdict.note();
        boolean told = verdict.green() || verdict.log().isEmpty();
        return kind + note + (told ? "" : ", see " + verdict.log());
    }

    void kept(String on, String commit) {
        branch = on;
        head = commit;
    }

    void audited(Audited result) {
        audit = result;
    }

    /** Nothing is left of what was kept. */
    void takenBack() {
        branch = "";
        head = base == null ? "" : base.commit();
    }

    void end(UpgradeOutcome how, List<Finding> why) {
        outcome = how;
        underWay.clear();
        problems = List.copyOf(why);
        doing = "";
        attribute(how);
        tell();
    }

    UpgradeReport report() {
        Base known = base;
        return new UpgradeReport(
                input.run(),
                outcome,
                underWay.isEmpty() ? doing : String.join("; ", underWay),
                known == null ? "" : known.ecosystem(),
                branch,
                known == null ? "" : known.branch(),
                known == null ? "" : known.commit(),
                head,
                baseline,
                probes,
                remembered,
                ledger.fates(),
                audit,
                problems,
                known == null ? "" : known.logs(),
                wasted);
    }

    private void attribute(UpgradeOutcome how) {
        if (input.attributes()) {
            Workflow.upsertTypedSearchAttributes(Attributes.OUTCOME.valueSet(how.toString()));
        }
    }

    private void tell() {
        Workflow.setCurrentDetails(Page.of(report()));
    }
}
