package dev.godwit.plan.schema;

import dev.godwit.plan.sql.QualifiedName;
import java.util.List;

/**
 * A view that a plan names.
 *
 * @param populated false for a materialized view that was never filled
 * @param again statements that make it anew, with all that belongs to it
 * @param belongings statements that give what belongs to it to another view of its name: owner,
 *     privileges, comments, defaults, rules and triggers; what belongs to a column only if the
 *     other view has it
 * @param words as {@link Use} names it
 * @param uses what stands on it
 */
public record View(
        QualifiedName name,
        boolean materialized,
        boolean populated,
        List<String> again,
        List<String> belongings,
        String words,
        List<Use> uses) {

    public View {
        again = List.copyOf(again);
        belongings = List.copyOf(belongings);
        uses = List.copyOf(uses);
    }

    /** In statements and for people. */
    public String kind() {
        return materialized ? "materialized view" : "view";
    }
}
