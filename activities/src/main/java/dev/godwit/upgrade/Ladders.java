package dev.godwit.upgrade;

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
import java.util.List;
import java.util.regex.Pattern;

/** Makes ladders of candidates: the members of a family climb together. */
final class Ladders {

    private final Families families;
    private final Wishes wishes;
    private final List<Fate> skipped = new ArrayList<>();

    Ladders(Families families, Wishes wishes) {
        this.families = families;
        this.wishes = wishes;
    }

    Survey of(List<Candidate> candidates) {
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
        List<Ladder> ladders = new ArrayList<>();
        for (Family family : families.group(wanted)) {
            List<Ladder.Rung> rungs = rungs(family);
            if (!rungs.isEmpty()) {
                ladders.add(new Ladder(family.name(), rungs));
            }
        }
        return new Survey(ladders, skipped);
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
        add(rungs, false, family.members().stream().map(one -> moves(one, false)).toList());
        List<List<Move>> majors = majors(family);
        if (wishes.majors()) {
            add(rungs, true, majors);
        } else {
            for (List<Move> moves : majors) {
                if (!moves.isEmpty()) {
                    Move last = moves.getLast();
                    fate(
                            new Move(last.name(), moves.getFirst().from(), last.to()),
                            Fate.Kind.SKIPPED,
                            "a major version: --to latest");
                }
            }
        }
        return rungs;
    }

    /** A family climbs no higher than a member that is held. */
    private List<List<Move>> majors(Family family) {
        int height = Integer.MAX_VALUE;
        String holder = "";
        for (Candidate member : family.members()) {
            int own = moves(member, true).size();
            if (!member.held().isEmpty() && own < height) {
                height = own;
                holder = member.name();
            }
        }
        List<List<Move>> majors = new ArrayList<>();
        for (Candidate member : family.members()) {
            List<Move> moves = moves(member, true);
            if (moves.size() > height) {
                fate(moves.get(height), Fate.Kind.HELD, "held with " + holder);
                moves = moves.subList(0, height);
            }
            majors.add(moves);
        }
        return majors;
    }

    /** The n-th rung of each member makes the n-th of the family. */
    private static void add(List<Ladder.Rung> rungs, boolean major, List<List<Move>> members) {
        int highest = members.stream().mapToInt(List::size).max().orElse(0);
        for (int height = 0; height < highest; height++) {
            List<Bump> bumps = new ArrayList<>();
            for (List<Move> moves : members) {
                if (height < moves.size()) {
                    Move move = moves.get(height);
                    bumps.add(new Bump(move.name(), move.from(), move.to()));
                }
            }
            rungs.add(new Ladder.Rung(major, bumps));
        }
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
