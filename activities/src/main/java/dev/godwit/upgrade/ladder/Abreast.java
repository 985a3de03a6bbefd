package dev.godwit.upgrade.ladder;

import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Move;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The major versions of a family's members side by side. What has the same number moves at the same
 * time, also where a member has passed numbers over or has come to them late: @nestjs/swagger went
 * from 8 to 11, and fits no other member between. A member that shares no number with another one
 * takes its next version at each height.
 */
final class Abreast {

    private static final Pattern NUMBER = Pattern.compile("(\\d{1,9})(?:\\.(\\d{1,9}))?");

    private Abreast() {}

    /**
     * A member at one height.
     *
     * @param held why it cannot be tried; empty when it can
     */
    record Step(String member, Move move, String held) {}

    /** From the lowest; each height with the members that move there. */
    static List<List<Step>> heights(List<Candidate> members) {
        Map<Long, Integer> shared = shared(members);
        TreeMap<Integer, List<Step>> heights = new TreeMap<>();
        for (Candidate member : members) {
            TreeMap<Integer, Step> own = own(steps(member), shared);
            String from = own.isEmpty() ? "" : steps(member).getFirst().move().from();
            for (Map.Entry<Integer, Step> one : own.entrySet()) {
                Move move = new Move(member.name(), from, one.getValue().move().to());
                heights.computeIfAbsent(one.getKey(), height -> new ArrayList<>())
                        .add(new Step(member.name(), move, one.getValue().held()));
                from = move.to();
            }
        }
        return List.copyOf(heights.values());
    }

    /** Of several at one height the highest is left. */
    private static TreeMap<Integer, Step> own(List<Step> steps, Map<Long, Integer> shared) {
        TreeMap<Long, Integer> sorted = new TreeMap<>(shared);
        boolean counts = steps.stream().anyMatch(step -> shared.containsKey(number(step)));
        TreeMap<Integer, Step> own = new TreeMap<>();
        int beyond = shared.size();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Optional<Integer> fit =
                    Optional.ofNullable(sorted.ceilingEntry(number(step))).map(Map.Entry::getValue);
            own.put(counts ? fit.isPresent() ? fit.get() : beyond++ : i, step);
        }
        return own;
    }

    /** Numbers that more than one member has, and their heights. */
    private static Map<Long, Integer> shared(List<Candidate> members) {
        Map<Long, Integer> times = new HashMap<>();
        for (Candidate member : members) {
            steps(member).stream()
                    .map(Abreast::number)
                    .distinct()
                    .forEach(number -> times.merge(number, 1, Integer::sum));
        }
        Map<Long, Integer> shared = new HashMap<>();
        for (long number : new TreeSet<>(times.keySet())) {
            if (times.getOrDefault(number, 0) > 1) {
                shared.put(number, shared.size());
            }
        }
        return shared;
    }

    private static List<Step> steps(Candidate member) {
        List<Step> steps = new ArrayList<>();
        member.rungs().stream()
                .filter(Candidate.Rung::major)
                .forEach(rung -> steps.add(new Step(member.name(), rung.move(), "")));
        member.held()
                .forEach(held -> steps.add(new Step(member.name(), held.move(), held.reason())));
        return steps;
    }

    /** Of 0.x versions each minor one counts as a major one. */
    private static long number(Step step) {
        Matcher number = NUMBER.matcher(step.move().to());
        if (!number.find()) {
            return 0;
        }
        long major = Long.parseLong(number.group(1));
        long minor = number.group(2) == null ? 0 : Long.parseLong(number.group(2));
        return major * 1_000_000_000L + (major == 0 ? minor : 0);
    }
}
