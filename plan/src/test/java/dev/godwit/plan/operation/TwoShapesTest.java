package dev.godwit.plan.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.Compiler;
import dev.godwit.plan.Plan;
import dev.godwit.plan.PlanReader;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Column.Details;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.LiveObjects;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Constraint;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Stage;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TwoShapesTest {

    private static final QualifiedName ITEMS = new QualifiedName("public", "items");

    @Test
    void aTypeIsChangedByAColumnThatIsExchangedWhenItIsProven() {
        Compilation compiled =
                compile("alter_column: { table: items, column: price, type: bigint }");
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.steps())
                .extracting(step -> step.stage() + " " + step.summary())
                .containsExactly(
                        "APPLY add the new shape of items.price (bigint)",
                        "APPLY keep both shapes of items.price the same for every writer",
                        "APPLY price_check of items for its new shape",
                        "BACKFILL fill the new shape of items.price",
                        "VERIFY compare every row of both shapes of items.price",
                        "CONSTRAIN validate price_check of items for its new shape",
                        "CONSTRAIN build index price_idx of items for its new shape",
                        "CONSTRAIN exchange the shapes of items.price",
                        "CONTRACT compare both shapes of items.price once more",
                        "CONTRACT drop index _godwit_5ef8f6b7_old2",
                        "CONTRACT drop constraint _godwit_5ef8f6b7_old1 of items",
                        "CONTRACT stop keeping the old shape of items.price",
                        "CONTRACT keep the values of the old shape of items.price",
                        "CONTRACT compare every value of the old shape of items.price with what was kept",
                        "CONTRACT drop the old shape of items.price");
        assertThat(compiled.gates()).isEmpty();
        assertThat(compiled.trials().getFirst().back()).isNotNull();
    }

    @Test
    void aForeignKeyComesOnceItsIndexIsThere() {
        Table items =
                Compiled.table(
                        "items",
                        Table.Kind.ORDINARY,
                        List.of(
                                Column.coming("id", "integer", true),
                                Column.coming("owner", "integer", false)),
                        List.of(
                                index("items_pkey", "id", true),
                                index("items_owner_idx", "owner", false)),
                        List.of(
                                new Table.Constraint(
                                        "items_owner_fkey",
                                        'f',
                                        "FOREIGN KEY (owner) REFERENCES public.users(id)",
                                        Compiled.name("users"),
                                        "",
                                        List.of("owner"))),
                        List.of());
        assertThat(
                        Compiled.on(
                                        List.of(items),
                                        LiveObjects.NONE,
                                        "operations: [ { rename_column: { table: items, from: owner, to: user_id } } ]")
                                .steps())
                .filteredOn(step -> step.summary().contains("items_owner"))
                .filteredOn(step -> step.stage() != Stage.CONTRACT)
                .extracting(step -> step.stage() + " " + step.summary())
                .containsExactly(
                        "CONSTRAIN build index items_owner_idx of items for its new shape",
                        "CONSTRAIN items_owner_fkey of items for its new shape",
                        "CONSTRAIN validate items_owner_fkey of items for its new shape");
    }

    private static Index index(String name, String column, boolean primary) {
        return new Index(
                name,
                primary,
                primary,
                true,
                false,
                List.of(column),
                "CREATE INDEX %s ON public.items USING btree (%s)".formatted(name, column),
                "",
                List.of(column));
    }

    @Test
    void aNewNameAsksForAGate() {
        Compilation compiled = compile("rename_column: { table: items, from: price, to: cents }");
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.gates()).containsKey("before_contract");
    }

    @Test
    void renamedInPlaceItIsOneStepAndANotice() {
        Compilation compiled =
                compile("rename_column: { table: items, from: id, to: item_id, rename: in_place }");
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.notices()).extracting(Problem::code).containsExactly("GW-219");
        assertThat(compiled.steps()).hasSize(1);
        assertThat(compiled.steps().getFirst().stage()).isEqualTo(Stage.APPLY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name|text|true",
                "name|varchar|true",
                "name|character varying(30)|true",
                "name|varchar(10)|false",
                "name|int|false",
                "share|numeric(12,2)|true",
                "share|DECIMAL(12, 2)|true",
                "share|numeric|true",
                "share|numeric(12,3)|false",
                "price|bigint|false",
                "wide|varchar|true",
                "wide|varchar(100)|false",
                "made|timestamptz(6)|true",
                "made|timestamptz|true",
                "made|timestamp|false"
            })
    void someChangesOfTypeNeedNoSecondColumn(String column, String type, boolean free) {
        Compilation compiled =
                compile(
                        "alter_column: { table: items, column: %s, type: \"%s\" }"
                                .formatted(column, type));
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.steps()).as(type).hasSize(free ? 1 : compiled.steps().size());
        assertThat(compiled.steps().size() == 1).isEqualTo(free);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rename_column: { table: items, from: id, to: key }|GW-218",
                "rename_column: { table: items, from: price, to: name }|GW-203",
                "rename_column: { table: items, from: token, to: secret }|GW-218",
                "rename_column: { table: items, from: shown, to: visible }|GW-224",
                "alter_column: { table: items, column: price, type: integer }|GW-205",
                "alter_column: { table: items, column: price, type: int4 }|GW-205",
                "alter_column: { table: items, column: price, type: text, up: price + share }|GW-228"
            })
    void whatCannotBeThereTwiceIsRejected(String operation, String code) {
        assertThat(compile(operation).rejections()).extracting(Problem::code).containsExactly(code);
    }

    @Test
    void twoOperationsDoNotWorkWithOneColumnThatChanges() {
        String change = "alter_column: { table: items, column: price, type: bigint }";
        String index = "create_index: { table: items, name: i, columns: { price: {} } }";
        assertThat(compile(change, index).rejections())
                .extracting(Problem::code)
                .containsExactly("GW-217");
        assertThat(compile(index, change).rejections())
                .extracting(Problem::code)
                .containsExactly("GW-217");
        String other = "alter_column: { table: items, column: share, type: float8 }";
        assertThat(compile(change, other).rejections()).isEmpty();
        String shared = "alter_column: { table: items, column: wide, type: int, up: length(wide) }";
        assertThat(compile(other, shared).rejections())
                .extracting(Problem::what)
                .containsExactly(
                        "both_idx stands on items.wide and on another column that this plan gives another shape");
    }

    private static Compilation compile(String... operations) {
        String text = "migration: m\noperations:\n  - " + String.join("\n  - ", operations);
        Plan plan = Objects.requireNonNull(PlanReader.read("m.yaml", text).plan(), text);
        return Compiler.compile(
                plan, new LiveSchema(180000, List.of(items()), List.of(ITEMS), List.of(ITEMS)));
    }

    private static Table items() {
        Details seen = new Details("", List.of(), List.of(), false, List.of("view shop_window"));
        Table table =
                Table.coming(
                        ITEMS,
                        List.of(
                                Column.coming("id", "bigint", true),
                                column("price", "integer", "1", Details.NONE),
                                column("name", "character varying(20)", "", Details.NONE),
                                column("share", "numeric(10,2)", "", Details.NONE),
                                column("wide", "text", "", Details.NONE),
                                column("made", "timestamp(3) with time zone", "", Details.NONE),
                                column("token", "uuid", "gen_random_uuid()", Details.NONE),
                                column("shown", "boolean", "", seen)));
        return table.withParts(
                table.columns(),
                List.of(
                        index("items_pkey", true, "id"),
                        index("price_idx", false, "price"),
                        index("both_idx", false, "wide", "share")),
                List.of(
                        new Constraint(
                                "items_pkey", 'p', "PRIMARY KEY (id)", null, "", List.of("id")),
                        new Constraint(
                                "price_check",
                                'c',
                                "CHECK ((price > 0))",
                                null,
                                "",
                                List.of("price"))));
    }

    private static Column column(String name, String type, String preset, Details more) {
        return new Column(name, type, false, false, false, preset, "", more);
    }

    private static Index index(String name, boolean primary, String... columns) {
        return new Index(
                name,
                primary,
                primary,
                true,
                false,
                List.of(columns),
                "CREATE %sINDEX %s ON public.items USING btree (%s)"
                        .formatted(primary ? "UNIQUE " : "", name, String.join(", ", columns)),
                primary ? name : "",
                List.of(columns));
    }
}
