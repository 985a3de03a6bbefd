package dev.godwit.workflow.upgrade.course;

import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.activity.Judged.Kind;
import dev.godwit.workflow.upgrade.activity.Ladder;
import dev.godwit.workflow.upgrade.activity.Ladder.Rung;
import dev.godwit.workflow.upgrade.activity.Survey;
import dev.godwit.workflow.upgrade.search.Bump;
import dev.godwit.workflow.upgrade.search.Group;
import dev.godwit.workflow.upgrade.search.Prober;
import dev.godwit.workflow.upgrade.search.Search;
import dev.godwit.workflow.upgrade.search.Settlement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Baseline or refuse; then everything that does not leave its major version, at once; then majors,
 * one rung at a time, each on top of all that was kept. Deterministic, and free of Temporal.
 */
public final class Course {

    private final Steps steps;
    private final boolean majors;
    private final List<Fate> fates = new ArrayList<>();
    private final Map<List<Group>, Judged> judged = new HashMap<>();
    private String head;

    /**
     * @param commit to start from
     * @param majors whether major versions are left
     */
    public Course(Steps steps, String commit, boolean majors) {
        this.steps = steps;
        this.head = commit;
        this.majors = majors;
    }

    /**
     * How it ended.
     *
     * @param baseline verdict on the project as it is; nothing was tried unless it is green
     * @param head the last commit that was kept
     */
    public record Arrival(Judged baseline, String head, List<Fate> fates) {

        public Arrival {
            fates = List.copyOf(fates);
        }
    }

    /** Goes to the end. */
    public Arrival go() {
        Judged baseline = steps.probe(head, List.of());
        if (!baseline.green()) {
            return new Arrival(baseline, head, List.of());
        }
        Survey survey = steps.survey(head);
        fates.addAll(survey.skipped());
        settle(survey, 0, false);
        for (int rung = 0; majors && rung < highest(survey); rung++) {
            settle(survey, rung, true);
        }
        return new Arrival(baseline, head, fates);
    }

    private static int highest(Survey survey) {
        return survey.ladders().stream()
                .mapToInt(ladder -> (int) ladder.rungs().stream().filter(Rung::major).count())
                .max()
                .orElse(0);
    }

    /** All rungs of one height: the minor ones, or the n-th major ones. */
    private void settle(Survey survey, int height, boolean major) {
        List<Group> groups = new ArrayList<>();
        for (Ladder ladder : survey.ladders()) {
            List<Rung> rungs =
                    ladder.rungs().stream().filter(rung -> rung.major() == major).toList();
            if (height >= rungs.size()) {
                continue;
            }
            List<Bump> bumps = rungs.get(height).bumps();
            if (bumps.stream().anyMatch(bump -> stopped(bump.name()))) {
                bumps.forEach(
                        bump -> fate(bump, Fate.Kind.HELD, "the step before it was not made"));
            } else {
                groups.add(new Group(ladder.name(), bumps));
            }
        }
        Settlement settled = new Search(new Keeping()).settle(groups);
        for (List<Group> kept : settled.kept()) {
            boolean together = settled.coupled().contains(kept);
            for (Group group : kept) {
                Fate.Kind kind = together ? Fate.Kind.COUPLED : Fate.Kind.APPLIED;
                String reason = together ? "only together with " + others(kept, group) : "";
                group.bumps().forEach(bump -> fate(bump, kind, reason));
            }
        }
        for (Group group : settled.held()) {
            Judged why = judged.get(List.of(group));
            Fate.Kind kind =
                    why != null && why.kind() == Kind.FLAKY
                            ? Fate.Kind.UNRESOLVED
                            : Fate.Kind.QUARANTINED;
            String reason = why == null ? "" : why.note();
            group.bumps().forEach(bump -> fate(bump, kind, reason));
        }
    }

    private static String others(List<Group> kept, Group group) {
        return String.join(
                ", ",
                kept.stream().filter(other -> !other.equals(group)).map(Group::name).toList());
    }

    /** Whether a lower rung was not climbed: what it declares is not what the next one expects. */
    private boolean stopped(String name) {
        return fates.stream()
                .filter(fate -> fate.name().equals(name))
                .anyMatch(
                        fate ->
                                fate.kind() != Fate.Kind.APPLIED
                                        && fate.kind() != Fate.Kind.COUPLED);
    }

    private void fate(Bump bump, Fate.Kind kind, String reason) {
        fates.add(new Fate(bump.name(), bump.from(), bump.to(), kind, reason));
    }

    /** Probes on top of the head, and moves it. */
    private final class Keeping implements Prober {

        private String tested = "";

        @Override
        public boolean green(List<Group> groups) {
            List<Bump> bumps = groups.stream().flatMap(group -> group.bumps().stream()).toList();
            Judged verdict = steps.probe(head, bumps);
            judged.put(groups, verdict);
            tested = verdict.commit();
            return verdict.green();
        }

        @Override
        public void keep(List<Group> groups) {
            steps.keep(tested);
            head = tested;
        }
    }
}
