package dev.godwit.upgrade.ladder;

import dev.godwit.plan.reading.Problems;
import dev.godwit.project.ecosystem.Candidate;
import dev.godwit.project.ecosystem.Families;
import dev.godwit.project.ecosystem.Families.Family;
import dev.godwit.project.ecosystem.Move;
import dev.godwit.workflow.upgrade.activity.Ladder;
import dev.godwit.workflow.upgrade.activity.Survey;
import dev.godwit.workflow.upgrade.message.Fate;
import dev.godwit.workflow.upgrade.message.Wishes;
import dev.godwit.workflow.upgrade.search.Bump;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Makes ladders of candidates: the members of a family climb together. */
public final class Ladders {

    private final Families families;
    private final Wishes wishes;
    private final List<Fate> skipped = new ArrayList<>();

    /** What somebody wants, of packages that belong to these families. */
    public Ladders(Families families, Wishes wishes) {
        this.families = families;
        this.wishes = wishes;
    }

    /** What could move, and what could not, with the reason. */
    public Survey of(List<Candidate> candidates) {
        List<Candidate> wanted = new ArrayList<>();
        for (Candidate candidate : candidates) {
            String reason = reason(candidate);
            if (reason.isEmpty()) {
                wanted.add(candidate);
                if (!candidate.skipped().isEmpty()) {
                    fate(
                            new Move(candidate.name(), "", ""),
                            Fate.Kind.SKIPPED,
                            candidate.skipped());
                }
                for (Candidate.Held held : candidate.held()) {
                    fate(held.move(), Fate.Kind.HELD, held.reason());
                }
            } else if (!candidate.rungs().isEmpty() || !candidate.skipped().isEmpty()) {
                skip(candidate, reason);
            }
        }
        misnamed("--only", wishes.only(), candidates);
        misnamed("--except", wishes.except(), candidates);
        List<Ladder> ladders = new ArrayList<>();
        for (Family family : families.group(wanted)) {
            List<Ladder.Rung> rungs = rungs(family);
            if (!rungs.isEmpty()) {
                ladders.add(new Ladder(family.name(), rungs));
            }
        }
        return new Survey(ladders, skipped);
    }

    /** A slip of the pen must not look like a project that is up to date. */
    private void misnamed(String option, List<String> patterns, List<Candidate> candidates) {
        for (String pattern : patterns) {
            boolean there =
                    candidates.stream()
                            .map(Candidate::name)
                            .anyMatch(name -> named(List.of(pattern), name, families.of(name)));
            if (!there) {
                Set<String> known = new TreeSet<>();
                candidates.forEach(one -> known.addAll(words(one.name())));
                String near =
                        Problems.nearest(pattern, known)
                                .map(name -> "; did you mean %s?".formatted(name))
                                .orElse("");
                String reason = "%s: %s%s".formatted(option, Wishes.NOWHERE, near);
                skipped.add(new Fate(pattern, "", "", false, Fate.Kind.SKIPPED, reason, ""));
            }
        }
    }

    private List<String> words(String name) {
        return List.of(name, families.of(name));
    }

    private String reason(Candidate candidate) {
        String family = families.of(candidate.name());
        if (!wishes.only().isEmpty() && !named(wishes.only(), candidate.name(), family)) {
            return "not among --only";
        }
        if (named(wishes.except(), candidate.name(), family)) {
            return "excluded by --except";
        }
        return candidate.rungs().isEmpty() && candidate.held().isEmpty() ? candidate.skipped() : "";
    }

    private static boolean named(List<String> patterns, String name, String family) {
        return patterns.stream()
                .map(pattern -> Pattern.quote(pattern).replace("*", "\\E.*\\Q"))
                .anyMatch(pattern -> name.matches(pattern) || family.matches(pattern));
    }

    private List<Ladder.Rung> rungs(Family family) {
        List<Ladder.Rung> rungs = new ArrayList<>();
        minor(rungs, family.members().stream().map(one -> moves(one, false)).toList());
        List<List<Abreast.Step>> majors = majors(family);
        if (wishes.majors()) {
            majors.forEach(
                    steps ->
                            rungs.add(
                                    new Ladder.Rung(
                                            true,
                                            steps.stream()
                                                    .map(step -> bump(step.move()))
                                                    .toList())));
        } else {
            whole(majors)
                    .forEach(move -> fate(move, Fate.Kind.SKIPPED, "a major version: --to latest"));
        }
        return rungs;
    }

    /** A family climbs no higher than a member that is held. */
    private List<List<Abreast.Step>> majors(Family family) {
        List<List<Abreast.Step>> heights = Abreast.heights(family.members());
        for (int height = 0; height < heights.size(); height++) {
            Optional<Abreast.Step> holder =
                    heights.get(height).stream().filter(step -> !step.held().isEmpty()).findFirst();
            if (holder.isPresent()) {
                List<List<Abreast.Step>> above = heights.subList(height, heights.size());
                List<Abreast.Step> others =
                        above.stream().flatMap(List::stream).filter(Ladders::free).toList();
                Set<String> told = new HashSet<>();
                for (Abreast.Step step : others) {
                    if (told.add(step.member())) {
                        fate(step.move(), Fate.Kind.HELD, "held with " + holder.get().member());
                    }
                }
                return heights.subList(0, height);
            }
        }
        return heights;
    }

    private static boolean free(Abreast.Step step) {
        return step.held().isEmpty();
    }

    /** All the way of each member as one move. */
    private static Collection<Move> whole(List<List<Abreast.Step>> majors) {
        Map<String, Move> whole = new LinkedHashMap<>();
        majors.stream()
                .flatMap(List::stream)
                .map(Abreast.Step::move)
                .forEach(
                        move ->
                                whole.merge(
                                        move.name(),
                                        move,
                                        (low, high) ->
                                                new Move(low.name(), low.from(), high.to())));
        return whole.values();
    }

    /** The n-th rung of each member makes the n-th of the family. */
    private static void minor(List<Ladder.Rung> rungs, List<List<Move>> members) {
        int highest = members.stream().mapToInt(List::size).max().orElse(0);
        for (int height = 0; height < highest; height++) {
            int at = height;
            rungs.add(
                    new Ladder.Rung(
                            false,
                            members.stream()
                                    .filter(moves -> at < moves.size())
                                    .map(moves -> bump(moves.get(at)))
                                    .toList()));
        }
    }

    private static Bump bump(Move move) {
        return new Bump(move.name(), move.from(), move.to());
    }

    private static List<Move> moves(Candidate candidate, boolean major) {
        return candidate.rungs().stream()
                .filter(rung -> rung.major() == major)
                .map(Candidate.Rung::move)
                .toList();
    }

    private void skip(Candidate candidate, String reason) {
        String from = candidate.rungs().isEmpty() ? "" : candidate.rungs().getFirst().move().from();
        String to = candidate.rungs().isEmpty() ? "" : candidate.rungs().getLast().move().to();
        skipped.add(new Fate(candidate.name(), from, to, false, Fate.Kind.SKIPPED, reason, ""));
    }

    private void fate(Move move, Fate.Kind kind, String reason) {
        skipped.add(new Fate(move.name(), move.from(), move.to(), true, kind, reason, ""));
    }
}
