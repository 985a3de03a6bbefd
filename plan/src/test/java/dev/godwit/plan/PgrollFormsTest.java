package dev.godwit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.operation.Compiled;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.LiveObjects;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.step.Work;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The forms of pgroll's files that Godwit's own documentation does not use. */
class PgrollFormsTest {

    @Test
    void theKeyNameNamesThePlanAsMigrationDoes() {
        assertThat(read("name: 07_boats\noperations: [ { sql: { up: select 1 } } ]").plan())
                .extracting(Plan::name)
                .isEqualTo("07_boats");
        assertThat(problems("name: a\nmigration: b\noperations: [ { sql: { up: select 1 } } ]"))
                .containsExactly("GW-113");
    }

    @Test
    void theJsonSchemaThatEditorsReadIsNoKeyOfThePlan() {
        assertThat(
                        read("""
                                        { "$schema": "https://example.org/schema.json", "operations": [ { "sql": { "up": "select 1" } } ] }
                                        """)
                                .plan())
                .isNotNull();
    }

    @Test
    void aSchemaForTheVersionIsLeftAsideWithANotice() {
        Compilation compiled =
                compile(
                        """
                        version_schema: spring
                        operations: [ { sql: { up: select 1 } } ]
                        """);

        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.notices()).extracting(Problem::code).containsExactly("GW-273");
    }

    @Test
    void theColumnsOfAnIndexAreAMappingOrAListOfEither() {
        String key = "(\"name\" collate \"C\" text_ops desc nulls last, \"length\")";
        for (String columns :
                List.of(
                        "{ name: { collate: C, opclass: { name: text_ops }, sort: DESC, nulls: LAST }, length: {} }",
                        "[ { column: name, collate: C, opclass: { name: text_ops }, sort: DESC, nulls: LAST }, length ]",
                        "[ { column: name, collate: C, opclass: { name: text_ops }, sort: DESC, nulls: LAST }, { column: length } ]")) {
            assertThat(index(columns).replace("\"text_ops\"", "text_ops"))
                    .as(columns)
                    .endsWith(" using btree " + key);
        }
        assertThat(index("[ length, name ]")).endsWith(" using btree (\"length\", \"name\")");
    }

    @Test
    void whatIsWrongWithThemIsSaid() {
        assertThat(problems(withIndex("name"))).containsExactly("GW-104");
        assertThat(problems(withIndex("[]"))).containsExactly("GW-103");
        assertThat(problems(withIndex("{}"))).containsExactly("GW-103");
        assertThat(problems(withIndex("[ name, name ]"))).containsExactly("GW-110");
        assertThat(problems(withIndex("[ { sort: ASC } ]"))).containsExactly("GW-103");
        assertThat(problems(withIndex("[ { column: name, sort: UP } ]"))).containsExactly("GW-113");
        assertThat(problems(withIndex("[ { column: name, order: ASC } ]")))
                .containsExactly("GW-102");
        assertThat(problems(withIndex("[ [ name ] ]"))).containsExactly("GW-104");
    }

    @Test
    void theTimeIsADefaultThatWritesNoRow() {
        for (String time :
                List.of("now()", "current_timestamp", "now() + interval '1 day'", "current_date")) {
            Compilation compiled =
                    compile(add("{ name: at, type: timestamptz, default: \"%s\" }", "", time));

            assertThat(compiled.rejections()).isEmpty();
            assertThat(compiled.steps()).hasSize(1);
            assertThat(((Work.Ddl) compiled.steps().getFirst().work()).statements().getFirst())
                    .endsWith("default " + time + " not null");
        }
        for (String other :
                List.of(
                        "clock_timestamp()",
                        "random()::text",
                        "lower(name)",
                        "(select 1 from t)")) {
            assertThat(problems(add("{ name: at, type: text, default: \"%s\" }", "", other)))
                    .as(other)
                    .containsExactly("GW-116");
        }
    }

    @Test
    void anUpThatIsTheDefaultItselfIsEvaluatedOnceForARow() {
        Compilation compiled =
                compile(
                        add(
                                "{ name: token, type: uuid, default: \"%1$s\" }",
                                ", up: \"%1$s\"", "gen_random_uuid()"));

        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.gates()).isEmpty();
        assertThat(compiled.trials()).singleElement().matches(Trial::anyValue);
        Work.Fill fill =
                (Work.Fill)
                        compiled.steps().stream()
                                .map(step -> step.work())
                                .filter(Work.Fill.class::isInstance)
                                .findFirst()
                                .orElseThrow();
        assertThat(fill.predicate()).isEqualTo("\"token\" is null");
        assertThat(
                        problems(
                                add(
                                        "{ name: token, type: uuid, nullable: true }",
                                        ", up: \"%s\"",
                                        "gen_random_uuid()")))
                .containsExactly("GW-112");
        assertThat(
                        problems(
                                add(
                                        "{ name: token, type: uuid, default: \"%1$s\" }",
                                        ", up: \"%1$s\", writes: godwit", "gen_random_uuid()")))
                .containsExactly("GW-112");
    }

    @Test
    void aDefaultIsComputedByUpWithoutTheSelectAroundIt() {
        for (String up :
                List.of(
                        "SELECT CASE WHEN length < 1 THEN 1 ELSE length END",
                        "(SELECT CASE WHEN length < 1 THEN 1 ELSE length END)")) {
            Compilation compiled = compile(check(up));

            assertThat(compiled.rejections()).isEmpty();
            assertThat(compiled.steps().toString())
                    .contains("set default (CASE WHEN (0) < 1 THEN 1 ELSE (0) END\n)::integer");
        }
        assertThat(compile(check("length + coalesce((SELECT 1), 2)")).rejections())
                .extracting(Problem::code)
                .containsExactly("GW-228");
    }

    @Test
    void whatNamesAColumnThatIsNotThereIsSaidByItsKey() {
        Compilation compiled =
                compile(
                        "operations: [ { alter_column: { table: boats, column: length, type: bigint, up: length + 1, down: size } } ]");

        assertThat(compiled.rejections())
                .extracting(Problem::what)
                .containsExactly("boats has no column size, which down reads");
    }

    @Test
    void valuesOfAnotherTypeMayChangeWhereTheyAreMendedForAConstraint() {
        String change =
                "operations: [ { alter_column: { table: boats, column: length, type: text, up: \"coalesce(length::text, 'short')\", down: length::int%s } } ]";

        assertThat(way(change.formatted(""))).isNotNull();
        assertThat(way(change.formatted(", nullable: false"))).isNull();
        assertThat(way(change.formatted(", check: { name: c, constraint: length <> '' }")))
                .isNull();
        assertThat(way(change.formatted(", nullable: false, lossy: false"))).isNotNull();
    }

    @Test
    void anEmptyUpOrDownIsNone() {
        assertThat(
                        compile(
                                        """
                                        { "operations": [
                                          { "add_column": { "table": "boats", "up": "", "column": { "name": "a", "type": "int", "nullable": true } } },
                                          { "drop_column": { "table": "boats", "column": "length", "down": "" } } ] }
                                        """)
                                .rejections())
                .isEmpty();
        assertThat(problems("operations: [ { sql: { up: '' } } ]")).containsExactly("GW-103");
    }

    @Test
    void aSerialColumnWouldRewriteTheTable() {
        for (String more : List.of("", ", up: \"1\"")) {
            assertThat(problems(add("{ name: n, type: Serial, nullable: true }", more, "")))
                    .containsExactly("GW-226");
        }
    }

    private static Trial.@Nullable Back way(String plan) {
        return compile(plan).trials().getFirst().back();
    }

    private static String check(String up) {
        return "operations: [ { alter_column: { table: boats, column: length, check: { name: long, constraint: length > 0 }, up: \"%s\" } } ]"
                .formatted(up);
    }

    private static String add(String column, String more, String value) {
        return "operations: [ { add_column: { table: boats, column: %s%s } } ]"
                .formatted(column.formatted(value), more.formatted(value));
    }

    private static String withIndex(String columns) {
        return "operations: [ { create_index: { table: boats, name: boats_idx, columns: %s } } ]"
                .formatted(columns);
    }

    private static String index(String columns) {
        return ((Work.BuildIndex) compile(withIndex(columns)).steps().getFirst().work()).create();
    }

    private static Reading read(String plan) {
        return PlanReader.read("plan.yaml", plan);
    }

    private static List<String> problems(String plan) {
        return read(plan).problems().stream().map(Problem::code).toList();
    }

    private static Compilation compile(String plan) {
        Table boats =
                Compiled.table(
                        "boats",
                        Table.Kind.ORDINARY,
                        List.of(
                                column("id", "bigint", true),
                                column("name", "text", true),
                                new Column(
                                        "length",
                                        "integer",
                                        false,
                                        false,
                                        false,
                                        "0",
                                        "",
                                        Column.Details.NONE)),
                        List.of(
                                new Index(
                                        "boats_pkey",
                                        true,
                                        true,
                                        true,
                                        false,
                                        List.of("id"),
                                        "CREATE UNIQUE INDEX boats_pkey ON public.boats USING btree (id)",
                                        "boats_pkey",
                                        List.of("id"))),
                        List.of(),
                        List.of());
        return Compiled.on(List.of(boats), LiveObjects.NONE, plan);
    }

    private static Column column(String name, String type, boolean notNull) {
        return new Column(name, type, notNull, false, false, "", "", Column.Details.NONE);
    }
}
