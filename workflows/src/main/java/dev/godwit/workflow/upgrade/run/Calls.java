package dev.godwit.workflow.upgrade.run;

import dev.godwit.workflow.call.Options;
import dev.godwit.workflow.upgrade.activity.Base;
import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.activity.ProbeTask;
import dev.godwit.workflow.upgrade.activity.Standing;
import dev.godwit.workflow.upgrade.activity.Survey;
import dev.godwit.workflow.upgrade.activity.UpgradeActivities;
import dev.godwit.workflow.upgrade.course.Steps;
import dev.godwit.workflow.upgrade.message.Audited;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.search.Bump;
import io.temporal.workflow.Workflow;
import java.util.List;

/** What the course asks for, as activities on the project's queue. */
final class Calls implements Steps {

    private final UpgradeInput input;
    private final Base base;
    private final Diary diary;

    Calls(UpgradeInput input, Base base, Diary diary) {
        this.input = input;
        this.base = base;
        this.diary = diary;
    }

    static UpgradeActivities on(String queue, String summary) {
        return Workflow.newActivityStub(UpgradeActivities.class, Options.project(queue, summary));
    }

    @Override
    public Judged probe(String commit, List<Bump> bumps, List<String> recipes) {
        Judged verdict = on(summary(bumps, recipes)).probe(task(commit, bumps, recipes));
        diary.judged(verdict);
        return verdict;
    }

    @Override
    public boolean steady(String commit) {
        return on("find out whether the project is flaky by itself")
                .steady(task(commit, List.of(), List.of()));
    }

    @Override
    public Survey survey(String commit) {
        return on("ask what could move").survey(task(commit, List.of(), List.of()));
    }

    @Override
    public Standing standing(String commit, List<Bump> bumps) {
        return on("look what is declared by now").standing(task(commit, bumps, List.of()));
    }

    @Override
    public void keep(String commit) {
        String short8 = commit.substring(0, Math.min(8, commit.length()));
        String branch = on("keep " + short8).keep(task(commit, List.of(), List.of()));
        diary.kept(branch, commit);
    }

    Audited audit(String commit) {
        return on("ask the auditors").audit(task(commit, List.of(), List.of()));
    }

    Audited compare(String head) {
        return on("ask the auditors before and after").compare(task(head, List.of(), List.of()));
    }

    void tidy(String head) {
        on("tidy up").tidy(task(head, List.of(), List.of()));
    }

    private UpgradeActivities on(String summary) {
        diary.doing(summary);
        return on(input.place().queue(), summary);
    }

    private ProbeTask task(String commit, List<Bump> bumps, List<String> recipes) {
        return new ProbeTask(input, base, commit, bumps, recipes);
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
