package dev.godwit.plan.operation.routine;

import static dev.godwit.plan.operation.Compiled.name;
import static dev.godwit.plan.operation.Compiled.table;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.PlanReader;
import dev.godwit.plan.operation.Compiled;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.schema.Column;
import dev.godwit.plan.schema.LiveObjects;
import dev.godwit.plan.schema.NamedTrigger;
import dev.godwit.plan.schema.Routine;
import dev.godwit.plan.schema.RoutineName;
import dev.godwit.plan.schema.Table;
import dev.godwit.plan.schema.Table.Kind;
import dev.godwit.plan.schema.Use;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutinesTest {

    private static final String TRIGGER = "trigger touched on table public.t";
    private static final RoutineName TOUCH = new RoutineName(name("touch"), List.of());
    private static final RoutineName BARE = new RoutineName(name("touch"), null);
    private static final RoutineName MANY = new RoutineName(name("many"), null);

    private static Routine routine(RoutineName asked, String signature, Use... uses) {
        return new Routine(
                asked, signature, List.of("create ..."), "function " + signature, List.of(uses));
    }

    private static Compilation compile(String plan) {
        Use use = new Use(null, null, TRIGGER);
        Table t =
                table(
                        "t",
                        Kind.ORDINARY,
                        List.of(Column.coming("id", "integer", true)),
                        List.of(),
                        List.of(),
                        List.of());
        return Compiled.on(
                List.of(t),
                new LiveObjects(
                        List.of(),
                        List.of(),
                        List.of(
                                routine(TOUCH, "public.touch()", use),
                                routine(BARE, "public.touch()", use),
                                routine(MANY, "public.many(integer)"),
                                routine(MANY, "public.many(text)")),
                        List.of(
                                new NamedTrigger(
                                        name("t"), "touched", List.of("create ..."), TRIGGER)),
                        List.of()),
                plan);
    }

    @Test
    void whatDoesNotFitIsRejectedAllAtOnce() {
        assertThat(
                        compile(
                                        """
                                        operations:
                                          - create_function: { definition: create function touch() returns trigger language plpgsql as '' }
                                          - drop_function: { name: many }
                                          - drop_function: { name: nowhere(text) }
                                          - drop_function: { name: touch }
                                          - create_trigger: { definition: create trigger touched before update on t execute function touch() }
                                          - drop_trigger: { table: t, name: nope }
                                          - drop_trigger: { table: nope, name: touched }
                                        """)
                                .rejections())
                .extracting(Problem::code)
                .containsExactly(
                        "GW-235", "GW-246", "GW-246", "GW-224", "GW-235", "GW-247", "GW-201");
    }

    @Test
    void theTriggerMayGoBefore() {
        Compilation compiled =
                compile(
                        "operations: [ { drop_trigger: { table: t, name: touched } }, { drop_function: { name: touch } } ]");
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.gates()).containsKey("before_contract");
    }

    @Test
    void aTriggerBesideAFillIsRefused() {
        assertThat(
                        compile(
                                        """
                                        operations:
                                          - create_trigger: { definition: create trigger zzzz before insert or update on t for each row execute function touch() }
                                          - create_trigger: { definition: create trigger zzzz_after after insert on t for each row execute function touch() }
                                          - add_column: { table: t, column: { name: a, type: int }, up: id }
                                        """)
                                .refusals())
                .extracting(Problem::code)
                .containsExactly("GW-248", "GW-214");
    }

    @Test
    void textIsCheckedWithoutADatabase() {
        assertThat(
                        PlanReader.read(
                                        "plan.yaml",
                                        """
                                        operations:
                                          - create_function: { definition: "select 1" }
                                          - create_function: { definition: "create function f(a t.x%type) returns int language sql as ''" }
                                          - drop_function: { name: "f(int), g" }
                                          - create_trigger: { definition: "create table t ()" }
                                          - create_trigger: { definition: create trigger zzz_godwit_1 before update on t execute function touch() }
                                        """)
                                .problems())
                .extracting(Problem::code)
                .containsExactly("GW-249", "GW-249", "GW-114", "GW-249", "GW-248");
    }

    @Test
    void namesAreReadByTheGrammar() throws Exception {
        RoutineText text =
                RoutineText.of(
                        "create or replace function \"Odd\".f(a int, b numeric(5,2)[], out c int, variadic d text[]) returns record language sql as ''");
        assertThat(text.name().name().schema()).isEqualTo("Odd");
        assertThat(text.name().arguments())
                .containsExactly(
                        "\"pg_catalog\".\"int4\"", "\"pg_catalog\".\"numeric\"[]", "\"text\"[]");
        assertThat(text.replaces()).isTrue();
        assertThat(RoutineText.of("create function f() returns int language sql as ''").statement())
                .isEqualTo("create function \"public\".f() returns int language sql as ''");
        assertThat(RoutineText.named("shop.f(int, text)").arguments()).hasSize(2);
        assertThat(RoutineText.named("f").arguments()).isNull();
    }
}
