package dev.godwit.plan.operation.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.PlanReader;
import dev.godwit.plan.operation.Compiled;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.Index;
import dev.godwit.plan.schema.LiveObjects;
import dev.godwit.plan.schema.NamedType;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Use;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DropEnumValueTest {

    private static final QualifiedName PEOPLE = new QualifiedName("public", "people");

    @Test
    void typesAndColumnsChangePlacesInOneTransaction() {
        Compilation compiled = compile("sad", "ok", "mood", List.of(), "'sad'::public.mood");
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.notices()).extracting(Problem::code).containsExactly("GW-277");
        Work.Ddl exchange =
                compiled.steps().stream()
                        .filter(step -> step.summary().startsWith("exchange"))
                        .map(Step::work)
                        .map(Work.Ddl.class::cast)
                        .findFirst()
                        .orElseThrow();
        assertThat(exchange.tables()).containsExactly(PEOPLE);
        assertThat(exchange.statements().getFirst()).startsWith("alter type \"public\".\"mood\"");
        assertThat(exchange.statements())
                .anyMatch(one -> one.endsWith("set default 'ok'::\"public\".\"mood\""));
        assertThat(compiled.trials()).isEmpty();
    }

    @Test
    void whatCannotGoAlongIsNamed() {
        Compilation compiled =
                compile(
                        "sad",
                        "ok",
                        "mood",
                        List.of(
                                new Use(null, null, "type public.cheerful"),
                                new Use(
                                        new QualifiedName("public", "pets"),
                                        "mood",
                                        "column mood of table public.pets"),
                                new Use(null, null, "constraint glad on table public.people")),
                        "'ok'::public.mood");
        assertThat(compiled.rejections())
                .extracting(Problem::what)
                .containsExactly(
                        "the enum mood has other columns: pets.mood",
                        "other things stand on the enum mood, beside its columns: type public.cheerful");
    }

    @Test
    void aDefinitionThatSpeaksOfTheValueIsInTheWay() {
        Compilation compiled =
                compile("happy", "ok", "mood", List.of(), "lower('happy')::public.mood");
        assertThat(compiled.rejections()).extracting(Problem::code).containsExactly("GW-224");
        assertThat(compiled.rejections().getFirst().what()).contains("constraint glad");
    }

    @Test
    void aDefaultIsToldOrRejected() {
        Compilation compiled =
                compile("sad", "ok", "mood", List.of(), "coalesce(null, 'sad'::public.mood)");
        assertThat(compiled.rejections()).extracting(Problem::code).containsExactly("GW-228");
    }

    @Test
    void wrongNamesAreFoundAllAtOnce() {
        Compilation compiled = compile("sda", "okay", "id", List.of(), "");
        assertThat(compiled.rejections())
                .extracting(Problem::code)
                .containsExactly("GW-237", "GW-237", "GW-236", "GW-224");
    }

    @Test
    void noOtherOperationSpeaksOfTheType() {
        Compilation compiled =
                Compiled.on(
                        List.of(people("")),
                        objects(List.of()),
                        """
                        operations:
                          - add_enum_value: { type: mood, value: glad }
                          - drop_enum_value: { type: mood, value: sad, to: ok, columns: [ { table: people, column: mood } ] }
                        """);
        assertThat(compiled.rejections()).extracting(Problem::code).containsExactly("GW-276");
    }

    @Test
    void textIsCheckedWithoutADatabase() {
        assertThat(
                        PlanReader.read(
                                        "plan.yaml",
                                        "operations: [ { drop_enum_value: { type: mood, value: sad, to: sad, columns: [ { table: t, column: c }, { table: t, column: c } ] } } ]")
                                .problems())
                .extracting(Problem::code)
                .containsExactly("GW-113", "GW-113");
    }

    private static Compilation compile(
            String value, String to, String column, List<Use> more, String preset) {
        return Compiled.on(
                List.of(people(preset)),
                objects(more),
                "operations: [ { drop_enum_value: { type: mood, value: %s, to: %s, columns: [ { table: people, column: %s } ] } } ]"
                        .formatted(value, to, column));
    }

    private static LiveObjects objects(List<Use> more) {
        List<Use> uses = new ArrayList<>(more);
        uses.add(new Use(PEOPLE, "mood", "column mood of table public.people"));
        NamedType mood =
                new NamedType(
                        new QualifiedName("public", "mood"),
                        true,
                        List.of("sad", "ok", "happy"),
                        List.of("create type public.mood as enum ('sad', 'ok', 'happy')"),
                        uses);
        return new LiveObjects(List.of(mood), List.of(), List.of(), List.of(), List.of());
    }

    private static Table people(String preset) {
        Column mood = Column.coming("mood", "public.mood", true);
        return Compiled.table(
                "people",
                Table.Kind.ORDINARY,
                List.of(
                        Column.coming("id", "integer", true),
                        new Column(
                                "mood",
                                "public.mood",
                                true,
                                false,
                                false,
                                preset,
                                "",
                                mood.more())),
                List.of(
                        new Index(
                                "people_pkey",
                                true,
                                true,
                                true,
                                false,
                                List.of("id"),
                                "CREATE UNIQUE INDEX people_pkey ON public.people USING btree (id)",
                                "",
                                List.of("id"))),
                List.of(
                        new Table.Constraint(
                                "glad",
                                'c',
                                "CHECK ((mood <> 'happy'::public.mood))",
                                null,
                                "",
                                List.of("mood"))),
                List.of());
    }
}
