package dev.godwit.postgres.rows;

import static dev.godwit.postgres.fill.FillTarget.ID;
import static dev.godwit.postgres.fill.FillTarget.LONG;
import static dev.godwit.postgres.fill.FillTarget.TABLE;
import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.step.RowWork;
import dev.godwit.plan.step.Work.Strategy;
import dev.godwit.postgres.fill.FillTarget;
import dev.godwit.postgres.fill.SavedRows;
import dev.godwit.postgres.fill.SliceRunner;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.verify.VerifyRunner;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeleteRunnerTest {

    private static final int ROWS = 9_000;
    private static final String WHERE = "b % 3 = 0 -- a third";
    private static final RowWork.PutRows BACK = new RowWork.PutRows(TABLE, ID, "_godwit_rows");

    private FillTarget target;

    @BeforeEach
    void open() throws SQLException {
        target = new FillTarget().table(ROWS);
        target.sql("drop trigger zzz_godwit_t on t");
    }

    @AfterEach
    void close() {
        target.close();
    }

    @ParameterizedTest
    @EnumSource
    void deletesInLanesAndInSlicesAndPutsBackExactlyThat(Strategy strategy) throws Exception {
        String was = contents();
        long run = deleted(strategy, 3);

        assertThat(target.number("select count(*) from t")).isEqualTo(ROWS - ROWS / 3);
        assertThat(target.number("select count(*) from godwit._godwit_rows")).isEqualTo(ROWS / 3);
        assertThat(target.stateOf(run, 1)).isEqualTo("done");
        assertThat(new VerifyRunner(target.database()).slice(run, 2, 0, LONG, UNATTENDED).rows())
                .isEqualTo(ROWS - ROWS / 3);

        assertThat(back(run)).isEqualTo("3000 rows of t put back");
        assertThat(contents()).isEqualTo(was);
        assertThat(target.text("select to_regclass('godwit._godwit_rows')")).isEqualTo("null");
        assertThat(back(run)).isEqualTo("no row was deleted, or all were put back before");
    }

    @Test
    void passesAgainUntilAPassFindsNoRow() throws Exception {
        target.sql(
                // For each of the first rows that go another one comes, with a key behind the
                // cursor.
                """
                create function again() returns trigger language plpgsql as $$ begin
                  if old.id between 1 and 300 then
                    insert into public.t (id, row_id, a, b) values (old.id - 1000, 0, 'again', 3); end if; return null; end $$
                """,
                "create trigger again after delete on t for each row execute function again()");
        deleted(Strategy.KEYS, 1);
        assertThat(target.number("select count(*) from t where b % 3 = 0")).isZero();
        assertThat(target.number("select count(*) from godwit._godwit_rows"))
                .isEqualTo(ROWS / 3 + 100);
    }

    @Test
    void stopsWhenRowsAreWrittenAsFastAsTheyAreDeleted() throws Exception {
        target.sql(
                """
                create function again() returns trigger language plpgsql as $$ begin
                  insert into public.t (id, row_id, a, b) values (old.id, 0, 'again', 3); return null; end $$
                """,
                "create trigger again after delete on t for each row when (old.id = 3) execute function again()");
        long run = run(Strategy.BLOCKS, 1);
        assertThatThrownBy(() -> slice(run, 0, LONG))
                .isInstanceOfSatisfying(
                        EngineFailure.class,
                        failure -> assertThat(failure.problem().code()).isEqualTo("GW-315"));
        target.sql("drop trigger again on t");
        assertThat(slice(run, 0, LONG)).isTrue();
        assertThat(target.number("select count(*) from t where b % 3 = 0")).isZero();
    }

    @Test
    void aRowThatIsWrittenAfterwardsIsCountedAndStopsTheRunUntilItIsGone() throws Exception {
        long run = deleted(Strategy.BLOCKS, 1);
        target.sql("insert into t (id, row_id, a, b) values (3, 3, 'again', 3)");
        VerifyRunner verify = new VerifyRunner(target.database());
        for (int time = 0; time < 2; time++) {
            assertThatThrownBy(() -> verify.slice(run, 2, 0, LONG, UNATTENDED))
                    .isInstanceOfSatisfying(
                            EngineFailure.class,
                            failure -> assertThat(failure.problem().code()).isEqualTo("GW-314"));
        }
        assertThat(target.text("select keys[1] from godwit.mismatch")).isEqualTo("[\"3\"]");
        assertThat(target.stateOf(run, 2)).isEqualTo("started");
        target.sql("delete from t where id = 3");
        assertThat(verify.slice(run, 2, 0, LONG, UNATTENDED).finished()).isTrue();
        assertThat(target.stateOf(run, 2)).isEqualTo("done");
    }

    @Test
    void whatSomethingStandsInTheWayOfStaysWhereItWasSaved() throws Exception {
        target.sql(
                "create table p (id int primary key)",
                "insert into p select b from t",
                "alter table t add constraint t_p foreign key (b) references p",
                "create unique index t_pad on t (a) where a is not null");
        long run = deleted(Strategy.KEYS, 1);
        target.sql(
                "insert into t (id, row_id, a, b) values (3, 3, 'own', 4)",
                "insert into t (id, row_id, a, b) values (100000, 3, 'a6', 4)",
                "delete from p where id in (9, 12, 8997)");

        assertThat(back(run))
                .startsWith("2995 rows of t put back; these stay in godwit._godwit_rows: ")
                .contains(
                        "3 (insert or update on table \"t\" violates foreign key constraint \"t_p\"")
                .contains("2 (its key or another unique value is taken)");
        assertThat(target.text("select a from t where id = 3")).isEqualTo("own");
        assertThat(target.text("select array_agg(id order by id) from godwit._godwit_rows"))
                .isEqualTo("{3,6,9,12,8997}");
    }

    @ParameterizedTest
    @EnumSource
    void aTableWithoutRowsTakesOneCallEach(Strategy strategy) throws Exception {
        target.sql("truncate t");
        long run = run(strategy, 2);
        assertThat(slice(run, 0, LONG)).isTrue();
        assertThat(slice(run, 1, LONG)).isTrue();
        assertThat(
                        new VerifyRunner(target.database())
                                .slice(run, 2, 0, LONG, UNATTENDED)
                                .finished())
                .isTrue();
        assertThat(target.number("select count(*) from godwit.checkpoint where fence > 0"))
                .isZero();
    }

    private String contents() throws SQLException {
        return target.text("select md5(string_agg(t::text, ',' order by id)) from t");
    }

    private String back(long run) throws SQLException {
        return new SavedRows(target.database()).restore(run, 1, BACK, UNATTENDED);
    }

    private long deleted(Strategy strategy, int lanes) throws SQLException {
        long run = run(strategy, lanes);
        for (int lane = 0; lane < lanes; lane++) {
            while (!slice(run, lane, Duration.ofMillis(20))) {
                // the next slice goes on where this one ended
            }
        }
        return run;
    }

    private long run(Strategy strategy, int lanes) throws SQLException {
        return target.run(
                new RowWork.DeleteRows(TABLE, WHERE, strategy, ID, lanes, null, "_godwit_rows"),
                new RowWork.ProveNone(TABLE, WHERE, ID));
    }

    private boolean slice(long run, int lane, Duration budget) throws SQLException {
        return new SliceRunner(target.database())
                .slice(run, 1, lane, budget, UNATTENDED)
                .finished();
    }
}
