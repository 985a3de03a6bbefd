package dev.godwit.plan.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.step.Save;
import dev.godwit.plan.step.ScriptWork;
import dev.godwit.plan.step.Work;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeightsTest {

    private static List<Heavy> of(String... script) throws Exception {
        return Weights.of(new Work.RunSql(List.of(script)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    create index on shop.t (a)                      | CREATE INDEX on shop.t
                    alter table shop.t alter a type bigint          | ALTER COLUMN TYPE on shop.t
                    alter table shop.t alter a set not null         | SET NOT NULL on shop.t
                    alter table shop.t add check (a > 0)            | ADD CHECK without NOT VALID on shop.t
                    alter table shop.t add foreign key (a) references u | ADD FOREIGN KEY without NOT VALID on shop.t
                    alter table shop.t add unique (a)               | ADD UNIQUE without USING INDEX on shop.t
                    alter table shop.t add b uuid default gen_random_uuid() | ADD COLUMN with a computed DEFAULT on shop.t
                    alter table shop.t add b bigserial              | ADD COLUMN of a serial type on shop.t
                    alter table shop.t add b int generated always as (a + 1) stored | ADD COLUMN ... GENERATED ... STORED on shop.t
                    update shop.t set a = 1                         | UPDATE in one transaction on shop.t
                    delete from shop.t where a = 1                  | DELETE in one transaction on shop.t
                    """)
    void namesWhatLastsTheLongerTheLargerTheTableIs(String statement, String words)
            throws Exception {
        assertThat(of(statement)).containsExactly(new Heavy(words, "shop", "t", "", false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create index concurrently on t (a)",
                "alter table t add b int",
                "alter table t add b int default 7",
                "alter table t add check (a > 0) not valid",
                "alter table t validate constraint c",
                "alter table t add unique using index i",
                "alter table t drop a",
                "insert into t select * from u"
            })
    void saysNothingOfWhatIsDoneAtOnceOrUnderAWeakLock(String statement) throws Exception {
        assertThat(of(statement)).isEmpty();
    }

    @Test
    void leavesOutTablesThatTheScriptMakes() throws Exception {
        assertThat(of("create table t (a int)", "create index on t (a)", "update t set a = 1"))
                .isEmpty();
    }

    @Test
    void countsTheCopyOfAWholeTable() throws Exception {
        Save column = new Save(0, Save.Kind.COLUMN, null, "t", List.of("a"), "", "saved1");
        Save rows = new Save(1, Save.Kind.ROWS, null, "t", List.of(), "select ...", "saved2");
        ScriptWork.Script script =
                new ScriptWork.Script(
                        "default",
                        "1_x",
                        "1",
                        "c",
                        List.of("alter table t drop a", "delete from t where b = 1"),
                        List.of(column, rows),
                        Duration.ofSeconds(30),
                        null);
        assertThat(Weights.of(script))
                .containsExactly(
                        new Heavy(
                                "copying column a of t, which nobody writes to meanwhile,",
                                null,
                                "t",
                                "saved1",
                                false),
                        new Heavy("DELETE in one transaction on t", null, "t", "saved2", true));
    }
}
