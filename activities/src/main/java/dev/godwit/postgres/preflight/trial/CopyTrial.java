package dev.godwit.postgres.preflight.trial;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.Compiler;
import dev.godwit.plan.Plan;
import dev.godwit.plan.operation.shadow.CopyInstead;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.QualifiedName;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds out whether a plan that fills second columns could copy their tables instead. */
public final class CopyTrial {

    private CopyTrial() {}

    /**
     * How a plan would be with {@code strategy: copy}.
     *
     * @param tables that would be copied
     * @param steps of the whole plan; 0 where it would be refused
     * @param problems why it would be; empty where nothing is in the way
     */
    public record Found(List<QualifiedName> tables, int steps, List<Problem> problems) {

        public Found {
            tables = List.copyOf(tables);
            problems = List.copyOf(problems);
        }
    }

    /** What holds a compiled plan against a target. */
    public interface Check {
        /** What forbids it; empty when nothing does. */
        List<Problem> problems(Compilation compiled) throws SQLException;
    }

    /**
     * Compiles it once more. Its expressions are not tried again: they are the same.
     *
     * @param compiled the plan as it is, of which nothing was refused
     * @return nothing where a copy does not come into question
     */
    public static Optional<Found> run(
            Plan plan, LiveSchema schema, Compilation compiled, Check check) throws SQLException {
        Optional<CopyInstead> instead = CopyInstead.of(plan, schema, compiled);
        if (instead.isEmpty()) {
            return Optional.empty();
        }
        Compilation copied = Compiler.compile(instead.get().plan(), schema).untried();
        List<Problem> problems = new ArrayList<>(copied.rejections());
        problems.addAll(copied.refusals());
        problems.addAll(check.problems(copied));
        return Optional.of(
                new Found(
                        instead.get().tables().stream().map(Table::name).toList(),
                        problems.isEmpty() ? copied.steps().size() : 0,
                        problems));
    }
}
