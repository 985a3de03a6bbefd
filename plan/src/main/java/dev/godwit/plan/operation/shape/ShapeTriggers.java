package dev.godwit.plan.operation.shape;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.BuiltIn;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.step.Work;

/**
 * The triggers that keep two shapes of a column the same.
 *
 * @param before the shapes until they change places
 * @param after the shapes from then on
 * @param exchange whether they do; otherwise both have names of their own until contract
 * @param preset the default of the old one; empty without one
 */
record ShapeTriggers(
        Draft draft, Table table, Shapes before, Shapes after, boolean exchange, String preset) {

    /** The trigger until the exchange; without one, until contract. */
    RowTrigger first() {
        return exchange
                ? RowTrigger.of(draft, table.name(), "sync", SyncBody.forth(before))
                        .when(plain() ? before.upDiffers("new.") : null)
                : RowTrigger.of(
                                draft,
                                table.name(),
                                "sync",
                                SyncBody.both(
                                        before, table.name(), preset.isEmpty() ? null : preset))
                        .when(plain() ? given() : null);
    }

    /** The trigger from the exchange until contract. */
    RowTrigger last() {
        return exchange
                ? RowTrigger.of(draft, table.name(), "back", SyncBody.back(after, table.name()))
                : first();
    }

    /** What a proof of both shapes rests on. */
    Work.SyncTrigger planned() {
        return first().planned(exchange ? last() : null);
    }

    /** Rows whose shapes disagree, and those that may have been given one shape alone. */
    private String given() {
        return "%s or new.%s is null"
                .formatted(before.stale("new."), Identifier.quote(before.old()));
    }

    /** Whether both ways mean the same in every session, and equal values are the same. */
    private boolean plain() {
        Table both = table.withColumn(Column.coming(before.fresh(), before.type(), false));
        return BuiltIn.exact(before.type())
                && BuiltIn.exact(before.oldType())
                && table.builtIn(before.up())
                && both.builtIn(before.down());
    }
}
