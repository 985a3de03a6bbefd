package dev.godwit.postgres.undo;

import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Stage;
import dev.godwit.plan.step.Step;
import dev.godwit.plan.step.Work;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.ddl.StepRunner;
import dev.godwit.postgres.fill.SavedRows;
import dev.godwit.postgres.phase.PhaseMoves;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.workflow.Phase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class UndoPlanTest {

    private static final QualifiedName T = new QualifiedName("public", "t");
    private static final Work NOTHING = new Work.RunSql(List.of("select 1"));

    private static TestPostgres target;

    @BeforeAll
    static void open() throws SQLException {
        target = TestPostgres.open();
        target.sql("create table t (id bigint)");
    }

    @AfterAll
    static void close() {
        target.close();
    }

    private static UndoRunner runner() {
        return new UndoRunner(target.database(), new SavedRows(target.database())::restore);
    }

    private static UndoList plan(long run) throws SQLException {
        return runner().plan(target.runOf(run).plan(), "tester", "because").orElseThrow();
    }

    private static long done(int steps) throws SQLException {
        Step[] all = new Step[3];
        for (int i = 1; i <= 3; i++) {
            all[i - 1] =
                    new Step(
                            i,
                            Stage.APPLY,
                            "test",
                            "s" + i,
                            NOTHING,
                            List.of(NOTHING),
                            List.of("loss " + i));
        }
        long run = target.run(List.of(T), all);
        for (int i = 1; i <= steps; i++) {
            new StepRunner(target.database()).run(run, i, Duration.ofMinutes(1), UNATTENDED);
        }
        return run;
    }

    private static void hold(long run) throws SQLException {
        target.sql("insert into godwit.table_lock values ('t'::regclass, 't', %d)".formatted(run));
    }

    @Test
    void listsWhatBeganLatestFirstWithItsLosses() throws Exception {
        long run = done(2);
        UndoList list = plan(run);
        assertThat(list.steps()).extracting(stored -> stored.step().number()).containsExactly(2, 1);
        assertThat(list.losses()).containsExactly("loss 2", "loss 1");
        assertThat(target.runOf(run).phase()).isEqualTo("ROLLING_BACK");
        assertThat(
                        target.text(
                                "select note from godwit.ledger where event = 'rollback.started' and run = "
                                        + run))
                .contains("because", "2 steps", "loss 1");
        plan(run);
        assertThat(target.lines(run, "rollback.started")).isOne();
    }

    @Test
    void waitsAtItsGateOnlyWhenNewCodeMayUseWhatWasDone() throws Exception {
        assertThat(plan(gated(2)).gate()).isNull(); // never beyond apply

        long filled = gated(3);
        new PhaseMoves(target.database()).enter(filled, Phase.BACKFILL, "tester");
        assertThat(requireNonNull(plan(filled).gate()).kind()).isEqualTo("APPROVAL");
        assertThat(plan(filled).gate()).isNotNull(); // a repeated call says the same
        new PhaseMoves(target.database()).finish(filled, "ROLLED_BACK", "ROLLED_BACK", "");

        long done = gated(3);
        new PhaseMoves(target.database()).finish(done, "DONE", "DONE", "");
        assertThat(plan(done).gate()).isNotNull();
        new PhaseMoves(target.database()).finish(done, "ROLLED_BACK", "ROLLED_BACK", "");

        long nothing = gated(0);
        new PhaseMoves(target.database()).enter(nothing, Phase.BACKFILL, "tester");
        assertThat(plan(nothing).gate()).isNull();
        assertThat(plan(done(1)).gate()).isNull();
    }

    private static long gated(int steps) throws SQLException {
        long run = done(steps);
        target.sql(
                """
                update godwit.run set options = jsonb_set(options, '{gates}',
                  '{"ROLLBACK": {"kind": "APPROVAL", "sql": null, "after": "PT0S"}}') where id = %d
                """
                        .formatted(run));
        return run;
    }

    @Test
    void knowsNothingOfAPlanThatWasNeverRun() throws Exception {
        assertThat(runner().plan("unheard-of", "tester", "")).isEmpty();
    }

    @Test
    void opensAnEndedRunAgainAndTakesItsTables() throws Exception {
        long run = done(3);
        new PhaseMoves(target.database()).finish(run, "DONE", "DONE", "");
        plan(run);
        assertThat(target.runOf(run).open()).isTrue();
        assertThat(target.text("select relation from godwit.table_lock where run = " + run))
                .isEqualTo("t");
        new PhaseMoves(target.database()).finish(run, "ROLLED_BACK", "ROLLED_BACK", "");
        assertThat(target.number("select count(*) from godwit.table_lock")).isZero();
    }

    @Test
    void doesNotOpenARunAgainWhoseTableAnotherRunWorksOn() throws Exception {
        long run = done(3);
        new PhaseMoves(target.database()).finish(run, "DONE", "DONE", "");
        long other = done(1);
        hold(other);
        String name = target.runOf(other).name();
        assertThatExceptionOfType(EngineFailure.class)
                .isThrownBy(() -> plan(run))
                .matches(failure -> failure.problem().because().contains(name));
        assertThat(target.runOf(run).open()).isFalse();
        assertThat(target.runOf(run).phase()).isEqualTo("DONE");
        target.sql("delete from godwit.table_lock");
    }
}
