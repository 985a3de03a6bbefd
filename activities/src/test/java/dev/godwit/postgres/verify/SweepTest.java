package dev.godwit.postgres.verify;

import static dev.godwit.postgres.fill.FillTarget.ID;
import static dev.godwit.postgres.fill.FillTarget.LONG;
import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.step.Work;
import dev.godwit.plan.step.Work.Strategy;
import dev.godwit.postgres.fill.FillTarget;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.session.EngineFailure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table is filled, but for rows that were written while there was no trigger. */
class SweepTest {

    private static final int ROWS = 20_000;

    private FillTarget target;
    private Proofs proofs;
    private VerifyRunner runner;
    private long run;

    @BeforeEach
    void open() throws SQLException {
        target = new FillTarget().table(ROWS);
        proofs = new Proofs(target.database());
        runner = new VerifyRunner(target.database());
        target.sql("update t set a = a", "truncate touched", "vacuum t");
        Work.Fill fill = FillTarget.fill(Strategy.BLOCKS, ID, 1, null, null);
        run = target.run(fill, FillTarget.prove().sweeping(fill));
    }

    @AfterEach
    void close() {
        target.close();
    }

    private void missed(String ids) throws SQLException {
        target.sql(
                "alter table t disable trigger all",
                "update t set c = null, a = 'late' || id where id in (%s)".formatted(ids),
                "alter table t enable always trigger zzz_godwit_t",
                "alter table t enable trigger counts");
    }

    private long swept() throws SQLException {
        return target.number("select sum(swept) from godwit.checkpoint where run = " + run);
    }

    @Test
    void fillsWhatWasMissedAndProvesIt() throws Exception {
        missed("select i from generate_series(1, 20000, 10) i");
        LaneReport report;
        do {
            report = runner.slice(run, 2, 0, Duration.ofMillis(1), UNATTENDED);
        } while (!report.finished());

        assertThat(report).isEqualTo(new LaneReport(true, ROWS, 0, 100));
        assertThat(proofs.prove(run)).isEqualTo(new ProofResult(true, ROWS, 0, ""));
        assertThat(swept()).isEqualTo(2_000);
        assertThat(target.number("select count(*) from touched")).isEqualTo(2_000);
        assertThat(target.wrongRows()).isZero();
        assertThat(target.text("select note from godwit.ledger where event = 'verify.done'"))
                .isEqualTo(
                        "20000 rows of t compared, 2000 put right that were written before the trigger, 0 wrong");
    }

    @Test
    void writesNothingWhereNothingWasMissed() throws Exception {
        runner.slice(run, 2, 0, LONG, UNATTENDED);
        assertThat(proofs.prove(run)).isEqualTo(new ProofResult(true, ROWS, 0, ""));
        assertThat(target.number("select count(*) from touched")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"commit", "rollback"})
    void aRowThatSomebodyChangesMeanwhileIsRightEitherWay(String end) throws Exception {
        missed("4321, 9876");
        try (Connection writer = target.connect();
                Statement change = writer.createStatement()) {
            writer.setAutoCommit(false);
            change.execute("update t set a = 'newer' where id = 4321");
            CompletableFuture<LaneReport> sweeping =
                    CompletableFuture.supplyAsync(
                            () -> {
                                try {
                                    return runner.slice(run, 2, 0, LONG, UNATTENDED);
                                } catch (SQLException failure) {
                                    throw new IllegalStateException(failure);
                                }
                            });
            while (target.number("select count(*) from pg_locks where not granted") == 0) {
                assertThat(sweeping.isDone()).isFalse();
                Thread.sleep(10);
            }
            change.execute(end);
            assertThat(sweeping.join().finished()).isTrue();
        }
        assertThat(proofs.prove(run)).isEqualTo(new ProofResult(true, ROWS, 0, ""));
        assertThat(swept()).isEqualTo(end.equals("commit") ? 1 : 2);
        assertThat(target.wrongRows()).isZero();
    }

    @Test
    void isRedWhereATriggerOfTheApplicationHasTheLastWord() throws Exception {
        target.sql(
                """
                create function own() returns trigger language plpgsql as
                  $$ begin new.c := 'own'; return new; end $$
                """,
                "create trigger zzzz before update on t for each row when (new.id = 4321) execute function own()");
        missed("4321, 9876");
        target.sql("alter table t enable trigger zzzz");
        runner.slice(run, 2, 0, LONG, UNATTENDED);
        assertThat(proofs.prove(run))
                .isEqualTo(new ProofResult(false, ROWS, 1, "1 rows of t are wrong"));
        assertThat(target.text("select string_agg(k, '') from godwit.mismatch, unnest(keys) k"))
                .isEqualTo("[\"4321\"]");
    }

    @Test
    void namesTheRowThatCannotBeFilled() throws Exception {
        missed("4321, 9876");
        target.sql("alter table t add check (c <> 'late4321 4321') not valid");
        assertThatThrownBy(() -> runner.slice(run, 2, 0, LONG, UNATTENDED))
                .isInstanceOfSatisfying(
                        EngineFailure.class,
                        failure -> {
                            assertThat(failure.problem().code()).isEqualTo("GW-340");
                            assertThat(failure.problem().where())
                                    .startsWith("phase verify, run " + run + ", step 2, ")
                                    .contains("ctid (");
                        });
        assertThat(swept()).isZero();
    }
}
