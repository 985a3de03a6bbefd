package dev.godwit.plan.operation.partition;

import dev.godwit.plan.lint.TableRules;
import dev.godwit.plan.operation.Draft;
import dev.godwit.plan.operation.constraint.ByDefinition;
import dev.godwit.plan.operation.index.IndexNames;
import dev.godwit.plan.reading.Location;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.partition.IndexShape;
import dev.godwit.plan.schema.partition.Partitioning;
import dev.godwit.plan.sql.Identifier;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The steps that make a table a partition: what its partitioned table has and it lacks is added
 * first, so that ATTACH finds all of it.
 */
record AttachingSteps(Draft draft, Table parent, Table child, Location at) {

    private static final String WORD = "attach_partition";

    void compile(Partitioning live, String values) {
        TableRules.changeable(child, at, draft);
        if (live.attached().isPresent()) {
            draft.rejections()
                    .add(
                            "GW-239",
                            at,
                            "%s is a partition of %s already"
                                    .formatted(child.name(), parent.name()),
                            "",
                            "remove this operation");
            return;
        }
        if (draft.plan().operations().stream()
                .limit(draft.operation() - 1L)
                .flatMap(one -> one.builds().stream())
                .anyMatch(one -> one.table().equals(parent.name()))) {
            draft.rejections()
                    .add(
                            "GW-281",
                            at,
                            "an operation before builds an index on " + parent.name(),
                            "what the new partition lacks is compared with what the table has before the run",
                            "let attach_partition stand first, or in a plan of its own");
            return;
        }
        if (!live.refused().isEmpty()) {
            draft.rejections()
                    .add(
                            "GW-241",
                            at,
                            "PostgreSQL does not take the bound of " + child.name(),
                            live.refused(),
                            "correct for_values");
            return;
        }
        new Fitting(draft, parent, child, at).check();
        QualifiedName rest = live.defaultPartition().orElse(null);
        Attaching attaching =
                new Attaching(
                        parent.name(),
                        child.name(),
                        live.bound(),
                        values,
                        rest,
                        referenced(),
                        draft.reserved("bound"));
        constraints();
        indexes(live);
        check(
                attaching,
                child.name(),
                "let %s take only rows of its bound".formatted(child.name()));
        if (rest != null) {
            draft.notice(
                    "GW-238",
                    at,
                    "until %s is attached, %s takes no rows of its bound"
                            .formatted(child.name(), rest),
                    "attach it before anybody writes such rows");
            check(attaching, rest, "keep rows of that bound out of " + rest);
        }
        draft.step(
                stage(),
                WORD,
                "attach %s to %s".formatted(child.name(), parent.name()),
                attaching.attach(),
                new ObjectWork.Detach(
                        parent.name(),
                        child.name(),
                        child.constraints().stream().map(Table.Constraint::name).toList(),
                        live.bound(),
                        true));
    }

    private void check(Attaching attaching, QualifiedName table, String summary) {
        draft.step(stage(), WORD, summary, attaching.refuse(table), attaching.drop(table));
        draft.step(
                stage(),
                WORD,
                "validate that all rows of %s are so".formatted(table),
                attaching.validate(table));
    }

    /** Behind whatever an operation before has to do with one of the two. */
    private Stage stage() {
        return draft.touchedBefore(parent.name()) || draft.touchedBefore(child.name())
                ? Stage.CONSTRAIN
                : Stage.APPLY;
    }

    private List<QualifiedName> referenced() {
        return parent.constraints().stream()
                .filter(one -> one.type() == 'f')
                .map(Table.Constraint::references)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Checks and foreign keys of the partitioned table. */
    private void constraints() {
        for (Table.Constraint wanted : parent.constraints()) {
            boolean there =
                    wanted.type() == 'c'
                            ? child.constraint(wanted.name()).isPresent()
                            : child.constraints().stream()
                                    .anyMatch(own -> own.definition().equals(wanted.definition()));
            if (there || wanted.type() != 'c' && wanted.type() != 'f') {
                continue;
            }
            ByDefinition same =
                    new ByDefinition(
                            child.name(),
                            new Table.Constraint(
                                    wanted.name(),
                                    wanted.type(),
                                    wanted.definition(),
                                    wanted.references(),
                                    "",
                                    wanted.columns()));
            draft.step(
                    stage(),
                    WORD,
                    "give %s the constraint %s of %s"
                            .formatted(child.name(), wanted.name(), parent.name()),
                    same.add(),
                    same.drop());
            draft.step(
                    stage(),
                    WORD,
                    "validate %s of %s".formatted(wanted.name(), child.name()),
                    same.validate());
        }
    }

    private void indexes(Partitioning live) {
        List<IndexShape> own = new ArrayList<>(live.indexesOf(child.name()));
        int place = 0;
        for (IndexShape wanted : live.indexesOf(parent.name())) {
            if (wanted.constrained()) {
                continue;
            }
            var match =
                    own.stream()
                            .filter(one -> !one.constrained() && one.shape().equals(wanted.shape()))
                            .findFirst();
            if (match.isPresent()) {
                own.remove(match.get());
                continue;
            }
            QualifiedName name =
                    IndexNames.free(
                            draft,
                            child.name(),
                            wanted.columns().stream()
                                    .map(one -> one.matches("\\w+") ? one : "expr")
                                    .toList());
            String reserved = draft.reserved("idx" + ++place);
            String create =
                    "create %sindex concurrently %s on %s using %s"
                            .formatted(
                                    wanted.unique() ? "unique " : "",
                                    Identifier.quote(reserved),
                                    child.name().sql(),
                                    wanted.rest());
            draft.step(
                    stage(),
                    WORD,
                    "build index %s on %s, as %s has it"
                            .formatted(name, child.name(), parent.name()),
                    new Work.BuildIndex(
                            child.name(), reserved, name.name(), create, false, List.of(), null),
                    new Work.DropIndex(new QualifiedName(name.schema(), reserved)),
                    new Work.DropIndex(name));
        }
    }
}
