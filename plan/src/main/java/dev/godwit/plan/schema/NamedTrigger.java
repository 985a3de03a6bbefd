package dev.godwit.plan.schema;

import dev.godwit.plan.sql.QualifiedName;
import java.util.List;

/**
 * A trigger that a plan names.
 *
 * @param again statements that make it anew, whether it fires, and its comment
 * @param words as {@link Use} names it
 */
public record NamedTrigger(QualifiedName table, String name, List<String> again, String words) {

    public NamedTrigger {
        again = List.copyOf(again);
    }
}
