package dev.godwit.plan.drift;

import java.util.ArrayList;
import java.util.List;

/**
 * The statements that take a migration back, by the catalogs before and after it.
 *
 * @param statements before lost data is given back
 * @param late afterwards: what checks rows, or does something when they are written
 */
public record CounterMigration(List<String> statements, List<String> late) {

    private static final int JUDGES = 16;

    public CounterMigration {
        statements = List.copyOf(statements);
        late = List.copyOf(late);
    }

    /**
     * Finds them.
     *
     * @param version the server's major
     * @throws IllegalArgumentException when a person would have to find one
     */
    public static CounterMigration of(Catalog after, Catalog before, int version) {
        List<String> statements = new ArrayList<>();
        List<String> late = new ArrayList<>();
        for (Proposed one : Reconciliation.back(after, before, version >= JUDGES)) {
            if (one.sql().startsWith("--")) {
                throw new IllegalArgumentException(one.sql().replaceFirst("-- by hand: ", ""));
            }
            (one.late() ? late : statements).add(one.sql());
        }
        return new CounterMigration(statements, late);
    }
}
