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
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildIndexTest {

    private static final String KEY =
            "create_constraint: { table: items, name: items_fk, type: foreign_key, columns: [a, b], references: { table: users, columns: [a, b]%s } }";

    private static final Index KEY_INDEX =
            new Index(
                    "pk",
                    true,
                    true,
                    true,
                    false,
                    List.of("id"),
                    "CREATE UNIQUE INDEX pk ON public.t USING btree (id)",
                    "pk",
                    List.of("id"));

    @Test
    void isBuiltConcurrentlyBeforeTheForeignKey() {
        Compilation compiled = compile(List.of(), KEY.formatted(""));
        assertThat(summaries(compiled))
                .containsExactly(
                        "build index items_a_b_idx on items, for items_fk",
                        "foreign key items_fk for new rows of items",
                        "look for rows of items that items_fk forbids",
                        "validate items_fk of items");
        Work.BuildIndex build = (Work.BuildIndex) compiled.steps().getFirst().work();
        assertThat(build.create())
                .isEqualTo(
                        "create index concurrently \"%s\" on \"public\".\"items\" using btree (\"a\", \"b\")"
                                .formatted(build.reserved()));
        assertThat(compiled.steps().getFirst().undo())
                .containsExactly(
                        new Work.DropIndex(name(build.reserved())),
                        new Work.DropIndex(name("items_a_b_idx")));
        assertThat(codes(compiled)).containsExactly("GW-282");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b", "b,a", "b,a,c"})
    void isNotWhereOneBeginsWithItsColumnsInAnyOrder(String columns) {
        Compilation compiled = compile(List.of(index(columns, true, "")), KEY.formatted(""));
        assertThat(builds(compiled)).isEmpty();
        assertThat(codes(compiled)).isEmpty();
    }

    @Test
    void isWhereTheOneThereIsDoesNotServe() {
        for (Index other :
                List.of(
                        index("a,c,b", true, ""),
                        index("a", true, ""),
                        index("a,b", false, ""),
                        index("a,b", true, " WHERE (a > 1)"))) {
            assertThat(builds(compile(List.of(other), KEY.formatted("")))).hasSize(1);
        }
        assertThat(
                        builds(
                                compile(
                                        List.of(index("a,b", true, "")),
                                        KEY.formatted(""),
                                        "drop_index: { name: items_some }")))
                .as("one that the plan drops")
                .hasSize(1);
    }

    @Test
    void isNotWhereAnotherOperationBuildsOne() {
        for (String other :
                List.of(
                        "create_index: { table: items, name: i, columns: { b: {}, a: {} } }",
                        "create_constraint: { table: items, name: i, type: unique, columns: [a, b, c] }")) {
            assertThat(builds(compile(List.of(), other, KEY.formatted("")))).hasSize(1);
            assertThat(builds(compile(List.of(), KEY.formatted(""), other))).hasSize(1);
        }
        assertThat(
                        builds(
                                compile(
                                        List.of(),
                                        KEY.formatted(""),
                                        KEY.formatted("").replace("items_fk", "again_fk"))))
                .as("one for both keys")
                .hasSize(1);
        assertThat(
                        builds(
                                compile(
                                        List.of(),
                                        "create_index: { table: items, name: i, columns: { a: {}, b: {} }, predicate: a > 1 }",
                                        KEY.formatted(""))))
                .as("a partial one does not serve")
                .hasSize(2);
    }

    @Test
    void isLeftAwayWhenThePlanSaysSo() {
        Compilation compiled = compile(List.of(), KEY.formatted(", index: false"));
        assertThat(builds(compiled)).isEmpty();
        assertThat(codes(compiled)).containsExactly("GW-229");
        assertThat(compiled.notices().getFirst().next()).contains("reads all of items");
    }

    @Test
    void hasANameThatNothingHasAndNoOperationGives() {
        Compilation compiled =
                compile(
                        List.of(),
                        KEY.formatted(""),
                        "create_index: { table: items, name: items_a_b_idx, columns: { c: {} } }");
        assertThat(compiled.rejections()).isEmpty();
        assertThat(builds(compiled)).containsExactly("items_a_b_idx1", "items_a_b_idx");
    }

    @Test
    void ofAColumnThatIsNewOrGetsAnotherShapeIsNamedAsItWillBe() {
        assertThat(
                        builds(
                                compile(
                                        List.of(),
                                        "add_column: { table: items, column: { name: d, type: int, nullable: true, references: { name: fk, table: users } } }")))
                .containsExactly("items_d_idx");
        assertThat(
                        builds(
                                compile(
                                        List.of(),
                                        "add_column: { table: items, column: { name: d, type: int, nullable: true, unique: true, references: { name: fk, table: users } } }")))
                .containsExactly("items_d_key");
        Compilation shaped =
                compile(
                        List.of(),
                        "alter_column: { table: items, column: a, type: bigint, name: d, references: { name: fk, table: users } }");
        assertThat(builds(shaped)).containsExactly("items_d_idx");
        assertThat(
                        builds(
                                compile(
                                        List.of(index("a", true, "")),
                                        "alter_column: { table: items, column: a, type: bigint, references: { name: fk, table: users } }")))
                .as("its index is built again for the new shape")
                .hasSize(1)
                .noneMatch(name -> name.startsWith("items"));
    }

    @Test
    void ofANewTableIsMadeAtOnce() {
        Compilation compiled =
                compile(
                        List.of(),
                        """
                        create_table:
                              name: bills
                              columns:
                                - { name: id, type: int, pk: true, references: { name: bills_id_fk, table: users } }
                                - { name: user_id, type: int, references: { name: bills_user_fk, table: users } }
                                - { name: by, type: int, references: { name: bills_by_fk, table: users, index: false } }
                        """);
        assertThat(summaries(compiled))
                .containsExactly(
                        "create table bills",
                        "foreign key bills_id_fk of bills",
                        "build index bills_user_id_idx on bills, for bills_user_fk",
                        "foreign key bills_user_fk of bills",
                        "foreign key bills_by_fk of bills");
        assertThat(builds(compiled)).isEmpty();
        assertThat(codes(compiled)).containsExactly("GW-282", "GW-229");
    }

    private static Compilation compile(List<Index> indexes, String... operations) {
        return Compiled.on(
                List.of(table("items", indexes), table("users", List.of())),
                LiveObjects.NONE,
                "operations:\n  - " + String.join("\n  - ", operations));
    }

    private static Table table(String name, List<Index> indexes) {
        List<Column> columns = new ArrayList<>();
        for (String column : List.of("id", "a", "b", "c")) {
            columns.add(Column.coming(column, "int", column.equals("id")));
        }
        List<Index> all = new ArrayList<>(indexes);
        all.add(KEY_INDEX);
        return Compiled.table(
                name,
                Table.Kind.ORDINARY,
                columns,
                all,
                List.of(
                        new Table.Constraint(
                                "pk", 'p', "PRIMARY KEY (id)", null, "", List.of("id"))),
                List.of());
    }

    private static Index index(String columns, boolean valid, String where) {
        return new Index(
                "items_some",
                false,
                false,
                valid,
                !where.isEmpty(),
                List.of(columns.split(",")),
                "CREATE INDEX items_some ON public.items USING btree (%s)%s"
                        .formatted(columns, where),
                "",
                List.of(columns.split(",")));
    }

    private static List<String> builds(Compilation compiled) {
        assertThat(compiled.rejections()).isEmpty();
        return compiled.steps().stream()
                .filter(step -> step.work() instanceof Work.BuildIndex)
                .map(step -> ((Work.BuildIndex) step.work()).name())
                .toList();
    }

    private static List<String> summaries(Compilation compiled) {
        assertThat(compiled.rejections()).isEmpty();
        return compiled.steps().stream().map(step -> step.summary()).toList();
    }

    private static List<String> codes(Compilation compiled) {
        return compiled.notices().stream().map(Problem::code).toList();
    }
}
