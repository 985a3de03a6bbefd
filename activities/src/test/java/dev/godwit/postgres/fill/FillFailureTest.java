package dev.godwit.postgres.fill;

import static dev.godwit.postgres.fill.FillTarget.ID;
import static dev.godwit.postgres.fill.FillTarget.LONG;
import static dev.godwit.postgres.fill.FillTarget.TABLE;
import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.godwit.plan.step.Work;
import dev.godwit.plan.step.Work.Strategy;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.session.EngineFailure.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FillFailureTest {

    private FillTarget target;

    @BeforeEach
    void open() throws SQLException {
        target = new FillTarget();
    }

    @AfterEach
    void close() {
        target.close();
    }

    @ParameterizedTest
    @EnumSource
    void namesTheRowThatCannotBeFilledAndKeepsItsValueInTheTarget(Strategy strategy)
            throws Exception {
        target.table(20_000);
        target.sql(
                "alter table t disable trigger zzz_godwit_t",
                "alter table t add column n int",
                "update t set a = 'secret-value' where id = 17000",
                "update t set a = '7' where id <> 17000");
        long run = target.run(cast(strategy));
        String ctid = target.text("select ctid from t where id = 17000");

        EngineFailure failure = fail(run);

        assertThat(failure.kind()).isEqualTo(Kind.PERMANENT);
        assertThat(failure.problem().code()).isEqualTo("GW-340");
        assertThat(failure.problem().what()).contains("t.n").contains("22P02");
        assertThat(failure.problem().where()).contains("ctid " + ctid);
        assertThat(failure.getMessage() + failure.problem()).doesNotContain("secret-value");
        assertThat(target.text("select private from godwit.ledger where event = 'fill.failed'"))
                .contains("secret-value");
        assertThat(target.number("select count(n) from t")).isPositive();
        assertThat(target.stateOf(run, 1)).isEqualTo("started");

        target.sql("update t set a = '8' where id = 17000");
        new FillRunner(target.database()).slice(run, 1, 0, LONG, UNATTENDED);
        assertThat(target.number("select count(n) from t")).isEqualTo(20_000);
    }

    private static Work.Fill cast(Strategy strategy) {
        return new Work.Fill(
                TABLE,
                "n",
                "integer",
                "a::int",
                "n is distinct from a::int",
                strategy,
                ID,
                1,
                null,
                null);
    }

    private EngineFailure fail(long run) {
        return catchThrowableOfType(
                EngineFailure.class,
                () -> new FillRunner(target.database()).slice(run, 1, 0, LONG, UNATTENDED));
    }

    @ParameterizedTest
    @EnumSource
    void saysThatTheTableHasGone(Strategy strategy) throws Exception {
        target.table(20_000);
        long run = target.run(FillTarget.fill(strategy, ID, 1, null, null));
        new FillRunner(target.database()).slice(run, 1, 0, Duration.ofMillis(1), UNATTENDED);
        target.sql("alter table t rename to gone");
        EngineFailure failure = fail(run);
        assertThat(failure.kind()).isEqualTo(Kind.CHANGED);
        assertThat(failure.problem().code()).isEqualTo("GW-342");
    }

    @Test
    void saysThatTheColumnHasGone() throws Exception {
        target.table(2_000);
        long run = target.run(FillTarget.fill(Strategy.BLOCKS, ID, 1, null, null));
        target.sql("alter table t drop column c");
        assertThat(fail(run).kind()).isEqualTo(Kind.CHANGED);
    }

    @Test
    void waitsForARowThatTheApplicationHoldsAndThenGoesOn() throws Exception {
        target.table(2_000);
        long run = target.run(FillTarget.fill(Strategy.BLOCKS, ID, 1, null, null));
        FillRunner runner = new FillRunner(target.database());
        try (Connection holder = target.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select from t where id = 1501 for update");
            LaneReport report = runner.slice(run, 1, 0, Duration.ofSeconds(3), UNATTENDED);
            assertThat(report.finished()).isFalse();
            holder.rollback();
        }
        assertThat(runner.slice(run, 1, 0, LONG, UNATTENDED).finished()).isTrue();
        assertThat(target.wrongRows()).isZero();
        assertThat(target.writtenTwice()).isZero();
    }

    @Test
    void namesTheBlockThatTakesTooLongEvenAlone() throws Exception {
        target.table(300);
        target.sql(
                "create function slow(text) returns text language plpgsql as $$ begin raise query_canceled; end $$");
        long run =
                target.run(
                        new Work.Fill(
                                TABLE,
                                "c",
                                "text",
                                "public.slow(a)",
                                "c is null",
                                Strategy.BLOCKS,
                                ID,
                                1,
                                null,
                                null));
        EngineFailure failure = fail(run);
        assertThat(failure.problem().code()).isEqualTo("GW-343");
        assertThat(failure.problem().where()).contains("block 0");
    }
}
