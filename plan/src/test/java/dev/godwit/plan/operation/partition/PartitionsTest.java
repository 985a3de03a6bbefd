package dev.godwit.plan.operation.partition;

import static dev.godwit.plan.operation.Compiled.name;
import static dev.godwit.plan.operation.Compiled.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.PlanReader;
import dev.godwit.plan.operation.Compiled;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.LiveObjects;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.schema.Table.Kind;
import dev.godwit.plan.schema.partition.Partitioning;
import dev.godwit.plan.step.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class PartitionsTest {

    private static final List<Column> COLUMNS =
            List.of(Column.coming("id", "integer", true), Column.coming("at", "date", true));
    private static final Constraint KEY =
            new Constraint("e_pk", 'p', "PRIMARY KEY (id, at)", null, "", List.of("id", "at"));
    private static final Constraint CHECK =
            new Constraint("e_id", 'c', "CHECK ((id > 0))", null, "", List.of("id"));
    private static final String ATTACH =
            "operations: [ { attach_partition: { table: e, partition: e2, for_values: \"FROM (1) TO (2)\" } } ]";

    private static Table parent(List<Table.Dependent> dependents) {
        return table("e", Kind.PARTITIONED, COLUMNS, List.of(), List.of(KEY, CHECK), dependents);
    }

    private static Table child(List<Column> columns, Constraint... constraints) {
        return table("e2", Kind.ORDINARY, columns, List.of(), List.of(constraints), List.of());
    }

    private static LiveObjects live(String refused, Partitioning.Part... parts) {
        return new LiveObjects(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(
                        new Partitioning(
                                name("e"),
                                name("e2"),
                                List.of(parts),
                                "(at IS NOT NULL)",
                                refused,
                                List.of())));
    }

    @Test
    void whatThePartitionLacksIsAddedBeforeItIsAttached() {
        Compilation compiled =
                Compiled.on(
                        List.of(parent(List.of()), child(COLUMNS, KEY)),
                        live("", new Partitioning.Part(name("rest"), "DEFAULT", false)),
                        ATTACH);
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.refusals()).isEmpty();
        assertThat(compiled.notices()).extracting(Problem::code).containsExactly("GW-238");
        assertThat(compiled.steps())
                .extracting(Step::summary)
                .containsExactly(
                        "give e2 the constraint e_id of e",
                        "validate e_id of e2",
                        "let e2 take only rows of its bound",
                        "validate that all rows of e2 are so",
                        "keep rows of that bound out of rest",
                        "validate that all rows of rest are so",
                        "attach e2 to e");
    }

    @Test
    void whatDiffersIsRejectedAllAtOnce() {
        Compilation compiled =
                Compiled.on(
                        List.of(
                                parent(List.of()),
                                child(
                                        List.of(
                                                Column.coming("id", "bigint", false),
                                                Column.coming("more", "text", false)),
                                        CHECK.withName("other"),
                                        new Constraint(
                                                "e_id",
                                                'c',
                                                "CHECK ((id > 1))",
                                                null,
                                                "",
                                                List.of("id")))),
                        live(""),
                        ATTACH);
        assertThat(compiled.rejections())
                .extracting(Problem::code)
                .containsExactly("GW-240", "GW-243");
        assertThat(compiled.rejections().getFirst().what())
                .contains("column id is bigint, not integer")
                .contains("column id is not NOT NULL")
                .contains("it has no column at")
                .contains("it has one column more: more")
                .contains("its constraint e_id says something else");
    }

    @Test
    void whatCannotBeTakenBackOnlineIsRefused() {
        Table pointed =
                parent(
                        List.of(
                                new Table.Dependent(
                                        name("f"), "f_fk", "foreign key f_fk of f", "")));
        assertThat(Compiled.on(List.of(pointed, child(COLUMNS, KEY)), live(""), ATTACH).refusals())
                .extracting(Problem::code)
                .containsExactly("GW-242");
    }

    @Test
    void whatPostgresRefusesAndWhatIsSoAlreadyIsRejected() {
        List<Table> tables = List.of(parent(List.of()), child(COLUMNS, KEY));
        assertThat(Compiled.on(tables, live("would overlap"), ATTACH).rejections())
                .extracting(Problem::code)
                .containsExactly("GW-241");
        assertThat(
                        Compiled.on(
                                        tables,
                                        live(
                                                "",
                                                new Partitioning.Part(
                                                        name("e2"), "FOR VALUES IN (1)", false)),
                                        ATTACH)
                                .rejections())
                .extracting(Problem::code)
                .containsExactly("GW-239");
        String detach =
                "operations: [ { detach_partition: { table: e, partition: e2 } }, { detach_partition: { table: e2, partition: e } } ]";
        assertThat(Compiled.on(tables, live(""), detach).rejections())
                .extracting(Problem::code)
                .containsExactly("GW-239", "GW-239");
    }

    @Test
    void aBoundIsOneBound() {
        assertThat(
                        PlanReader.read(
                                        "plan.yaml",
                                        "operations: [ { attach_partition: { table: e, partition: e2, for_values: \"IN (1); drop table e\" } }, { attach_partition: { table: e, partition: e2, for_values: \"BETWEEN 1\" } } ]")
                                .problems())
                .extracting(Problem::code)
                .containsExactly("GW-111", "GW-111");
    }
}
