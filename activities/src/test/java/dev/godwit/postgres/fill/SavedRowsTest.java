package dev.godwit.postgres.fill;

import static dev.godwit.postgres.fill.FillTarget.ID;
import static dev.godwit.postgres.fill.FillTarget.LONG;
import static dev.godwit.postgres.fill.FillTarget.TABLE;
import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.step.Work;
import dev.godwit.plan.step.Work.Strategy;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.session.Attempt;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SavedRowsTest {

    private static final Work.RestoreNulls RESTORE =
            new Work.RestoreNulls(TABLE, "a", ID, "_godwit_1_saved");

    private FillTarget target;

    @BeforeEach
    void open() throws SQLException {
        target = new FillTarget().table(5_000);
        target.sql("drop trigger zzz_godwit_t on t");
    }

    @AfterEach
    void close() {
        target.close();
    }

    private long filled(Strategy strategy) throws SQLException {
        long run =
                target.run(
                        new Work.Fill(
                                TABLE,
                                "a",
                                "text",
                                "'none ' || b",
                                "a is null",
                                strategy,
                                ID,
                                1,
                                null,
                                "_godwit_1_saved"));
        FillRunner runner = new FillRunner(target.database());
        LaneReport report;
        do {
            report = runner.slice(run, 1, 0, Duration.ofMillis(20), UNATTENDED);
        } while (!report.finished());
        return run;
    }

    @ParameterizedTest
    @EnumSource
    void makesTheFilledRowsNullAgainAndLeavesWhatWasChangedSince(Strategy strategy)
            throws Exception {
        long run = filled(strategy);
        assertThat(target.number("select count(*) from t where a is null")).isZero();
        assertThat(target.number("select count(*) from godwit._godwit_1_saved")).isEqualTo(100);
        target.sql("update t set a = 'own' where id = 50", "delete from t where id = 100");

        String done = new SavedRows(target.database()).restore(run, 1, RESTORE, UNATTENDED);

        assertThat(done).contains("98 rows of t.a are NULL again; 2 were changed or deleted");
        assertThat(target.number("select count(*) from t where a is null")).isEqualTo(98);
        assertThat(target.number("select count(*) from t where a is null and b % 50 <> 0"))
                .isZero();
        assertThat(target.text("select a from t where id = 50")).isEqualTo("own");
        assertThat(target.text("select to_regclass('godwit._godwit_1_saved')")).isEqualTo("null");
    }

    @Test
    void goesOnWhereItWasInterruptedAndIsValidAgainAfterwards() throws Exception {
        long run = filled(Strategy.BLOCKS);
        SavedRows rows = new SavedRows(target.database());
        Attempt ended =
                new Attempt() {
                    private boolean restored;

                    @Override
                    public void report(String progress) {
                        restored = true;
                    }

                    @Override
                    public void check() {
                        if (restored) {
                            throw new IllegalStateException("cancelled");
                        }
                    }

                    @Override
                    public Running running(Statement statement) {
                        return () -> {};
                    }
                };
        assertThatThrownBy(() -> rows.restore(run, 1, RESTORE, ended)).hasMessage("cancelled");
        rows.restore(run, 1, RESTORE, UNATTENDED);
        assertThat(target.number("select count(*) from t where a is null")).isEqualTo(100);
        assertThat(rows.restore(run, 1, RESTORE, UNATTENDED)).isEqualTo("no row was filled");
    }

    @Test
    void letsNoAttemptThatIsStillAboutFillAnything() throws Exception {
        long run =
                target.run(
                        new Work.Fill(
                                TABLE,
                                "a",
                                "text",
                                "'none ' || b",
                                "a is null",
                                Strategy.BLOCKS,
                                ID,
                                1,
                                null,
                                "_godwit_1_saved"));
        Attempt interrupted =
                new Attempt() {
                    @Override
                    public void report(String progress) {
                        try {
                            // The run is taken back in the middle of this slice.
                            new SavedRows(target.database()).restore(run, 1, RESTORE, UNATTENDED);
                        } catch (SQLException failure) {
                            throw new IllegalStateException(failure);
                        }
                    }

                    @Override
                    public void check() {}

                    @Override
                    public Running running(Statement statement) {
                        return () -> {};
                    }
                };
        assertThatThrownBy(
                        () -> new FillRunner(target.database()).slice(run, 1, 0, LONG, interrupted))
                .isInstanceOf(RuntimeException.class);
        assertThat(target.number("select count(*) from t where a is null")).isEqualTo(100);
    }
}
