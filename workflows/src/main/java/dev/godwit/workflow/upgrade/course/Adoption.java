package dev.godwit.workflow.upgrade.course;

import dev.godwit.workflow.upgrade.activity.Ladder.Rung;
import dev.godwit.workflow.upgrade.activity.Standing;
import dev.godwit.workflow.upgrade.activity.Survey;
import dev.godwit.workflow.upgrade.message.Fate.Kind;
import dev.godwit.workflow.upgrade.search.Bump;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Versions that somebody else has moved: a recipe that rewrites declarations, or something that
 * moved before. They are not tried again, and a rung above them begins where they are.
 */
final class Adoption {

    private final Keeping keeping;
    private final Ledger ledger;

    /** Bumps of major versions that are not decided yet. */
    private final Set<Bump> ahead = new LinkedHashSet<>();

    Adoption(Keeping keeping, Ledger ledger) {
        this.keeping = keeping;
        this.ledger = ledger;
    }

    /** What will be tried later than at once. */
    void expect(Survey survey) {
        survey.ladders().stream()
                .flatMap(ladder -> ladder.rungs().stream())
                .filter(Rung::major)
                .forEach(rung -> ahead.addAll(rung.bumps()));
    }

    /** Those of a rung that are to be tried now; nobody else decides them any more. */
    List<Bump> due(Rung rung) {
        return rung.bumps().stream().filter(bump -> !rung.major() || ahead.remove(bump)).toList();
    }

    /**
     * Looks what is declared, now that something was kept.
     *
     * @param by who may have moved it, for people
     */
    void look(String by) {
        Set<Bump> asked = new LinkedHashSet<>(ahead);
        asked.addAll(ledger.unmade());
        if (asked.isEmpty()) {
            return;
        }
        Standing standing = keeping.standing(List.copyOf(asked));
        Set<String> names = new LinkedHashSet<>();
        asked.forEach(bump -> names.add(bump.name()));
        for (String name : names) {
            List<Bump> its = asked.stream().filter(bump -> bump.name().equals(name)).toList();
            decide(name, its, standing, by);
        }
    }

    private void decide(String name, List<Bump> asked, Standing standing, String by) {
        String now = standing.declared().get(name);
        List<Bump> reached = new ArrayList<>(asked);
        if (now == null) {
            reached.removeIf(bump -> !ahead.remove(bump));
            if (!reached.isEmpty()) {
                String reason = "declared as no version any more: " + by;
                ledger.stays(reached.getLast(), true, Kind.SKIPPED, reason, "");
            }
            return;
        }
        reached.retainAll(standing.reached());
        if (reached.isEmpty()) {
            ledger.declares(name, now);
        } else {
            ledger.adopted(reached, now, ahead.removeAll(reached), by);
        }
    }
}
