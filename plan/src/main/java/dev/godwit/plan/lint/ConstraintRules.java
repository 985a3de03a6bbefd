package dev.godwit.plan.lint;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Constraint;
import java.util.List;
import java.util.Optional;

/** Constraints that an operation names. */
public final class ConstraintRules {

    private ConstraintRules() {}

    /** The constraint, if the table has it; a rejection otherwise. */
    public static Optional<Constraint> find(String name, Table table, Location at, Draft draft) {
        Optional<Constraint> found = table.constraint(name);
        if (found.isEmpty()) {
            List<String> known = table.constraints().stream().map(Constraint::name).toList();
            draft.rejections()
                    .add(
                            "GW-221",
                            at,
                            table.name() + " has no constraint " + name,
                            "",
                            Problems.suggestion(name, known));
        }
        return found;
    }
}
