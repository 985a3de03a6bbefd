package dev.godwit.workflow.upgrade.course;

import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.activity.Judged.Kind;
import dev.godwit.workflow.upgrade.search.Bump;
import dev.godwit.workflow.upgrade.search.Group;
import dev.godwit.workflow.upgrade.search.Prober;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Probes on top of the head, and moves it. A project that is flaky by itself is known to be: then a
 * probe that failed once and passed once counts as green.
 */
final class Keeping implements Prober {

    private final Steps steps;
    private final String start;
    private final LinkedHashMap<List<Group>, Judged> judged = new LinkedHashMap<>();
    private String head;
    private String tested = "";
    private List<String> recipes = List.of();
    private @Nullable Boolean flaky;

    Keeping(Steps steps, String commit) {
        this.steps = steps;
        this.start = commit;
        this.head = commit;
    }

    String head() {
        return head;
    }

    /** What is tried with the bumps that follow when they are red without. */
    void with(List<String> rewrites) {
        recipes = rewrites;
        judged.clear();
    }

    Judged baseline() {
        Judged verdict = steps.probe(head, List.of(), List.of());
        if (verdict.kind() == Kind.FLAKY) {
            flaky = true;
        }
        return verdict;
    }

    /**
     * The last verdict on a group by itself. When everything that was red with it has been kept, it
     * was never tried so: that set is what it would have been, and was judged already.
     */
    Judged verdictOn(Group group) {
        Judged alone = judged.get(List.of(group));
        if (alone != null) {
            return alone;
        }
        return judged.reversed().entrySet().stream()
                .filter(tried -> tried.getKey().contains(group))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(new Judged(Kind.FLAKY, "", "was not tried", "", false));
    }

    /** Tries a rewrite by itself, and keeps it. @return green when it was */
    Judged rewrite(String recipe) {
        Judged verdict = steps.probe(head, List.of(), List.of(recipe));
        if (!good(verdict)) {
            return verdict;
        }
        if (!verdict.commit().equals(head)) {
            steps.keep(verdict.commit());
            head = verdict.commit();
        }
        return new Judged(Kind.GREEN, head, verdict.note(), "", verdict.remembered());
    }

    @Override
    public boolean green(List<Group> groups) {
        List<Bump> bumps = groups.stream().flatMap(group -> group.bumps().stream()).toList();
        Judged verdict = steps.probe(head, bumps, recipes);
        judged.putLast(groups, verdict);
        tested = verdict.commit();
        return good(verdict);
    }

    @Override
    public void keep(List<Group> groups) {
        steps.keep(tested);
        head = tested;
    }

    private boolean good(Judged verdict) {
        return verdict.green()
                || verdict.kind() == Kind.FLAKY && !verdict.commit().isEmpty() && flakyBefore();
    }

    /** Asked once, of where it all began: nothing that was moved can be blamed there. */
    private boolean flakyBefore() {
        Boolean known = flaky;
        if (known == null) {
            known = !steps.steady(start);
            flaky = known;
        }
        return known;
    }
}
