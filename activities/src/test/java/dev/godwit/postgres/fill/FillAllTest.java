package dev.godwit.postgres.fill;

import static dev.godwit.postgres.fill.FillTarget.EXPRESSION;
import static dev.godwit.postgres.fill.FillTarget.ID;
import static dev.godwit.postgres.fill.FillTarget.LONG;
import static dev.godwit.postgres.fill.FillTarget.PREDICATE;
import static dev.godwit.postgres.fill.FillTarget.TABLE;
import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.RowWork.Filled;
import dev.godwit.plan.step.Work.Strategy;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FillAllTest {

    private static final int ROWS = 6_000;
    private static final Filled SYNCED =
            new Filled("c", "text", EXPRESSION, PREDICATE, null, false);
    private static final Filled NULLS =
            new Filled("d", "json", "to_json(b) -- ?", "d is null", "_godwit_d", false);
    private static final Filled OVER =
            new Filled(
                    "pad",
                    "varchar(60)",
                    "upper(a)",
                    "(b % 3 = 0) and pad is distinct from upper(a)",
                    "_godwit_pad",
                    true);

    private FillTarget target;

    @BeforeEach
    void open() throws SQLException {
        target = new FillTarget().table(ROWS);
        target.sql(
                "alter table t add d json",
                "update t set d = '{\"own\":  1}' where b % 2 = 0",
                "update t set c = a || ' ' || b where b % 5 = 0",
                "delete from touched",
                "vacuum full t");
    }

    @AfterEach
    void close() {
        target.close();
    }

    @ParameterizedTest
    @EnumSource
    void writesEachRowOnceAndSavesOnlyWhatItFilled(Strategy strategy) throws Exception {
        fill(strategy, SYNCED, NULLS, OVER);

        assertThat(target.wrongRows()).isZero();
        assertThat(target.writtenTwice()).isZero();
        assertThat(target.number("select count(*) from touched")).isEqualTo(ROWS - ROWS / 3);
        assertThat(
                        target.number(
                                "select count(*) from t where b % 2 = 0 and d::text <> '{\"own\":  1}'"))
                .isZero();
        assertThat(target.number("select count(*) from godwit._godwit_d")).isEqualTo(ROWS / 2);
        assertThat(target.number("select count(*) from godwit._godwit_d where id % 2 = 0"))
                .isZero();
        assertThat(
                        target.number(
                                "select count(*) from godwit._godwit_pad s join t using (id) where s.pad is not distinct from t.pad and s._godwit_old = repeat('x', 60)"))
                .isEqualTo(ROWS / 3);
        assertThat(target.number("select count(*) from godwit._godwit_pad")).isEqualTo(ROWS / 3);
    }

    @Test
    void withoutAnythingToSaveNeedsNoKey() throws Exception {
        Filled other = new Filled("d", "json", "to_json(b)", "d is null", null, false);
        run(
                new RowWork.FillAll(
                        TABLE, List.of(SYNCED, other), Strategy.BLOCKS, List.of(), 1, null));
        assertThat(target.wrongRows()).isZero();
        assertThat(target.writtenTwice()).isZero();
        assertThat(target.number("select count(*) from t where d is null")).isZero();
    }

    @Test
    void givesOldValuesBackWhereNobodyHasChangedThem() throws Exception {
        long run = fill(Strategy.KEYS, OVER);
        target.sql("update t set pad = 'own' where id = 3", "delete from t where id = 6");
        RowWork.GiveBack back = new RowWork.GiveBack(TABLE, "pad", ID, "_godwit_pad");
        SavedRows rows = new SavedRows(target.database());

        assertThat(rows.restore(run, 1, back, UNATTENDED))
                .contains("1998 rows of t.pad hold what they held; 2 were changed or deleted");
        assertThat(rows.restore(run, 1, back, UNATTENDED)).isEqualTo("no row was filled");
        assertThat(target.number("select count(*) from t where pad <> repeat('x', 60)"))
                .isEqualTo(1);
    }

    private long fill(Strategy strategy, Filled... columns) throws SQLException {
        return run(new RowWork.FillAll(TABLE, List.of(columns), strategy, ID, 1, null));
    }

    private long run(RowWork work) throws SQLException {
        long run = target.run(work);
        FillRunner runner = new FillRunner(target.database());
        while (!runner.slice(run, 1, 0, Duration.ofMillis(30), UNATTENDED).finished()) {
            // the next slice goes on where this one ended
        }
        assertThat(runner.slice(run, 1, 0, LONG, UNATTENDED).finished()).isTrue();
        return run;
    }
}
