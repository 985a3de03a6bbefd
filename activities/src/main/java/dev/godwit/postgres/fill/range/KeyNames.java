package dev.godwit.postgres.fill.range;

import static java.util.stream.Collectors.joining;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.Work.KeyColumn;
import java.util.List;

/** The columns of a key in a statement, by their names alone. */
public final class KeyNames {

    private KeyNames() {}

    /** Quoted, as a list. */
    public static String list(List<KeyColumn> key) {
        return key.stream().map(part -> Identifier.quote(part.name())).collect(joining(", "));
    }

    /** Equality of the key between two aliases. */
    public static String same(List<KeyColumn> key, String left, String right) {
        return key.stream()
                .map(part -> Identifier.quote(part.name()))
                .map(part -> left + "." + part + " = " + right + "." + part)
                .collect(joining(" and "));
    }
}
