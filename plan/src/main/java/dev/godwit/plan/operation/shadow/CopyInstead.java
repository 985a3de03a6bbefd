package dev.godwit.plan.operation.shadow;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.Plan;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.TriggerTime;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.spec.BackfillSpec;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * A plan that fills second columns, with a copy of their tables instead. Whether the copy can be is
 * for the compiler and for the target to say.
 *
 * @param plan the same one with {@code strategy: copy}
 * @param tables that would be copied
 */
public record CopyInstead(Plan plan, List<Table> tables) {

    public CopyInstead {
        tables = List.copyOf(tables);
    }

    /**
     * Empty where a copy does not come into question: the plan says how rows are filled, changes no
     * type of a table that is large, or does something beside that a copy could be in the way of.
     *
     * @param compiled the plan as it is
     */
    public static Optional<CopyInstead> of(Plan plan, LiveSchema schema, Compilation compiled) {
        if (plan.backfill().strategy() != null) {
            return Optional.empty();
        }
        List<QualifiedName> changed =
                plan.operations().stream()
                        .filter(CopyInstead::copied)
                        .flatMap(operation -> operation.tables().stream())
                        .distinct()
                        .toList();
        boolean alone =
                plan.operations().stream()
                        .allMatch(operation -> copied(operation) || elsewhere(operation, changed));
        List<Table> tables =
                changed.stream()
                        .filter(name -> isFilled(name, compiled.steps()))
                        .flatMap(name -> schema.find(name).stream())
                        .toList();
        return !alone || tables.stream().allMatch(TriggerTime::small)
                ? Optional.empty()
                : Optional.of(
                        new CopyInstead(
                                plan.with(plan.backfill().with(BackfillSpec.Ranges.COPY)), tables));
    }

    private static boolean copied(Operation operation) {
        return operation instanceof Copyable one && one.copied();
    }

    /** What names no table may do anything with one; what fills rows cannot do so by a copy. */
    private static boolean elsewhere(Operation other, List<QualifiedName> changed) {
        return !other.tables().isEmpty()
                && other.fills().isEmpty()
                && Collections.disjoint(other.tables(), changed)
                && Collections.disjoint(other.reads(), changed);
    }

    /** What PostgreSQL changes in the catalog alone fills no row. */
    private static boolean isFilled(QualifiedName table, List<Step> steps) {
        return steps.stream()
                .map(Step::work)
                .anyMatch(
                        work ->
                                switch (work) {
                                    case Work.Fill fill -> fill.table().equals(table);
                                    case RowWork.FillAll fill -> fill.table().equals(table);
                                    default -> false;
                                });
    }
}
