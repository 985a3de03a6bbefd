package dev.godwit.plan.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Column.Details;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.LiveObjects;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.plan.step.Work;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShadowCopyTest {

    private static final Index KEY =
            new Index(
                    "items_pkey",
                    true,
                    true,
                    true,
                    false,
                    List.of("id"),
                    "CREATE UNIQUE INDEX items_pkey ON public.items USING btree (id)",
                    "items_pkey",
                    List.of("id"));
    private static final Index PRICES =
            new Index(
                    "price_idx",
                    false,
                    false,
                    true,
                    false,
                    List.of("price"),
                    "CREATE INDEX price_idx ON public.items USING btree (price DESC) WHERE (price > 0)",
                    "",
                    List.of("price"));
    private static final Constraint OWNER =
            new Constraint(
                    "items_owner_fkey",
                    'f',
                    "FOREIGN KEY (owner) REFERENCES public.users(id)",
                    Compiled.name("users"),
                    "",
                    List.of("owner"));

    @Test
    void aTypeIsChangedByACopyThatTakesTheTablesPlace() {
        Compilation compiled = compile("{ table: items, column: price, type: bigint }");
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.refusals()).isEmpty();
        assertThat(compiled.steps())
                .extracting(step -> step.stage() + " " + step.summary())
                .containsExactly(
                        "APPLY make the table that items is copied into",
                        "BACKFILL note which rows of items are there",
                        "BACKFILL copy items, with price as bigint",
                        "BACKFILL build the primary key of the copy of items",
                        "BACKFILL have the copy follow items for every writer",
                        "VERIFY compare every row of items with its copy, and copy what was written before it followed",
                        "VERIFY take rows out of the copy of items that were deleted before it followed",
                        "CONSTRAIN build index price_idx of the copy of items",
                        "CONSTRAIN items_owner_fkey of the copy of items",
                        "CONSTRAIN validate items_owner_fkey of the copy of items",
                        "CONSTRAIN gather statistics of the copy of items",
                        "CONSTRAIN wait for transactions that began before items was copied",
                        "CONSTRAIN exchange items and its copy",
                        "CONTRACT compare every row of items with the old table once more",
                        "CONTRACT look for rows that only the old table of items has",
                        "CONTRACT put the old table of items aside, as _godwit_735c6de7_kept.items");
        assertThat(compiled.gates()).isEmpty();
        assertThat(compiled.trials().getFirst().back()).isNotNull();
        assertThat(compiled.steps().get(7).work())
                .isInstanceOfSatisfying(
                        Work.BuildIndex.class,
                        build ->
                                assertThat(build.create())
                                        .isEqualTo(
                                                "create index concurrently \"_godwit_735c6de7_idx2\" on \"public\".\"_godwit_735c6de7_new\" USING btree (price DESC) WHERE (price > 0)"));
    }

    @Test
    void severalColumnsOfATableGoWithOneCopy() {
        Compilation compiled =
                compile(
                        "{ table: items, column: price, type: text, up: price::text, down: price::integer }",
                        "{ table: items, column: id, type: bigint }");
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.steps())
                .filteredOn(step -> step.work() instanceof ShadowWork.CopyRows)
                .singleElement()
                .satisfies(
                        step ->
                                assertThat(((ShadowWork.CopyRows) step.work()).values())
                                        .extracting(ShadowWork.Value::expression)
                                        .containsExactly(
                                                "(\"id\"\n)::bigint",
                                                "(\"price\"::text\n)::text",
                                                "\"owner\""));
    }

    @Test
    void whatPostgresDoesInTheCatalogIsNotCopied() {
        assertThat(compile("{ table: items, column: owner, type: varchar(20) }").rejections())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GW-289 | { table: items, column: price, type: bigint, nullable: true }",
                "GW-274 | { table: items, column: id, type: text }",
                "GW-205 | { table: items, column: price, type: integer }",
                "GW-202 | { table: items, column: prize, type: bigint }"
            })
    void whatACopyCannotDoIsSaid(String code, String operation) {
        assertThat(compile(operation).rejections()).extracting(Problem::code).contains(code);
    }

    @Test
    void aTableWithoutAKeyIsNotCopied() {
        assertThat(codes(table(List.of(), List.of(), "DEFAULT"))).containsExactly("GW-274");
    }

    @Test
    void whatPointsToTheTableIsSaid() {
        Table.Dependent view = new Table.Dependent(null, null, "view totals", "");
        assertThat(codes(table(List.of(KEY), List.of(view), "DEFAULT"))).containsExactly("GW-289");
        assertThat(codes(table(List.of(KEY), List.of(), "FULL"))).containsExactly("GW-289");
    }

    @Test
    void nothingElseIsDoneWithTheTable() {
        assertThat(
                        on(
                                        table(List.of(KEY), List.of(), "DEFAULT"),
                                        """
                                        backfill: { strategy: copy }
                                        operations:
                                          - alter_column: { table: items, column: price, type: bigint }
                                          - create_index: { table: items, name: x, columns: { owner: {} } }
                                        """)
                                .rejections())
                .extracting(Problem::code)
                .contains("GW-289");
        assertThat(
                        on(
                                        table(List.of(KEY), List.of(), "DEFAULT"),
                                        """
                                        backfill: { strategy: copy }
                                        snapshot: none
                                        operations:
                                          - alter_column: { table: items, column: price, type: bigint }
                                        """)
                                .rejections())
                .extracting(Problem::code)
                .containsExactly("GW-289");
    }

    private static List<String> codes(Table table) {
        return on(
                        table,
                        "backfill: { strategy: copy }\noperations: [ { alter_column: { table: items, column: price, type: bigint } } ]")
                .rejections()
                .stream()
                .map(Problem::code)
                .toList();
    }

    private static Compilation compile(String... operations) {
        StringBuilder plan = new StringBuilder("backfill: { strategy: copy }\noperations:\n");
        for (String one : operations) {
            plan.append("  - alter_column: ").append(one).append('\n');
        }
        return on(table(List.of(KEY, PRICES), List.of(), "DEFAULT"), plan.toString());
    }

    private static Compilation on(Table table, String plan) {
        return Compiled.on(List.of(table), LiveObjects.NONE, plan);
    }

    private static Table table(
            List<Index> indexes, List<Table.Dependent> dependents, String identity) {
        return Compiled.table(
                        "items",
                        Table.Kind.ORDINARY,
                        List.of(
                                Column.coming("id", "integer", true),
                                new Column(
                                        "price",
                                        "integer",
                                        true,
                                        false,
                                        false,
                                        "",
                                        "",
                                        Details.NONE),
                                Column.coming("owner", "character varying(10)", false)),
                        indexes,
                        List.of(OWNER),
                        dependents)
                .withReplicaIdentity(identity);
    }
}
