package dev.godwit.workflow.upgrade.search;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.SequencedSet;

/**
 * Finds the largest set of bumps that it can keep: everything at once, halves on red, and what was
 * red by itself again on top of what was kept, alone and in company.
 *
 * <p>One culprit among n costs about 2 log2 n probes. The halving is the recursive step of delta
 * debugging (Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input", 2002) with
 * one difference: a green half is kept at once, so that each later probe is made on the state that
 * will be the result. Deterministic: the same verdicts lead to the same probes.
 */
public final class Search {

    /** With more left over than this, trying all pairs would cost more than it finds. */
    private static final int FEW = 8;

    private static final int NEVER = -1;

    private final Teller teller;
    private final List<List<Group>> kept = new ArrayList<>();
    private final List<List<Group>> coupled = new ArrayList<>();

    /** What is red by itself, with how much was kept when that was seen. */
    private final SequencedMap<Group, Integer> held = new LinkedHashMap<>();

    public Search(Prober prober) {
        this(new Asking(prober));
    }

    Search(Teller teller) {
        this.teller = teller;
    }

    /** Decides on every group. */
    public Settlement settle(List<Group> groups) {
        kept.clear();
        coupled.clear();
        held.clear();
        teller.begin(groups);
        halve(groups, false, Chance.LIKELY);
        int before;
        do {
            before = held.size();
            again();
            company();
        } while (held.size() < before && !held.isEmpty());
        return new Settlement(kept, coupled, List.copyOf(held.keySet()));
    }

    /**
     * @param red whether it is known that all of them together are, on top of what is kept
     * @return whether all of them were kept
     */
    private boolean halve(List<Group> groups, boolean red, Chance chance) {
        if (groups.isEmpty()) {
            return true;
        }
        if (!red && tried(groups, chance)) {
            return true;
        }
        if (groups.size() == 1) {
            // Red by inference only, it is still to be seen alone: that is what people can look at.
            held.put(groups.getFirst(), red ? NEVER : kept.size());
            return false;
        }
        int middle = groups.size() / 2;
        boolean first = halve(groups.subList(0, middle), false, Chance.EVEN);
        // With the whole first half kept, the second half is the red set that was just tried.
        return halve(groups.subList(middle, groups.size()), first, Chance.LIKELY) && first;
    }

    /** A group may have been red only for want of one that was kept after it. */
    private void again() {
        for (Group group : List.copyOf(held.keySet())) {
            if (held.getOrDefault(group, NEVER) == kept.size()) {
                continue; // nothing has changed since
            }
            if (tried(List.of(group), Chance.UNLIKELY)) {
                held.remove(group);
            } else {
                held.put(group, kept.size());
            }
        }
    }

    /** Groups that are red each, and green together. */
    private void company() {
        List<Group> left = List.copyOf(held.keySet());
        if (left.size() < 2 || left.size() > FEW) {
            return;
        }
        for (List<Group> company : companies(left)) {
            if (held.keySet().containsAll(company) && tried(company, Chance.UNLIKELY)) {
                coupled.add(List.copyOf(company));
                company.forEach(held::remove);
            }
        }
    }

    /** All but one, largest first since one culprit is the common case; then pairs. */
    private static SequencedSet<List<Group>> companies(List<Group> left) {
        SequencedSet<List<Group>> companies = new LinkedHashSet<>();
        for (int without = 0; without < left.size() && left.size() > 2; without++) {
            List<Group> rest = new ArrayList<>(left);
            rest.remove(without);
            companies.add(List.copyOf(rest));
        }
        for (int one = 0; one < left.size(); one++) {
            for (int other = one + 1; other < left.size(); other++) {
                companies.add(List.of(left.get(one), left.get(other)));
            }
        }
        return companies;
    }

    private boolean tried(List<Group> groups, Chance chance) {
        if (!teller.green(List.copyOf(groups), chance)) {
            return false;
        }
        teller.keep(List.copyOf(groups));
        kept.add(List.copyOf(groups));
        return true;
    }
}
