package dev.godwit.postgres.history;

import static dev.godwit.postgres.TestPostgres.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.step.Work;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.ddl.StepRunner;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.workflow.message.history.History;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunHistoryTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void isEmptyWhereGodwitHasNeverBeen() throws Exception {
        try (TestPostgres target = TestPostgres.empty()) {
            History history = RunHistory.read(target.database(), "");
            assertThat(history.runs()).isEmpty();
        }
    }

    @Test
    void givesTheRunsNewestFirstAndTheLedgerOfOneWithoutWhatIsPrivate() throws Exception {
        try (TestPostgres target = TestPostgres.open()) {
            Work works = new Work.RunSql(List.of("select 1"));
            Work fails = new Work.RunSql(List.of("select 'secret'::int"));
            long first = target.run(List.of());
            long second = target.run(List.of(), step(1, works), step(2, fails));
            StepRunner runner = new StepRunner(target.database());
            runner.run(second, 1, PATIENCE, Attempt.UNATTENDED);
            assertThatThrownBy(() -> runner.run(second, 2, PATIENCE, Attempt.UNATTENDED))
                    .hasMessageContaining("GW-303");

            assertThat(RunHistory.read(target.database(), "").runs())
                    .extracting(History.RunEntry::id)
                    .containsExactly(second, first);
            History history = RunHistory.read(target.database(), target.runOf(second).name());
            assertThat(history.runs()).extracting(History.RunEntry::id).containsExactly(second);
            assertThat(history.entries())
                    .extracting(History.LedgerEntry::event)
                    .containsExactly("step.done", "step.failed");
            assertThat(history.entries().getFirst().sql()).isEqualTo("select 1");
            assertThat(history.toString()).doesNotContain("secret");
            assertThat(target.text("select private from godwit.ledger where event = 'step.failed'"))
                    .contains("secret");
        }
    }
}
