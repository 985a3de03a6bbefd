package dev.godwit.plan.operation.rows;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.operation.MadeUp;
import dev.godwit.plan.problem.Problem;
import dev.godwit.plan.spec.GateSpec;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeleteTest {

    private static final String PLAN =
            "operations: [ { delete: { table: users, where: nick is null and shout <> '?' } } ]";

    @Test
    void isBehindTheGateAndSavesWhatItDeletes() {
        Compilation compiled = MadeUp.users().compile(PLAN);
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.refusals()).isEmpty();
        assertThat(compiled.steps()).extracting(Step::stage).containsOnly(Stage.CONTRACT);
        assertThat(compiled.gates()).isEqualTo(Map.of("before_contract", GateSpec.APPROVAL));
        Step delete = compiled.steps().getFirst();
        assertThat(((RowWork.DeleteRows) delete.work()).saved()).startsWith("_godwit_");
        assertThat(delete.undo()).singleElement().isInstanceOf(RowWork.PutRows.class);
        assertThat(delete.losses()).isEmpty();
        assertThat(compiled.steps().get(1).work()).isInstanceOf(RowWork.ProveNone.class);
        assertThat(compiled.trials()).hasSize(1);
    }

    @Test
    void saysThatNothingIsKeptWhenThePlanWantsItSo() {
        Step delete = MadeUp.keyless().compile("snapshot: none\n" + PLAN).steps().getFirst();
        assertThat(((RowWork.DeleteRows) delete.work()).saved()).isNull();
        assertThat(delete.undo()).isEmpty();
        assertThat(delete.losses()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"CASCADE", "SET NULL", "SET DEFAULT"})
    void refusesToChangeRowsOfOtherTables(String action) {
        Compilation compiled = MadeUp.users().pointedTo(action).compile(PLAN);
        assertThat(compiled.rejections())
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.code()).isEqualTo("GW-295");
                            assertThat(problem.what()).contains("items_fk", action);
                        });
    }

    @Test
    void saysWhatKeepsRowsFromGoing() {
        Compilation compiled = MadeUp.users().pointedTo("NO ACTION").compile(PLAN);
        assertThat(compiled.rejections()).isEmpty();
        assertThat(compiled.notices()).extracting(Problem::code).containsExactly("GW-296");
    }

    @Test
    void refusesTriggersThatNobodyHasSpokenOfAndTablesWithoutAKey() {
        Compilation compiled = MadeUp.keyless().firing("audit").compile(PLAN);
        assertThat(compiled.refusals()).extracting(Problem::code).containsExactly("GW-214");
        assertThat(compiled.rejections()).extracting(Problem::code).containsExactly("GW-234");
        assertThat(
                        MadeUp.users()
                                .firing("audit")
                                .compile("backfill: { fire_user_triggers: true }\n" + PLAN)
                                .refusals())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id < (select max(id) from t)",
                "nick = current_date::text",
                "clock_timestamp() is null",
                "ctid is null"
            })
    void refusesConditionsThatAreNotTheSameTomorrow(String where) {
        assertThat(
                        MadeUp.wrong(
                                "operations: [ { delete: { table: users, where: \"%s\" } } ]"
                                        .formatted(where)))
                .contains("GW-112");
    }
}
