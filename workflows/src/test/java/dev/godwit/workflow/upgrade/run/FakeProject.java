package dev.godwit.workflow.upgrade.run;

import dev.godwit.workflow.FailureType;
import dev.godwit.workflow.message.Finding;
import dev.godwit.workflow.upgrade.activity.Base;
import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.activity.Judged.Kind;
import dev.godwit.workflow.upgrade.activity.Ladder;
import dev.godwit.workflow.upgrade.activity.ProbeTask;
import dev.godwit.workflow.upgrade.activity.Standing;
import dev.godwit.workflow.upgrade.activity.Survey;
import dev.godwit.workflow.upgrade.activity.UpgradeActivities;
import dev.godwit.workflow.upgrade.message.Audited;
import dev.godwit.workflow.upgrade.message.BranchInput;
import dev.godwit.workflow.upgrade.message.BranchReport;
import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.message.FindProjectsInput;
import dev.godwit.workflow.upgrade.message.FoundProjects;
import dev.godwit.workflow.upgrade.message.UpgradeInput;
import dev.godwit.workflow.upgrade.search.Bump;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A project of three packages; a commit is the names of those that have moved. */
public final class FakeProject implements UpgradeActivities {

    public final List<String> calls = new CopyOnWriteArrayList<>();
    public final Set<String> red = ConcurrentHashMap.newKeySet();

    /** Commits whose probe does not end. */
    public final Set<String> hanging = ConcurrentHashMap.newKeySet();

    final Set<String> ended = ConcurrentHashMap.newKeySet();
    public volatile List<Finding> problems = List.of();
    public volatile String verdict = "clean";
    public volatile String failsAt = "";
    public volatile boolean stuck;
    volatile int lanes = 1;
    private static final Map<String, Fate.Link> LINKS =
            Map.of("a", new Fate.Link("releases", "https://github.com/o/a/releases"));

    private static final List<String> NAMES = List.of("a", "b", "c");

    @Override
    public FoundProjects findProjects(FindProjectsInput input) {
        return new FoundProjects(List.of(new FoundProjects.Project("", "npm")), List.of());
    }

    @Override
    public Base findBase(UpgradeInput input) {
        calls.add("base");
        return new Base("0", "main", "", "npm", problems, "here", lanes);
    }

    @Override
    public Judged probe(ProbeTask task) {
        List<String> moved = new ArrayList<>(List.of(task.commit().split(",")));
        task.bumps().stream().map(Bump::name).forEach(moved::add);
        String commit = String.join(",", moved);
        calls.add("probe " + commit);
        if (commit.equals(failsAt)) {
            throw ApplicationFailure.newNonRetryableFailure(
                    "no",
                    FailureType.PERMANENT.name(),
                    new Finding("GW-607", "no npm", "", "", "x"));
        }
        try {
            while (hanging.contains(commit)) {
                Activity.getExecutionContext().heartbeat("");
                sleep();
            }
        } finally {
            ended.add(commit);
        }
        return moved.stream().anyMatch(red::contains)
                ? new Judged(Kind.RED, "", "exit 1", "1/test.log", false)
                : new Judged(Kind.GREEN, commit, "green", "", true, LINKS, false);
    }

    @Override
    public Judged together(ProbeTask task) {
        calls.add("together " + task.commit());
        return new Judged(Kind.GREEN, task.commit(), "green", "", false);
    }

    @Override
    public boolean steady(ProbeTask task) {
        return true;
    }

    @Override
    public Survey survey(ProbeTask task) {
        return new Survey(
                NAMES.stream()
                        .map(
                                name ->
                                        new Ladder(
                                                name,
                                                List.of(
                                                        new Ladder.Rung(
                                                                false,
                                                                List.of(
                                                                        new Bump(
                                                                                name, "1.0",
                                                                                "1.1"))))))
                        .toList(),
                List.of());
    }

    @Override
    public Standing standing(ProbeTask task) {
        return new Standing(Map.of(), List.of());
    }

    @Override
    public String keep(ProbeTask task) {
        calls.add("keep " + task.commit());
        return "godwit/" + task.input().run();
    }

    @Override
    public Audited audit(ProbeTask task) {
        calls.add("audit " + task.commit());
        return compare(task);
    }

    @Override
    public Audited compare(ProbeTask task) {
        return new Audited(
                verdict,
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                0,
                0,
                List.of("npm audit 11"),
                List.of(),
                List.of("osv-scanner: no database is configured"));
    }

    @Override
    public void tidy(ProbeTask task) {
        calls.add("tidy");
    }

    @Override
    public BranchReport merge(BranchInput input) {
        return new BranchReport(true, "merged", "0", List.of());
    }

    @Override
    public BranchReport takeBack(BranchInput input) {
        calls.add("take back");
        Finding conflict = new Finding("GW-635", "cannot be taken back", "", "", "by hand");
        return new BranchReport(!stuck, "gone", "", stuck ? List.of(conflict) : List.of());
    }

    private static void sleep() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
