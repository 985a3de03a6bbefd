package dev.godwit.plan.operation.index;

import static dev.godwit.plan.operation.Compiled.name;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.operation.Compiled;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.LiveObjects;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.partition.PartitionTree;
import dev.godwit.plan.schema.partition.PartitionTree.Branch;
import dev.godwit.plan.schema.partition.PartitionTree.Kind;
import dev.godwit.plan.schema.partition.PartitionTree.Part;
import dev.godwit.plan.schema.partition.PartitionTree.Root;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.ObjectWork;
import dev.godwit.plan.step.Stage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartitionedIndexTest {

    private static final String CREATE =
            "create_index: { table: events, name: events_idx, columns: { id: {}, at: {} }, unique: %s }";
    private static final List<Part> PARTS =
            List.of(
                    new Part(name("events"), "events_at", "using btree (at)"),
                    new Part(name("events_1"), "odd", "using btree (at) with (fillfactor=70)"));

    @Test
    void isBuiltPartitionByPartition() {
        Compilation compiled = compile(CREATE.formatted("true"), Kind.LEAF, null, "at", "id");
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.refusals()).isEmpty();
        assertThat(compiled.steps()).hasSize(1);
        ObjectWork.BuildTree build = (ObjectWork.BuildTree) compiled.steps().getFirst().work();
        assertThat(build.definition()).isEqualTo("using btree (\"id\", \"at\")");
        assertThat(build.uniqueKey()).containsExactly("\"id\"", "\"at\"");
        assertThat(compiled.steps().getFirst().undo())
                .containsExactly(
                        new ObjectWork.DropTree(name("events"), "events_idx", build.reserved()));
    }

    @Test
    void isRefusedWhereAPartitionIsAForeignTable() {
        assertThat(codes(compile(CREATE.formatted("false"), Kind.FOREIGN, null, "at")))
                .containsExactly("GW-283");
    }

    @Test
    void isRejectedWhereAUniqueOneLacksAKeyOfAnyLevel() {
        assertThat(codes(compile(CREATE.formatted("true"), Kind.PARTITIONED, null, "at", "kind")))
                .containsExactly("GW-278");
        assertThat(codes(compile(CREATE.formatted("true"), Kind.PARTITIONED, null, "")))
                .as("an expression")
                .containsExactly("GW-278");
        assertThat(codes(compile(CREATE.formatted("false"), Kind.PARTITIONED, null, "kind")))
                .isEmpty();
    }

    @Test
    void isDroppedUnderOneLockAndBuiltAgainAsItWas() {
        Compilation compiled = compile("drop_index: { name: events_at }", Kind.LEAF, null, "at");
        assertThat(compiled.steps()).hasSize(1);
        assertThat(compiled.steps().getFirst().stage()).isEqualTo(Stage.CONTRACT);
        assertThat(compiled.steps().getFirst().work())
                .isEqualTo(new ObjectWork.DropTree(name("events"), "events_at", null));
        ObjectWork.BuildTree again =
                (ObjectWork.BuildTree) compiled.steps().getFirst().undo().getFirst();
        assertThat(again.known()).isEqualTo(PARTS);
        assertThat(again.definition()).isEqualTo("using btree (at)");
        assertThat(compiled.notices()).extracting(Problem::code).containsExactly("GW-280");
    }

    @Test
    void isNotDroppedWhereItIsAPartOfAnother() {
        assertThat(
                        codes(
                                compile(
                                        "drop_index: { name: events_at }",
                                        Kind.LEAF,
                                        name("all_at"),
                                        "at")))
                .containsExactly("GW-279");
    }

    private static Compilation compile(
            String operation, Kind kind, @Nullable QualifiedName partOf, String... keys) {
        PartitionTree tree =
                new PartitionTree(
                        name("events"),
                        List.of(
                                new Branch(1, name("events"), Kind.PARTITIONED, List.of(keys[0])),
                                new Branch(
                                        2,
                                        name("events_1"),
                                        kind,
                                        List.of(keys).subList(1, keys.length))),
                        List.of(new Root(partOf, PARTS)));
        Table events =
                Compiled.table(
                        "events",
                        Table.Kind.PARTITIONED,
                        List.of(
                                Column.coming("id", "int", true),
                                Column.coming("at", "date", true)),
                        List.of(
                                new Index(
                                        "events_at",
                                        false,
                                        false,
                                        true,
                                        false,
                                        List.of("at"),
                                        "CREATE INDEX events_at ON ONLY public.events USING btree (at)",
                                        "",
                                        List.of("at"))),
                        List.of(),
                        List.of());
        return Compiled.on(
                List.of(events),
                new LiveObjects(
                        List.of(), List.of(), List.of(), List.of(), List.of(), List.of(tree)),
                "operations:\n  - " + operation);
    }

    private static List<String> codes(Compilation compiled) {
        return java.util.stream.Stream.concat(
                        compiled.rejections().stream(), compiled.refusals().stream())
                .map(Problem::code)
                .toList();
    }
}
