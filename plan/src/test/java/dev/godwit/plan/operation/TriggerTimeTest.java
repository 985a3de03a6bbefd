package dev.godwit.plan.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.Compilation;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerTimeTest {

    private static final String ADD =
            "  - add_column: { table: users, column: { name: full_name, type: text }, up: first_name || last_name }\n";

    @Test
    void ofALargeTableItIsMadeAfterTheFill() {
        assertThat(steps("operations:\n" + ADD))
                .containsExactly(
                        "APPLY add column users.full_name (text)",
                        "BACKFILL fill users.full_name",
                        "BACKFILL keep users.full_name in sync for every writer",
                        "BACKFILL refuse new NULLs in users.full_name",
                        "VERIFY compare every row of users.full_name, and fill what was written before the trigger",
                        "CONSTRAIN validate that users.full_name holds no NULL",
                        "CONSTRAIN make users.full_name NOT NULL",
                        "CONTRACT stop keeping users.full_name in sync");
    }

    @Test
    void ofANewShapeAsWell() {
        assertThat(
                        steps(
                                "operations:\n  - alter_column: { table: users, column: nick, type: 'varchar(20)', up: 'left(nick, 20)', down: nick, lossy: true }"))
                .containsSubsequence(
                        "APPLY add the new shape of users.nick (varchar(20))",
                        "BACKFILL fill the new shape of users.nick",
                        "BACKFILL keep both shapes of users.nick the same for every writer",
                        "VERIFY compare every row of both shapes of users.nick, and fill what was written before the trigger");
    }

    @Test
    void ofAShapeWithANameOfItsOwnItIsMadeFirst() {
        assertThat(
                        late(
                                "operations:\n  - alter_column: { table: users, column: nick, name: called, type: 'varchar(20)', up: 'left(nick, 20)', down: nick, lossy: true }"))
                .isFalse();
    }

    @Test
    void theComparisonFillsAsTheFillDoes() {
        List<Step> steps = large("operations:\n" + ADD).steps();

        assertThat(sweeps(steps))
                .containsExactlyElementsOf(
                        steps.stream()
                                .filter(step -> step.stage() == Stage.BACKFILL)
                                .map(Step::work)
                                .filter(Work.Fill.class::isInstance)
                                .toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  - create_index: { table: users, name: by_full_name, columns: { full_name: {} } }\n",
                "  - create_table: { name: other, columns: [ { name: id, type: int, pk: true } ] }\n"
            })
    void whatNeedsItNoEarlierChangesNothing(String other) {
        assertThat(late("operations:\n" + ADD + other)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "operations:\n" + ADD + "backfill: { trigger: first }",
                "operations:\n" + ADD + "gates: { before_backfill: approval }",
                "operations:\n" + ADD + "  - sql: { up: select 1, down: select 1 }",
                "operations:\n"
                        + ADD
                        + "  - set_replica_identity: { table: users, identity: { type: full } }",
                "operations:\n" + ADD + "  - backfill: { table: users, set: { nick: first_name } }",
                "operations:\n  - add_column: { table: users, column: { name: full_name, type: text, check: { name: c, constraint: full_name <> '' } }, up: first_name }",
                "operations:\n  - add_column: { table: users, column: { name: full_name, type: text }, up: first_name, writes: application }",
                "operations:\n  - alter_column: { table: users, column: nick, nullable: false, up: first_name }\nbackfill: { trigger: late }"
            })
    void whatNeedsItEarlierHasItFirst(String plan) {
        assertThat(late(plan)).isFalse();
    }

    @Test
    void ofASmallTableItIsMadeFirstUnlessThePlanSaysOtherwise() {
        assertThat(late(MadeUp.users().compile("operations:\n" + ADD))).isFalse();
        assertThat(
                        late(
                                MadeUp.users()
                                        .compile(
                                                "operations:\n"
                                                        + ADD
                                                        + "backfill: { trigger: late }")))
                .isTrue();
    }

    private static List<String> steps(String plan) {
        return large(plan).steps().stream()
                .map(step -> step.stage() + " " + step.summary())
                .toList();
    }

    private static boolean late(String plan) {
        return late(large(plan));
    }

    private static boolean late(Compilation compiled) {
        assertThat(compiled.rejections()).isEmpty();
        return !sweeps(compiled.steps()).isEmpty();
    }

    private static List<Work> sweeps(List<Step> steps) {
        return steps.stream()
                .map(Step::work)
                .filter(Work.Prove.class::isInstance)
                .map(prove -> ((Work.Prove) prove).sweep())
                .filter(Objects::nonNull)
                .map(Work.class::cast)
                .toList();
    }

    private static Compilation large(String plan) {
        return MadeUp.users().bytes(1L << 30).compile(plan);
    }
}
