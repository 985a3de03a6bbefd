package dev.godwit.postgres.verify;

import static dev.godwit.postgres.fill.FillTarget.ID;
import static dev.godwit.postgres.fill.FillTarget.LONG;
import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.step.Work;
import dev.godwit.postgres.fill.FillRunner;
import dev.godwit.postgres.fill.FillTarget;
import dev.godwit.postgres.fill.slice.LaneReport;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A comparison by several lanes at once. */
class VerifyLanesTest {

    private static final int ROWS = 20_000;
    private static final String PLANT =
            """
            alter table t disable trigger zzz_godwit_t; update t set c = 'wrong' where id in (%s);
            alter table t enable always trigger zzz_godwit_t\
            """;

    private FillTarget target;
    private VerifyRunner runner;
    private Proofs proofs;
    private long run;

    @BeforeEach
    void filled() throws SQLException {
        target = new FillTarget().table(ROWS);
        runner = new VerifyRunner(target.database());
        proofs = new Proofs(target.database());
        run =
                target.run(
                        FillTarget.fill(Work.Strategy.BLOCKS, ID, 2, null, null),
                        FillTarget.prove().in(2));
        fill();
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void compareEveryRowTogetherAndIsNotDoneBeforeTheLast() throws Exception {
        LaneReport first = runner.slice(run, 2, 0, LONG, UNATTENDED);
        assertThat(first.finished()).isTrue();
        assertThat(first.rows()).isBetween(1L, ROWS - 1L);
        assertThat(proofs.prove(run).green()).isFalse();
        assertThat(target.stateOf(run, 2)).isEqualTo("started");

        LaneReport second = runner.slice(run, 2, 1, LONG, UNATTENDED);

        assertThat(first.rows() + second.rows()).isEqualTo(ROWS);
        assertThat(proofs.prove(run)).isEqualTo(new ProofResult(true, ROWS, 0, ""));
        assertThat(proofs.renew(run)).isEqualTo(new ProofResult(true, ROWS, 0, ""));
        assertThat(target.stateOf(run, 2)).isEqualTo("done");
    }

    @Test
    void findWhatIsWrongInEachShareAndASecondFillHealsIt() throws Exception {
        target.sql(PLANT.formatted("10, 19990"));
        compare();
        assertThat(proofs.prove(run))
                .isEqualTo(new ProofResult(false, ROWS, 2, "2 rows of t are wrong"));

        proofs.reopen(run);
        fill();
        compare();

        assertThat(proofs.prove(run)).isEqualTo(new ProofResult(true, ROWS, 0, ""));
    }

    @Test
    void isVoidWhenTheTriggerWasOffBetweenTheLanes() throws Exception {
        runner.slice(run, 2, 0, LONG, UNATTENDED);
        target.sql(PLANT.formatted("10"));
        runner.slice(run, 2, 1, LONG, UNATTENDED);

        ProofResult red = proofs.prove(run);
        assertThat(red.green()).isFalse();
        assertThat(red.note()).contains("was touched since the rows were compared");

        proofs.reopen(run);
        fill();
        compare();
        assertThat(proofs.prove(run)).isEqualTo(new ProofResult(true, ROWS, 0, ""));
    }

    @Test
    void isVoidWhenTheTableIsRewrittenMeanwhileAndBeginsAnewAsAWhole() throws Exception {
        runner.slice(run, 2, 0, LONG, UNATTENDED);
        runner.slice(run, 2, 1, Duration.ofMillis(1), UNATTENDED);
        target.sql("vacuum full t");
        runner.slice(run, 2, 1, LONG, UNATTENDED);

        assertThat(proofs.prove(run).note()).contains("rewritten");

        proofs.reopen(run);
        fill();
        compare();
        assertThat(proofs.prove(run)).isEqualTo(new ProofResult(true, ROWS, 0, ""));
    }

    private void fill() throws SQLException {
        for (int lane = 0; lane < 2; lane++) {
            new FillRunner(target.database()).slice(run, 1, lane, LONG, UNATTENDED);
        }
    }

    private void compare() throws SQLException {
        for (int lane = 0; lane < 2; lane++) {
            assertThat(runner.slice(run, 2, lane, LONG, UNATTENDED).finished()).isTrue();
        }
    }
}
