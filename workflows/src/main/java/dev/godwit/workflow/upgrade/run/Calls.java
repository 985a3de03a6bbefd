package dev.godwit.workflow.upgrade.run;

import dev.godwit.workflow.call.Options;
import dev.godwit.workflow.upgrade.activity.Base;
import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.activity.ProbeTask;
import dev.godwit.workflow.upgrade.activity.Standing;
import dev.godwit.workflow.upgrade.activity.Survey;
import dev.godwit.workflow.upgrade.activity.UpgradeActivities;
import dev.godwit.workflow.upgrade.course.Pending;
import dev.godwit.workflow.upgrade.course.Steps;
import dev.godwit.workflow.upgrade.message.Audited;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.search.Bump;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;

/** What the course asks for, as activities on the project's queue. */
final class Calls implements Steps {

    private final UpgradeInput input;
    private final Base base;
    private final Diary diary;
    private final List<Probe> probes = new ArrayList<>();

    Calls(UpgradeInput input, Base base, Diary diary) {
        this.input = input;
        this.base = base;
        this.diary = diary;
    }

    static UpgradeActivities on(String queue, String summary) {
        return Workflow.newActivityStub(UpgradeActivities.class, Options.project(queue, summary));
    }

    @Override
    public Pending probe(
            int lane, String commit, List<Bump> bumps, List<String> recipes, boolean once) {
        String summary = summary(bumps, recipes);
        UpgradeActivities activities = on(input.place().queue(), summary);
        ProbeTask task = new ProbeTask(input, base, commit, bumps, recipes, lane, once);
        Probe probe = new Probe(diary, summary, () -> activities.probe(task));
        probes.add(probe);
        return probe;
    }

    @Override
    public Judged together(String commit) {
        Judged verdict =
                on("test the project as it is, %d times at once".formatted(base.lanes()))
                        .together(task(0, commit, List.of(), List.of()));
        if (verdict.green()) {
            diary.judged(verdict);
        }
        return verdict;
    }

    /** Stops what is under way, and waits until it has ended: what follows is tidying up. */
    void end() {
        probes.forEach(Probe::stop);
        Workflow.newDetachedCancellationScope(
                        () -> Workflow.await(() -> probes.stream().allMatch(Probe::ended)))
                .run();
    }

    @Override
    public boolean steady(int lane, String commit) {
        return on("find out whether the project is flaky by itself")
                .steady(task(lane, commit, List.of(), List.of()));
    }

    @Override
    public Survey survey(int lane, String commit) {
        return on("ask what could move").survey(task(lane, commit, List.of(), List.of()));
    }

    @Override
    public Standing standing(int lane, String commit, List<Bump> bumps) {
        return on("look what is declared by now").standing(task(lane, commit, bumps, List.of()));
    }

    @Override
    public void keep(int lane, String commit) {
        String short8 = commit.substring(0, Math.min(8, commit.length()));
        String branch = on("keep " + short8).keep(task(lane, commit, List.of(), List.of()));
        diary.kept(branch, commit);
    }

    Audited audit(String commit) {
        return on("ask the auditors").audit(task(0, commit, List.of(), List.of()));
    }

    Audited compare(String head) {
        return on("ask the auditors before and after").compare(task(0, head, List.of(), List.of()));
    }

    void tidy(String head) {
        on("tidy up").tidy(task(0, head, List.of(), List.of()));
    }

    private UpgradeActivities on(String summary) {
        diary.doing(summary);
        return on(input.place().queue(), summary);
    }

    private ProbeTask task(int lane, String commit, List<Bump> bumps, List<String> recipes) {
        return new ProbeTask(input, base, commit, bumps, recipes, lane, false);
    }

    private static String summary(List<Bump> bumps, List<String> recipes) {
        return switch (bumps.size()) {
            case 0 -> recipes.isEmpty() ? "test the project as it is" : "run " + recipes.getFirst();
            case 1 -> "try " + bumps.getFirst();
            default ->
                    "try %d together, %s to %s"
                            .formatted(
                                    bumps.size(), bumps.getFirst().name(), bumps.getLast().name());
        };
    }
}
