package dev.godwit.workflow.upgrade.course;

import dev.godwit.workflow.upgrade.activity.Judged;
import dev.godwit.workflow.upgrade.activity.Judged.Kind;
import dev.godwit.workflow.upgrade.activity.Standing;
import dev.godwit.workflow.upgrade.activity.Survey;
import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.search.Bump;
import dev.godwit.workflow.upgrade.search.Group;
import dev.godwit.workflow.upgrade.search.Outlook;
import dev.godwit.workflow.upgrade.search.Prober;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Probes on top of the head, and moves it. A project that is flaky by itself is known to be: then a
 * probe that failed once and passed once counts as green. With several lanes, what is likely to be
 * asked next is tried meanwhile; which answers the search gets does not depend on that.
 */
final class Keeping implements Prober {

    /**
     * Larger sets are looked at once: what was red by chance turns green in its halves. What a set
     * of this size shows may be the last word on it.
     */
    private static final int PAIR = 2;

    /** What is less likely to be asked is not worth a lane. */
    private static final double WORTHWHILE = 0.3;

    private final Steps steps;
    private final String start;
    private final Lanes lanes;
    private final Map<List<Group>, Judged> judged = new HashMap<>();
    private final Map<String, Fate.Link> links = new HashMap<>();
    private String head;
    private String tested = "";
    private boolean rewritten;

    /** Groups that were kept with rewrites of source code. */
    private final List<String> rewrote = new ArrayList<>();

    private List<String> recipes = List.of();
    private @Nullable Boolean flaky;

    Keeping(Steps steps, String commit, int number) {
        this.steps = steps;
        this.lanes = new Lanes(steps, number);
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
        rewrote.clear();
        lanes.clear();
    }

    /** Nothing more is asked: what was tried ahead is not needed. */
    void rest() {
        lanes.clear();
    }

    /**
     * The project as it is. One that cannot be built beside itself, because its tests want the same
     * port or the same database, would be red for that and not for its versions: it gets one lane.
     */
    Judged baseline() {
        if (lanes.several()) {
            Judged together = steps.together(head);
            if (together.green()) {
                return together;
            }
            lanes.one();
        }
        Judged verdict = steps.probe(lanes.free(), head, List.of(), List.of(), false).verdict();
        if (verdict.kind() == Kind.FLAKY) {
            flaky = true;
        }
        return verdict;
    }

    Survey survey() {
        return steps.survey(lanes.free(), head);
    }

    /** The last verdict on a group by itself. */
    Judged verdictOn(Group group) {
        Judged verdict = judged.get(List.of(group));
        return verdict == null ? new Judged(Kind.FLAKY, "", "was not tried", "", false) : verdict;
    }

    /** How the packages of these bumps are declared at the head. */
    Standing standing(List<Bump> bumps) {
        return steps.standing(lanes.free(), head, bumps);
    }

    /** Where people read what has changed, of all that was green. */
    Map<String, Fate.Link> links() {
        return links;
    }

    /** What was kept since {@link #with} and is green only with the rewrites. */
    List<String> rewrote() {
        return List.copyOf(rewrote);
    }

    /** Tries a rewrite by itself, and keeps it. @return green when it was */
    Judged rewrite(String recipe) {
        Judged verdict =
                steps.probe(lanes.free(), head, List.of(), List.of(recipe), false).verdict();
        if (!good(verdict)) {
            return verdict;
        }
        if (!verdict.commit().equals(head)) {
            steps.keep(lanes.free(), verdict.commit());
            head = verdict.commit();
        }
        return new Judged(Kind.GREEN, head, verdict.note(), "", verdict.remembered());
    }

    @Override
    public boolean green(List<Group> groups, Outlook outlook) {
        Optional<Pending> ahead = lanes.find(groups);
        Pending asked = ahead.orElseGet(() -> begin(groups, groups.size() > PAIR).orElseThrow());
        if (lanes.several() && !asked.ended()) {
            tryAhead(outlook.next(this::known));
        }
        Judged verdict = asked.verdict();
        lanes.take(groups);
        judged.put(groups, verdict);
        links.putAll(verdict.links());
        tested = verdict.commit();
        rewritten = verdict.rewritten();
        return good(verdict);
    }

    private void tryAhead(SequencedMap<Set<Group>, Double> next) {
        lanes.only(next.keySet());
        next.forEach(
                (groups, likely) -> {
                    if (likely >= WORTHWHILE && lanes.find(groups).isEmpty()) {
                        begin(groups, false); // it may be asked for as part of a smaller set
                    }
                });
    }

    private Optional<Pending> begin(Collection<Group> groups, boolean once) {
        return lanes.begin(head, groups, recipes, once);
    }

    /** What a probe that was made ahead has shown; what is flaky may turn out as either. */
    private Optional<Boolean> known(Set<Group> groups) {
        return lanes.find(groups)
                .flatMap(Pending::peek)
                .filter(verdict -> verdict.kind() != Kind.FLAKY)
                .map(Judged::green);
    }

    @Override
    public void keep(List<Group> groups) {
        steps.keep(lanes.free(), tested);
        head = tested;
        if (rewritten) {
            groups.forEach(group -> rewrote.add(group.name()));
        }
        lanes.kept(groups);
    }

    private boolean good(Judged verdict) {
        return verdict.green()
                || verdict.kind() == Kind.FLAKY && !verdict.commit().isEmpty() && flakyBefore();
    }

    /** Asked once, of where it all began: nothing that was moved can be blamed there. */
    private boolean flakyBefore() {
        Boolean known = flaky;
        if (known == null) {
            known = !steps.steady(lanes.free(), start);
            flaky = known;
        }
        return known;
    }
}
