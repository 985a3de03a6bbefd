package dev.godwit.postgres.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepJsonTest {

    private static final QualifiedName USERS = new QualifiedName("public", "users");
    private static final List<Work.KeyColumn> KEY = List.of(new Work.KeyColumn("id", "bigint"));
    private static final Work.Fill FILL =
            new Work.Fill(
                    USERS, "n", "text", "a", "n is null", Work.Strategy.BLOCKS, KEY, 1, null, null);

    /** As runs of before that word existed have stored it. */
    @Test
    void readsProofsAndFillsOfEarlierVersions() {
        Step fill =
                StepJson.read(
                        """
                        {"number":4,"stage":"BACKFILL","operation":"add_column","summary":"fill users.n","work":
                         {"kind":"fill","table":{"schema":"public","name":"users"},"column":"n","type":"text","expression":"a",
                          "predicate":"n is null","strategy":"BLOCKS","key":[{"name":"id","type":"bigint"}],"lanes":1,"maxRowsPerSecond":null,"saved":null},
                         "undo":[],"losses":[]}
                        """,
                        Step.class);
        assertThat(fill.work()).isEqualTo(FILL);
        Work.Prove prove =
                (Work.Prove)
                        StepJson.read(
                                        """
                                        {"number":5,"stage":"VERIFY","operation":"add_column","summary":"compare","work":
                                         {"kind":"prove","table":{"schema":"public","name":"users"},"mismatch":"n is null","key":[{"name":"id","type":"bigint"}],
                                          "trigger":{"name":"t","function":"f","body":"b"}},"undo":[],"losses":[]}
                                        """,
                                        Step.class)
                                .work();
        assertThat(prove.triggers()).containsExactly(new Work.SyncTrigger("t", "f", "b"));
    }

    static List<Work> works() {
        Work.SyncTrigger trigger = new Work.SyncTrigger("t", "f", "b");
        return List.of(
                new RowWork.FillAll(
                        USERS,
                        List.of(new RowWork.Filled("n", "text", "a", "n is null", "s", true)),
                        Work.Strategy.KEYS,
                        KEY,
                        2,
                        5),
                new RowWork.GiveBack(USERS, "n", KEY, "s"),
                new RowWork.RunBody(USERS, KEY.getFirst(), "update", 1, null),
                new RowWork.RunBack(USERS, KEY.getFirst(), "update"),
                new RowWork.DeleteRows(
                        USERS, "n is null", Work.Strategy.BLOCKS, List.of(), 1, null, null),
                new RowWork.ProveNone(USERS, "n is null", KEY),
                new RowWork.PutRows(USERS, KEY, "s"),
                new Work.Prove(USERS, "n is null", KEY, trigger, List.of(trigger), 1, null),
                new Work.Prove(USERS, "n is null", KEY, trigger).sweeping(FILL));
    }

    @ParameterizedTest
    @MethodSource("works")
    void readsWhatItWrote(Work work) {
        assertThat(StepJson.read(StepJson.write(work), Work.class)).isEqualTo(work);
    }
}
