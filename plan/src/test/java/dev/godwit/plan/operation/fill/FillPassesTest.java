package dev.godwit.plan.operation.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.operation.MadeUp;
import dev.godwit.plan.step.RowWork.FillAll;
import dev.godwit.plan.step.Work;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often a fill passes over each window, where the plan says it. */
class FillPassesTest {

    private static final String ADD =
            "operations:\n  - add_column: { table: users, column: { name: full_name, type: text }, up: first_name || last_name }\n";

    @Test
    void areThoseOfThePlan() {
        assertThat(passes(ADD + "backfill: { passes: 8 }")).containsExactly(8);
    }

    @Test
    void areFoundOutWhenTheStepBeginsOtherwise() {
        assertThat(passes(ADD)).containsExactly((Integer) null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "3", "32", "-4"})
    void areAPowerOfTwo(String wrong) {
        assertThat(MadeUp.wrong(ADD + "backfill: { passes: " + wrong + " }")).isNotEmpty();
    }

    private static List<Integer> passes(String plan) {
        return MadeUp.users().compile(plan).steps().stream()
                .filter(step -> step.work() instanceof Work.Fill)
                .map(step -> FillAll.of((Work.Fill) step.work()).passes())
                .toList();
    }
}
