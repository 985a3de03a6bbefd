package dev.godwit.plan.operation.partition;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.sql.Statements;
import java.util.List;
import java.util.Locale;

/** Makes a table a partition of another one; no row is read while anybody is kept waiting. */
@Doc("Makes a table a partition; its rows are checked before, while everybody reads and writes")
public record AttachPartition(
        @Doc("The partitioned table, with its schema when that is not public") String table,
        @Doc("The table that becomes a partition") String partition,
        @Doc("Its bound: FROM (...) TO (...), IN (...), WITH (MODULUS n, REMAINDER m), or DEFAULT")
                String forValues,
        Location at)
        implements Operation {

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(table), Names.known(partition));
    }

    @Override
    public Wanted wanted() {
        return Wanted.partition(Names.known(table), Names.known(partition), values());
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(table, at, problems);
        NameRule.relation(partition, at, problems);
        try {
            if (Statements.parse("alter table a attach partition b " + values()).texts().size()
                    != 1) {
                problems.add(
                        "GW-111", at, "for_values is more than one statement", "", "correct it");
            }
        } catch (Statements.NotSqlException failure) {
            problems.add(
                    "GW-111",
                    at,
                    "for_values is not a bound: " + failure.getMessage(),
                    "",
                    "write for example: FROM ('2026-01-01') TO ('2026-02-01')");
        }
    }

    @Override
    public void compile(Draft draft) {
        PartitionRules.find(draft, tables(), at)
                .ifPresent(
                        found ->
                                new AttachingSteps(draft, found.parent(), found.partition(), at)
                                        .compile(found.live(), values()));
    }

    private String values() {
        String text = forValues.strip();
        String upper = text.toUpperCase(Locale.ROOT);
        if (upper.equals("DEFAULT")) {
            return "default";
        }
        return upper.startsWith("FOR ") ? text : "for values " + text;
    }
}
