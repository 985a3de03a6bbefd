package dev.godwit.plan.lint;

import dev.godwit.plan.reading.RecordReader;
import dev.godwit.plan.sql.Statements;
import org.snakeyaml.engine.v2.nodes.Node;

/** What a query of a plan's own must be. */
public final class QueryRule {

    private QueryRule() {}

    /**
     * One query, as text.
     *
     * @param whose for example {@code a gate}
     * @param wanted for example {@code one select}
     */
    public static void check(
            String sql, String whose, String wanted, Node at, RecordReader reader) {
        try {
            if (!Statements.isQuery(sql)) {
                reader.wrong(at, "the sql of " + whose + " is not one query", wanted);
            }
        } catch (Statements.NotSqlException failure) {
            reader.problems()
                    .add(
                            "GW-111",
                            reader.at(at),
                            "the sql of " + whose + " is not SQL: " + failure.getMessage(),
                            "",
                            "correct it");
        }
    }
}
