package dev.godwit.plan.operation.type;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.Compiler;
import dev.godwit.plan.PlanReader;
import dev.godwit.plan.Reading;
import dev.godwit.plan.operation.Compiled;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.LiveObjects;
import dev.godwit.plan.schema.LiveSchema;
import dev.godwit.plan.schema.NamedType;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Use;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Step;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnumsTest {

    private static final NamedType MOOD =
            new NamedType(
                    new QualifiedName("public", "mood"),
                    true,
                    List.of("sad", "ok", "happy"),
                    List.of("create type public.mood as enum ('sad', 'ok', 'happy')"),
                    List.of(
                            new Use(
                                    new QualifiedName("public", "people"),
                                    "mood",
                                    "column mood of table public.people")));
    private static final NamedType PAIR =
            new NamedType(
                    new QualifiedName("public", "pair"), false, List.of(), List.of(), List.of());

    @Test
    void whatDoesNotFitIsRejectedAllAtOnce() {
        Compilation compiled =
                compile(
                        """
                        operations:
                          - create_enum: { name: mood, values: [ a ] }
                          - add_enum_value: { type: mod, value: x }
                          - add_enum_value: { type: pair, value: x }
                          - add_enum_value: { type: mood, value: x, before: hapy }
                          - add_enum_value: { type: mood, value: happy, before: sad }
                          - rename_enum_value: { type: mood, from: nope, to: ok }
                          - drop_enum: { name: mood }
                        """);
        assertThat(compiled.rejections())
                .extracting(Problem::code)
                .containsExactly(
                        "GW-235", "GW-236", "GW-236", "GW-237", "GW-237", "GW-237", "GW-237",
                        "GW-224");
        assertThat(compiled.rejections().get(3).next()).isEqualTo("did you mean \"happy\"?");
        assertThat(compiled.rejections().getLast().what())
                .contains("column mood of table public.people");
    }

    @Test
    void aValueIsLostToARollbackOnlyWhenItWasNotThere() {
        Compilation compiled =
                compile(
                        """
                        operations:
                          - add_enum_value: { type: mood, value: glad, before: happy }
                          - add_enum_value: { type: mood, value: ok, after: sad }
                        """);
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.notices()).extracting(Problem::code).containsExactly("GW-238");
        assertThat(compiled.steps())
                .extracting(Step::losses)
                .containsExactly(
                        List.of(
                                "the value 'glad' stays in the enum mood: PostgreSQL cannot take one away"),
                        List.of());
    }

    @Test
    void aPlanMayUseWhatItMakes() {
        Compilation compiled =
                compile(
                        """
                        operations:
                          - create_enum: { name: size, values: [ s, m ] }
                          - add_enum_value: { type: size, value: l }
                          - rename_enum_value: { type: size, from: l, to: large }
                        """);
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.gates()).containsKey("before_contract");
    }

    @Test
    void aTableThatIsKeptStillUsesTheTypeAndAColumnDoesNot() {
        Table people =
                Compiled.table(
                        "people",
                        Table.Kind.ORDINARY,
                        List.of(
                                Column.coming("id", "integer", true),
                                Column.coming("mood", "mood", false)),
                        List.of(
                                new Index(
                                        "people_pkey",
                                        true,
                                        true,
                                        true,
                                        false,
                                        List.of("id"),
                                        "",
                                        "",
                                        List.of("id"))),
                        List.of(),
                        List.of());
        LiveObjects objects =
                new LiveObjects(List.of(MOOD), List.of(), List.of(), List.of(), List.of());
        assertThat(
                        codes(
                                people,
                                objects,
                                "operations: [ { drop_column: { table: people, column: mood } }, { drop_enum: { name: mood } } ]"))
                .isEmpty();
        assertThat(
                        codes(
                                people,
                                objects,
                                "operations: [ { alter_column: { table: people, column: mood, type: text } }, { drop_enum: { name: mood } } ]"))
                .isEmpty();
        String whole =
                "operations: [ { drop_table: { name: people } }, { drop_enum: { name: mood } } ]";
        assertThat(codes(people, objects, whole)).containsExactly("GW-224");
        assertThat(codes(people, objects, "snapshot: none\n" + whole)).isEmpty();
        assertThat(
                        codes(
                                people,
                                objects,
                                "snapshot: none\noperations: [ { drop_enum: { name: mood } } ]"))
                .containsExactly("GW-224");
    }

    private static List<String> codes(Table table, LiveObjects objects, String plan) {
        return Compiled.on(List.of(table), objects, plan).rejections().stream()
                .map(Problem::code)
                .toList();
    }

    @Test
    void textIsCheckedWithoutADatabase() {
        Reading reading =
                PlanReader.read(
                        "plan.yaml",
                        """
                        operations:
                          - create_enum: { name: mood, values: [ a, b, a ] }
                          - add_enum_value: { type: mood, value: %s, before: a, after: b }
                        """
                                .formatted("x".repeat(64)));
        assertThat(reading.problems())
                .extracting(Problem::code)
                .containsExactly("GW-113", "GW-115", "GW-113");
    }

    private static Compilation compile(String plan) {
        Reading reading = PlanReader.read("plan.yaml", plan);
        assertThat(reading.problems()).isEmpty();
        LiveSchema schema =
                new LiveSchema(180_000, List.of(), List.of(), List.of())
                        .with(
                                new LiveObjects(
                                        List.of(MOOD, PAIR),
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        List.of()));
        return Compiler.compile(requireNonNull(reading.plan()), schema);
    }
}
