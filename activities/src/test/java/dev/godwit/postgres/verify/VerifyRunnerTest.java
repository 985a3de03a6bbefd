package dev.godwit.postgres.verify;

import static dev.godwit.postgres.fill.FillTarget.ID;
import static dev.godwit.postgres.fill.FillTarget.LONG;
import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.step.Work;
import dev.godwit.plan.step.Work.Strategy;
import dev.godwit.postgres.fill.FillRunner;
import dev.godwit.postgres.fill.FillTarget;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.session.EngineFailure;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyRunnerTest {

    private static final int ROWS = 20_000;
    private static final String PLANT =
            """
            set session_replication_role = replica; alter table t disable trigger all;
            update t set c = 'planted' where id in (%s);
            alter table t enable always trigger zzz_godwit_t;
            alter table t enable trigger counts; reset session_replication_role\
            """;

    private FillTarget target;
    private Proofs proofs;
    private VerifyRunner runner;

    @BeforeEach
    void open() throws SQLException {
        target = new FillTarget().table(ROWS);
        proofs = new Proofs(target.database());
        runner = new VerifyRunner(target.database());
    }

    @AfterEach
    void close() {
        target.close();
    }

    private long filled(Strategy strategy, Work... more) throws SQLException {
        Work[] works = new Work[more.length + 2];
        works[0] = FillTarget.fill(strategy, ID, 2, null, null);
        works[1] = FillTarget.prove();
        System.arraycopy(more, 0, works, 2, more.length);
        long run = target.run(works);
        fill(run);
        return run;
    }

    private void fill(long run) throws SQLException {
        for (int lane = 0; lane < 2; lane++) {
            new FillRunner(target.database()).slice(run, 1, lane, LONG, UNATTENDED);
        }
    }

    @Test
    void comparesEveryRowInSlicesAndIsGreen() throws Exception {
        long run = filled(Strategy.BLOCKS);
        assertThat(proofs.prove(run).green()).as("nothing compared yet").isFalse();
        LaneReport report;
        int slices = 0;
        do {
            report = runner.slice(run, 2, 0, Duration.ofMillis(1), UNATTENDED);
            slices++;
        } while (!report.finished());
        assertThat(slices).isGreaterThan(1);
        assertThat(report).isEqualTo(new LaneReport(true, ROWS, 0, 100));
        assertThat(proofs.prove(run)).isEqualTo(new ProofResult(true, ROWS, 0, ""));
        assertThat(proofs.renew(run)).isEqualTo(new ProofResult(true, ROWS, 0, ""));
        assertThat(target.text("select proof ->> 'green' from godwit.run")).isEqualTo("true");
        assertThat(target.stateOf(run, 2)).isEqualTo("done");
    }

    @ParameterizedTest
    @EnumSource
    void findsPlantedRowsAndASecondFillHealsThem(Strategy strategy) throws Exception {
        long run = filled(strategy);
        target.sql(PLANT.formatted("4321, 9876"));
        LaneReport report = runner.slice(run, 2, 0, LONG, UNATTENDED);

        assertThat(report.mismatches()).isEqualTo(2);
        ProofResult red = proofs.prove(run);
        assertThat(red).isEqualTo(new ProofResult(false, ROWS, 2, "2 rows of t are wrong"));
        assertThat(
                        target.text(
                                "select string_agg(k, ' ' order by k) from godwit.mismatch, unnest(keys) k"))
                .isEqualTo("[\"4321\"] [\"9876\"]");

        target.sql("truncate touched");
        proofs.reopen(run);
        assertThat(target.stateOf(run, 1)).isEqualTo("started");
        fill(run);
        assertThat(target.number("select count(*) from touched")).isEqualTo(2);
        assertThat(target.stateOf(run, 1)).isEqualTo("done");
        runner.slice(run, 2, 0, LONG, UNATTENDED);
        assertThat(proofs.prove(run)).isEqualTo(new ProofResult(true, ROWS, 0, ""));
        assertThat(target.number("select count(*) from godwit.mismatch")).isZero();
    }

    @Test
    void getsOnHoweverShortTheBudget() throws Exception {
        long run = filled(Strategy.BLOCKS);
        assertThat(runner.slice(run, 2, 0, Duration.ZERO, UNATTENDED).rows()).isPositive();
    }

    @Test
    void comparesAlsoTheBlocksThatCameAfterItWasOpenedAgain() throws Exception {
        long run = filled(Strategy.BLOCKS);
        target.sql(PLANT.formatted("4321"));
        runner.slice(run, 2, 0, LONG, UNATTENDED);
        proofs.reopen(run);
        target.sql(
                "insert into t (id, row_id, a, b) select i, i, 'a', i from generate_series(%d, %d) i"
                        .formatted(ROWS + 1, 2 * ROWS));
        fill(run);
        runner.slice(run, 2, 0, LONG, UNATTENDED);
        assertThat(proofs.prove(run)).isEqualTo(new ProofResult(true, 2 * ROWS, 0, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table t disable trigger zzz_godwit_t; trigger zzz_godwit_t of t is disabled (alter table \"public\".\"t\" enable always trigger \"zzz_godwit_t\")",
                "alter table t enable trigger zzz_godwit_t; trigger zzz_godwit_t of t does not fire for every session (alter table \"public\".\"t\" enable always trigger \"zzz_godwit_t\")",
                "drop trigger zzz_godwit_t on t; trigger zzz_godwit_t of t is gone",
                "create or replace function godwit._godwit_sync() returns trigger language plpgsql as 'begin return new; end'; function godwit._godwit_sync was replaced"
            })
    void isRedWhenTheTriggerIsNotAsPlanned(String deed) throws Exception {
        int end = deed.lastIndexOf(';');
        long run = filled(Strategy.BLOCKS);
        target.sql(deed.substring(0, end));
        runner.slice(run, 2, 0, LONG, UNATTENDED);
        ProofResult red = proofs.prove(run);
        assertThat(red.green()).isFalse();
        assertThat(red.note()).isEqualTo(deed.substring(end + 2));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void isRedWhenTheTriggerWasOffForAMomentAndFillsEverythingAgain(boolean compared)
            throws Exception {
        long run = filled(Strategy.BLOCKS);
        LaneReport before =
                runner.slice(run, 2, 0, compared ? LONG : Duration.ofMillis(1), UNATTENDED);
        assertThat(before.finished()).isEqualTo(compared);
        target.sql(PLANT.formatted("1"));
        runner.slice(run, 2, 0, LONG, UNATTENDED);
        ProofResult red = proofs.prove(run);
        assertThat(red.green()).isFalse();
        assertThat(red.note()).contains("was touched since the rows were compared");

        proofs.reopen(run);
        fill(run);
        runner.slice(run, 2, 0, LONG, UNATTENDED);
        assertThat(proofs.prove(run).green()).isTrue();
        assertThat(target.wrongRows()).isZero();
    }

    @Test
    void startsOverWhenTheTableIsRewrittenWhileItIsCompared() throws Exception {
        long run = filled(Strategy.BLOCKS);
        runner.slice(run, 2, 0, Duration.ofMillis(1), UNATTENDED);
        target.sql("vacuum full t");
        assertThat(runner.slice(run, 2, 0, LONG, UNATTENDED).rows()).isEqualTo(ROWS);
        assertThat(proofs.prove(run).green()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table t disable trigger zzz_godwit_t",
                "alter table t disable trigger zzz_godwit_t; alter table t enable always trigger zzz_godwit_t",
                "vacuum full t"
            })
    void doesNotRenewAProofThatSomebodyHasShaken(String deed) throws Exception {
        long run = filled(Strategy.BLOCKS);
        runner.slice(run, 2, 0, LONG, UNATTENDED);
        assertThat(proofs.prove(run).green()).isTrue();
        target.sql(deed.split("; "));
        ProofResult renewed = proofs.renew(run);
        assertThat(renewed.green()).isFalse();
        assertThat(renewed.note()).isNotEmpty();
        assertThat(target.text("select proof ->> 'green' from godwit.run")).isEqualTo("false");
    }

    @Test
    void asksTheUsersOwnQueryAndCountsItsRows() throws Exception {
        String sql = "select id, id, c as \"why?\" from t where c is null order by 1; ";
        long run = filled(Strategy.BLOCKS, new Work.ProveQuery("a name for all", sql));
        runner.slice(run, 2, 0, LONG, UNATTENDED);
        LaneReport report = runner.slice(run, 3, 0, LONG, UNATTENDED);
        assertThat(report).isEqualTo(new LaneReport(true, 0, ROWS / 50, 100));
        assertThat(proofs.prove(run).note())
                .isEqualTo("query \"a name for all\" returned 400 rows");
        target.sql("update t set a = 'x' where a is null");
        proofs.reopen(run);
        runner.slice(run, 2, 0, LONG, UNATTENDED);
        assertThat(runner.slice(run, 3, 0, LONG, UNATTENDED).mismatches()).isZero();
        assertThat(proofs.prove(run).green()).isTrue();
    }

    @Test
    void letsTheUsersOwnQueryWriteNothing() throws Exception {
        target.sql(
                "create function sly() returns setof int language sql as 'delete from t returning 1'");
        long run = filled(Strategy.BLOCKS, new Work.ProveQuery("sly", "select * from sly()"));
        assertThatThrownBy(() -> runner.slice(run, 3, 0, LONG, UNATTENDED))
                .isInstanceOf(EngineFailure.class)
                .hasMessageContaining("25006");
        assertThat(target.number("select count(*) from t")).isEqualTo(ROWS);
    }

    @Test
    void comparesATableWithoutRows() throws Exception {
        target.sql("truncate t");
        long run = filled(Strategy.BLOCKS);
        assertThat(runner.slice(run, 2, 0, LONG, UNATTENDED).finished()).isTrue();
        assertThat(proofs.prove(run)).isEqualTo(new ProofResult(true, 0, 0, ""));
        assertThat(proofs.renew(run).green()).isTrue();
    }
}
