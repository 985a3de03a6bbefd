package dev.godwit.plan.operation.shape;

import dev.godwit.plan.lint.ColumnRules;
import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.sql.Expression;
import dev.godwit.plan.sql.Expression.NotAnExpressionException;
import dev.godwit.plan.sql.Identifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Columns that can be there in two shapes at once. */
public final class ShapeRules {

    private static final Set<String> NEVER_TWICE_THE_SAME =
            Set.of(
                    "nextval",
                    "random",
                    "random_normal",
                    "gen_random_uuid",
                    "uuid_generate_v1",
                    "uuid_generate_v1mc",
                    "uuid_generate_v4",
                    "uuidv4",
                    "uuidv7",
                    "clock_timestamp",
                    "timeofday");

    private ShapeRules() {}

    /**
     * Whether it can be done; problems for all that stands against it.
     *
     * @param name of the column by then
     */
    public static boolean possible(
            Draft draft, Table table, Column column, String name, Location at) {
        int before = draft.rejections().all().size();
        String called = table.name() + "." + column.name();
        TableRules.roomForColumn(table, at, draft);
        TableRules.userTriggers(table, at, draft);
        if (!name.equals(column.name())) {
            ColumnRules.free(name, table, at, draft);
        }
        if (draft.columns().namedBefore(table.name(), column.name())) {
            draft.rejections()
                    .add(
                            "GW-217",
                            at,
                            "an operation before this one works with " + called,
                            "what it makes would stand on the old shape of the column",
                            "put this operation first, or into a plan of its own");
        }
        apart(draft, table, column, draft.columns().reshaped(table.name()), at);
        boolean fixed = fixed(draft, table, column, called, at);
        dependents(draft, table, column, called, at);
        if (!fixed) {
            ColumnRules.keepable(column, table, at, draft);
        }
        return draft.rejections().all().size() == before;
    }

    /**
     * Nothing stands on the column and on another one that gets another shape in the same plan:
     * what is built anew for one of them would still stand on the old shape of the other.
     */
    public static boolean apart(
            Draft draft, Table table, Column column, Set<String> others, Location at) {
        Table live = draft.live(table.name()).flatMap(draft.schema()::find).orElse(table);
        List<String> shared = new ArrayList<>();
        for (Table.Constraint one : live.constraints()) {
            if (one.columns().contains(column.name())
                    && one.columns().stream().anyMatch(others::contains)) {
                shared.add(one.name());
            }
        }
        for (Index one : live.indexes()) {
            if (one.ownedByConstraint().isEmpty()
                    && one.uses().contains(column.name())
                    && one.uses().stream().anyMatch(others::contains)) {
                shared.add(one.name());
            }
        }
        if (!shared.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-217",
                            at,
                            "%s on %s.%s and on another column that this plan gives another shape"
                                    .formatted(
                                            String.join(", ", shared)
                                                    + (shared.size() == 1 ? " stands" : " stand"),
                                            table.name(),
                                            column.name()),
                            "it would have to be built for both at once",
                            "change one column in this plan and the other in a plan after it");
        }
        return shared.isEmpty();
    }

    private static boolean fixed(
            Draft draft, Table table, Column column, String called, Location at) {
        List<String> against = new ArrayList<>();
        if (column.generated()) {
            against.add("it is generated");
        }
        if (column.identity() || column.more().owns()) {
            against.add("it is an identity, or owns a sequence");
        }
        for (Table.Constraint one : table.constraints()) {
            if (one.columns().contains(column.name()) && one.type() == 'p') {
                against.add("it is part of the primary key");
            } else if (one.columns().contains(column.name()) && one.type() == 'x') {
                against.add("the exclusion constraint %s stands on it".formatted(one.name()));
            }
        }
        boolean identifies =
                table.indexes().stream()
                        .filter(index -> index.columns().contains(column.name()))
                        .anyMatch(
                                index ->
                                        table.replicaIdentity().startsWith("USING INDEX")
                                                && (table.replicaIdentity().endsWith(index.name())
                                                        || table.replicaIdentity()
                                                                .endsWith(
                                                                        Identifier.quote(
                                                                                index.name()))));
        if (identifies) {
            against.add("the replica identity rests on it");
        }
        if (volatileDefault(column)) {
            against.add(
                    "its default gives another value each time, so that a value which a statement gives cannot be told from it");
        }
        if (!against.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-218",
                            at,
                            called + " cannot be there in two shapes",
                            String.join("; ", against),
                            "take that away first; a new name alone can be given by rename_column with rename: in_place");
        }
        return !against.isEmpty();
    }

    private static boolean volatileDefault(Column column) {
        try {
            return !column.defaultExpression().isEmpty()
                    && Expression.parse(column.defaultExpression()).functions().stream()
                            .anyMatch(
                                    name ->
                                            NEVER_TWICE_THE_SAME.contains(
                                                    name.substring(name.lastIndexOf('.') + 1)));
        } catch (NotAnExpressionException unreadable) {
            return true;
        }
    }

    private static void dependents(
            Draft draft, Table table, Column column, String called, Location at) {
        List<String> standing = ColumnRules.standing(column, table);
        if (!standing.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-224",
                            at,
                            "other things stand on %s: %s"
                                    .formatted(called, String.join(", ", standing)),
                            "they would stay with its old shape and go with it, or keep it from going",
                            "take them away by operations before this one, and make them again in a plan after it");
        }
    }
}
