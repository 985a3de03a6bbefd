package dev.godwit.plan.operation.partition;

import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a table must be to become a partition: what its partitioned table is. */
record Fitting(Draft draft, Table parent, Table child, Location at) {

    private static final int IDENTITY_IS_SHARED = 17;

    /** Adds a rejection for each thing that PostgreSQL would refuse, and for a missing key. */
    void check() {
        List<String> differences = new ArrayList<>();
        columns(differences);
        for (Table.Constraint wanted : parent.constraints()) {
            child.constraint(wanted.name())
                    .filter(
                            own ->
                                    wanted.type() == 'c'
                                            && !own.definition().equals(wanted.definition()))
                    .ifPresent(
                            own ->
                                    differences.add(
                                            "its constraint %s says something else"
                                                    .formatted(own.name())));
        }
        parent.triggers().stream()
                .filter(Table.Trigger::perRow)
                .map(Table.Trigger::name)
                .filter(name -> child.triggers().stream().anyMatch(own -> own.name().equals(name)))
                .forEach(name -> differences.add("it has a trigger %s of its own".formatted(name)));
        if (!differences.isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-240",
                            at,
                            "%s cannot be a partition of %s: %s"
                                    .formatted(
                                            child.name(),
                                            parent.name(),
                                            String.join("; ", differences)),
                            "a partition has the columns and checks of its table",
                            "bring it in line by a plan before this one");
        }
        keys();
    }

    private void columns(List<String> differences) {
        for (Column wanted : parent.columns()) {
            Optional<Column> own = child.column(wanted.name());
            if (own.isEmpty()) {
                differences.add("it has no column " + wanted.name());
                continue;
            }
            Column column = own.get();
            if (!column.type().equals(wanted.type())
                    || !column.more().collation().equals(wanted.more().collation())) {
                differences.add(
                        "column %s is %s, not %s"
                                .formatted(wanted.name(), type(column), type(wanted)));
            }
            if (wanted.notNull() && !column.notNull()) {
                differences.add("column %s is not NOT NULL".formatted(wanted.name()));
            }
            if (wanted.generated() != column.generated()) {
                differences.add("column %s is generated in one only".formatted(wanted.name()));
            }
            if (column.identity() && draft.schema().major() >= IDENTITY_IS_SHARED) {
                differences.add("column %s is an identity of its own".formatted(wanted.name()));
            }
        }
        child.columns().stream()
                .map(Column::name)
                .filter(name -> parent.column(name).isEmpty())
                .forEach(name -> differences.add("it has one column more: " + name));
    }

    private static String type(Column column) {
        String collation = column.more().collation();
        return collation.isEmpty() ? column.type() : column.type() + " collate " + collation;
    }

    private void keys() {
        for (Table.Constraint key : parent.constraints()) {
            boolean there =
                    child.constraints().stream()
                            .anyMatch(
                                    own ->
                                            own.type() == key.type()
                                                    && own.definition().equals(key.definition()));
            if (key.ownsIndex() && !there) {
                draft.rejections()
                        .add(
                                "GW-243",
                                at,
                                "%s lacks the key %s of %s: %s"
                                        .formatted(
                                                child.name(),
                                                key.name(),
                                                parent.name(),
                                                key.definition()),
                                "ATTACH would build it while nobody can use the table",
                                "add it by create_constraint, in a plan before this one");
            }
        }
    }
}
