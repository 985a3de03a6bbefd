package dev.godwit.workflow.upgrade.course;

import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.activity.Ladder;
import dev.godwit.workflow.upgrade.activity.Ladder.Rung;
import dev.godwit.workflow.upgrade.activity.Survey;
import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.search.Bump;
import dev.godwit.workflow.upgrade.search.Group;
import dev.godwit.workflow.upgrade.search.Search;
import dev.godwit.workflow.upgrade.search.Settlement;
import java.util.ArrayList;
import java.util.List;

/**
 * Baseline or refuse; then everything that does not leave its major version, at once; then rewrites
 * of source code; then majors, one rung at a time, each on top of all that was kept. Deterministic,
 * and free of Temporal.
 */
public final class Course {

    /** Names in a reason; the rest is counted. */
    private static final int FEW = 3;

    private final boolean majors;
    private final List<String> recipes;
    private final Ledger ledger;
    private final Keeping keeping;
    private final Adoption adoption;

    /**
     * @param commit to start from
     * @param majors whether major versions are left
     * @param recipes rewrites of source code: by themselves after the minor versions, and again for
     *     every major that is red without
     * @param lanes how many probes may be under way at the same time, at least 1
     * @param ledger receives what becomes of every candidate, as it is decided
     */
    public Course(
            Steps steps,
            String commit,
            boolean majors,
            List<String> recipes,
            int lanes,
            Ledger ledger) {
        this.majors = majors;
        this.recipes = List.copyOf(recipes);
        this.ledger = ledger;
        this.keeping = new Keeping(steps, commit, lanes);
        this.adoption = new Adoption(keeping, ledger);
    }

    /**
     * How it ended.
     *
     * @param baseline verdict on the project as it is; nothing was tried when it is red
     * @param head the last commit that was kept
     */
    public record Arrival(Judged baseline, String head) {}

    /** Goes to the end. */
    public Arrival go() {
        Judged baseline = keeping.baseline();
        if (!baseline.green() && baseline.kind() != Judged.Kind.FLAKY) {
            return new Arrival(baseline, keeping.head());
        }
        Survey survey = keeping.survey();
        ledger.add(survey.skipped());
        survey.ladders().stream()
                .flatMap(ladder -> ladder.rungs().stream())
                .flatMap(rung -> rung.bumps().stream())
                .forEach(ledger::begins);
        if (majors) {
            adoption.expect(survey);
        }
        settle(survey, 0, false);
        recipes.forEach(this::rewrite);
        for (int rung = 0; majors && rung < highest(survey); rung++) {
            settle(survey, rung, true);
        }
        keeping.rest();
        return new Arrival(baseline, keeping.head());
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
            List<Bump> due =
                    height < rungs.size() ? adoption.due(rungs.get(height)) : List.<Bump>of();
            if (!due.isEmpty()) {
                groups.add(new Group(ladder.name(), due.stream().map(ledger::fromHere).toList()));
            }
        }
        keeping.with(major ? recipes : List.of());
        Settlement settled = new Search(keeping).settle(groups);
        ledger.knows(keeping.links());
        for (List<Group> kept : settled.kept()) {
            boolean together = settled.coupled().contains(kept);
            for (Group group : kept) {
                Fate.Kind kind = together ? Fate.Kind.COUPLED : Fate.Kind.APPLIED;
                String reason = together ? "only together with " + others(kept, group) : "";
                group.bumps().forEach(bump -> ledger.moved(bump, major, kind, reason));
            }
        }
        for (Group group : settled.held()) {
            Judged why = keeping.verdictOn(group);
            group.bumps()
                    .forEach(bump -> ledger.stays(bump, major, kind(why), why.note(), why.log()));
        }
        if (!keeping.rewrote().isEmpty()) {
            recipes.forEach(recipe -> ledger.helped(recipe, keeping.rewrote()));
        }
        if (!settled.kept().isEmpty()) {
            adoption.look("moved together with " + some(settled.kept()));
        }
    }

    private static Fate.Kind kind(Judged why) {
        return switch (why.kind()) {
            case RED -> Fate.Kind.QUARANTINED;
            case UNBUILDABLE -> Fate.Kind.HELD;
            case FLAKY, GREEN -> Fate.Kind.UNRESOLVED;
        };
    }

    private static String some(List<List<Group>> kept) {
        List<String> names = kept.stream().flatMap(List::stream).map(Group::name).toList();
        String first = String.join(", ", names.subList(0, Math.min(FEW, names.size())));
        return names.size() > FEW ? "%s and %d more".formatted(first, names.size() - FEW) : first;
    }

    private void rewrite(String recipe) {
        String before = keeping.head();
        Judged verdict = keeping.rewrite(recipe);
        switch (verdict.kind()) {
            case GREEN ->
                    ledger.recipe(
                            recipe,
                            keeping.head().equals(before) ? Fate.Kind.SKIPPED : Fate.Kind.APPLIED,
                            verdict.note(),
                            "");
            case RED -> ledger.recipe(recipe, Fate.Kind.QUARANTINED, verdict.note(), verdict.log());
            case UNBUILDABLE, FLAKY ->
                    ledger.recipe(recipe, Fate.Kind.UNRESOLVED, verdict.note(), verdict.log());
        }
        if (!keeping.head().equals(before)) {
            adoption.look("moved by recipe " + recipe);
        }
    }

    private static String others(List<Group> kept, Group group) {
        return String.join(
                ", ",
                kept.stream().filter(other -> !other.equals(group)).map(Group::name).toList());
    }
}
