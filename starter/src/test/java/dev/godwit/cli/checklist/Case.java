package dev.godwit.cli.checklist;

import dev.godwit.workflow.checklist.Evidence.Silent;
import dev.godwit.workflow.checklist.RunFacts;
import dev.godwit.workflow.checklist.RunFacts.Approval;
import dev.godwit.workflow.checklist.RunFacts.Lock;
import dev.godwit.workflow.checklist.RunFacts.Migration;
import dev.godwit.workflow.checklist.StepFacts;
import dev.godwit.workflow.checklist.StepFacts.Heavy;
import dev.godwit.workflow.checklist.StepFacts.Kind;
import dev.godwit.workflow.checklist.StepFacts.Removed;
import dev.godwit.workflow.checklist.Trial;
import dev.godwit.workflow.checklist.Trial.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A run on shop-production, as it might be known; shop-staging is for tests. */
public final class Case {

    private static final String AT = "2026-11-24T02:41:33Z";

    private final List<Migration> migrations = new ArrayList<>();
    private final List<Approval> approvals = new ArrayList<>();
    private final List<StepFacts> steps = new ArrayList<>();
    private final List<Trial> trials = new ArrayList<>();
    private final List<Silent> silent = new ArrayList<>();
    private @Nullable Companion companion;
    private String restorePoint = "";
    private boolean ofProject;

    /** A run that applies migrations of a project. */
    public static Case project() {
        Case project = new Case();
        project.ofProject = true;
        return project;
    }

    public Case migration(String name, String back, boolean tried) {
        migrations.add(new Migration(name, "sum of " + name, back, tried));
        return this;
    }

    public Case approved(String actor, String note) {
        approvals.add(new Approval(actor, AT, note));
        return this;
    }

    public Case step(Kind kind, long rows) {
        steps.add(step(kind, "done", rows, List.of(), "", "", "", List.of(), List.of()));
        return this;
    }

    public Case losing(String loss) {
        steps.add(step(Kind.SCRIPT, "done", 0, List.of(), "", "", "", List.of(), List.of(loss)));
        return this;
    }

    public Case removing(String state, String words, String into, long kept) {
        List<Removed> removed = List.of(new Removed(words, into, kept));
        steps.add(step(Kind.SCRIPT, state, 0, removed, "", "", "", List.of(), List.of()));
        return this;
    }

    public Case changing(String schema, String data, String unseen) {
        steps.add(
                step(
                        Kind.SCRIPT,
                        "done",
                        0,
                        List.of(),
                        schema,
                        data,
                        unseen,
                        List.of(),
                        List.of()));
        return this;
    }

    public Case heavy(String words, long rows, long bytes, boolean exact) {
        List<Heavy> heavy = List.of(new Heavy(words, rows, bytes, exact));
        steps.add(step(Kind.SCRIPT, "done", 0, List.of(), "", "", "", heavy, List.of()));
        return this;
    }

    public Case restorePoint(String name) {
        restorePoint = name;
        return this;
    }

    public Case trial(String target, String outcome, Part... parts) {
        String run = target + "/users-full-name";
        long id = trials.size() + 100;
        trials.add(new Trial(target, run, id, outcome, "ann@dev", AT, AT, List.of(parts)));
        return this;
    }

    /** The run itself, among those of the same. */
    public Case itself(String outcome, Part... parts) {
        String run = "shop-production/users-full-name";
        trials.add(
                new Trial("shop-production", run, 7, outcome, "ann@dev", AT, AT, List.of(parts)));
        return this;
    }

    public Case silent(String target, String because) {
        silent.add(new Silent(target, because));
        return this;
    }

    public Case with(Companion its) {
        companion = its;
        return this;
    }

    public Known known() {
        RunFacts run =
                new RunFacts(
                        7,
                        "shop-production/users-full-name",
                        "users-full-name.yaml",
                        "c55ab0df8106aaaa",
                        "DONE",
                        "DONE",
                        "ann@dev",
                        AT,
                        AT,
                        ofProject,
                        migrations,
                        approvals,
                        steps,
                        new Lock("ACCESS EXCLUSIVE", 24.9, 3),
                        restorePoint);
        return new Known(
                "shop-production",
                run,
                trials,
                silent,
                Map.of(
                        "shop-production", new Place("shop-production", "production", true),
                        "shop-staging", new Place("shop-staging", "staging", false),
                        "shop-x", new Place("shop-x", "", false)),
                companion,
                "nothing is recorded, because the run is not part of a release");
    }

    private StepFacts step(
            Kind kind,
            String state,
            long rows,
            List<Removed> removed,
            String schema,
            String data,
            String unseen,
            List<Heavy> heavy,
            List<String> losses) {
        int number = steps.size() + 1;
        return new StepFacts(
                number,
                "step " + number,
                state,
                kind,
                rows,
                removed,
                schema,
                data,
                unseen,
                heavy,
                losses);
    }
}
