package dev.godwit.plan.operation.partition;

import dev.godwit.plan.lint.NameRule;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.Operation;
import dev.godwit.plan.operation.Wanted;
import dev.godwit.plan.reading.Doc;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.reading.Problems;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.partition.Partitioning;
import dev.godwit.plan.sql.Names;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.Stage;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Takes a partition out of its table; it stays as a table of its own, with all its rows. */
@Doc("Takes a partition out of its table, in contract; it stays as a table of its own")
public record DetachPartition(
        @Doc("The partitioned table, with its schema when that is not public") String table,
        @Doc("The partition") String partition,
        Location at)
        implements Operation {

    private static final String WORD = "detach_partition";

    @Override
    public List<QualifiedName> tables() {
        return List.of(Names.known(table), Names.known(partition));
    }

    @Override
    public Wanted wanted() {
        return Wanted.partition(Names.known(table), Names.known(partition), null);
    }

    @Override
    public void check(Problems problems) {
        NameRule.relation(table, at, problems);
        NameRule.relation(partition, at, problems);
    }

    @Override
    public void compile(Draft draft) {
        PartitionRules.find(draft, tables(), at).ifPresent(found -> compile(draft, found));
    }

    private void compile(Draft draft, PartitionRules.Found found) {
        QualifiedName parent = found.parent().name();
        QualifiedName child = found.partition().name();
        Optional<Partitioning.Part> part = found.live().attached();
        if (part.isEmpty() || part.get().leaving()) {
            draft.rejections()
                    .add(
                            "GW-239",
                            at,
                            part.isEmpty()
                                    ? "%s is not a partition of %s".formatted(child, parent)
                                    : "somebody has begun to detach " + child,
                            "",
                            part.isEmpty()
                                    ? "correct the names"
                                    : "alter table %s detach partition %s finalize"
                                            .formatted(parent.sql(), child.sql()));
            return;
        }
        List<String> constraints =
                found.partition().constraints().stream().map(Table.Constraint::name).toList();
        QualifiedName rest =
                found.live().defaultPartition().filter(name -> !name.equals(child)).orElse(null);
        Attaching back =
                new Attaching(
                        parent,
                        child,
                        found.live().bound(),
                        part.get().values(),
                        rest,
                        referenced(found.parent()),
                        draft.reserved("bound"));
        draft.takesAway();
        draft.step(
                Stage.CONTRACT,
                WORD,
                "detach %s from %s".formatted(child, parent),
                new ObjectWork.Detach(parent, child, constraints, found.live().bound(), true),
                back.again(constraints),
                List.of(
                        "%s becomes a partition again only if all its rows are within its bound by then, and no others are"
                                .formatted(child)));
    }

    private static List<QualifiedName> referenced(Table parent) {
        return parent.constraints().stream()
                .map(Table.Constraint::references)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
