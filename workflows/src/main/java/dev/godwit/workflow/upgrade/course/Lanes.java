package dev.godwit.workflow.upgrade.course;

import dev.godwit.workflow.upgrade.search.Bump;
import dev.godwit.workflow.upgrade.search.Group;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The probes that were begun and are not used up, each in a lane of its own. One is found again by
 * the state that it tests: tried on top of a head together with what was kept since, a set of
 * groups is the same as tried alone on top of the head of now.
 */
final class Lanes {

    private final Steps steps;
    private final SequencedMap<State, Pending> begun = new LinkedHashMap<>();

    /** Heads that something was begun on, with what was kept since. */
    private final Map<String, Set<Group>> since = new LinkedHashMap<>();

    private @Nullable Pending[] lanes;

    Lanes(Steps steps, int number) {
        this.steps = steps;
        this.lanes = new Pending[number];
    }

    private record State(String head, Set<Group> moved) {}

    /** Whether there is more than one. */
    boolean several() {
        return lanes.length > 1;
    }

    /** From now on there is only one. Nothing may be under way. */
    void one() {
        lanes = new Pending[1];
    }

    /** A lane in which nothing is under way; the one of a probe that was just waited for is. */
    int free() {
        return idle().orElseThrow(
                        () -> new IllegalStateException("every lane has a probe under way"));
    }

    private Optional<Integer> idle() {
        for (int lane = 0; lane < lanes.length; lane++) {
            Pending last = lanes[lane];
            if (last == null || last.ended()) {
                return Optional.of(lane);
            }
        }
        return Optional.empty();
    }

    /** Begins a probe, in a lane that is free; nothing happens when there is none. */
    Optional<Pending> begin(
            String head, Collection<Group> groups, List<String> recipes, boolean once) {
        Optional<Integer> lane = idle();
        if (lane.isEmpty()) {
            return Optional.empty();
        }
        List<Bump> bumps = groups.stream().flatMap(group -> group.bumps().stream()).toList();
        Pending pending = steps.probe(lane.get(), head, bumps, recipes, once);
        lanes[lane.get()] = pending;
        begun.put(
                state(head, since.computeIfAbsent(head, none -> new LinkedHashSet<>()), groups),
                pending);
        return Optional.of(pending);
    }

    /** The probe of the kept state with these groups moved as well, when it was begun. */
    Optional<Pending> find(Collection<Group> groups) {
        return state(groups).map(begun::get);
    }

    /** The same; nobody finds it any more. */
    Optional<Pending> take(Collection<Group> groups) {
        return state(groups).map(begun::remove);
    }

    private Optional<State> state(Collection<Group> groups) {
        return since.entrySet().stream()
                .map(head -> state(head.getKey(), head.getValue(), groups))
                .filter(begun::containsKey)
                .findFirst();
    }

    private static State state(String head, Set<Group> kept, Collection<Group> groups) {
        Set<Group> moved = new LinkedHashSet<>(kept);
        moved.addAll(groups);
        return new State(head, moved);
    }

    /** These groups have become part of the kept state. */
    void kept(Collection<Group> groups) {
        since.values().forEach(moved -> moved.addAll(groups));
    }

    /** Drops what tests none of these sets on top of the kept state. */
    void only(Collection<Set<Group>> wanted) {
        List<Pending> needed = new ArrayList<>();
        wanted.forEach(groups -> find(groups).ifPresent(needed::add));
        begun.values().removeIf(pending -> !needed.contains(pending) && dropped(pending));
    }

    /** Drops everything: what comes next is another search. */
    void clear() {
        only(List.of());
        since.clear();
    }

    private static boolean dropped(Pending pending) {
        pending.drop();
        return true;
    }
}
