package dev.godwit.postgres.history;

import static dev.godwit.postgres.TestPostgres.step;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.step.Work;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.ddl.StepRunner;
import dev.godwit.postgres.session.Attempt;
import dev.godwit.workflow.message.ReadInput;
import dev.godwit.workflow.message.history.History;
import dev.godwit.workflow.message.history.History.LedgerEntry;
import dev.godwit.workflow.message.history.RunDetail;
import dev.godwit.workflow.message.history.RunDetail.ProofEntry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunHistoryTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Test
    void isEmptyWhereGodwitHasNeverBeen() throws Exception {
        try (TestPostgres target = TestPostgres.empty()) {
            History history = read(target, "");
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

            assertThat(read(target, "").runs())
                    .extracting(History.RunEntry::id)
                    .containsExactly(second, first);
            History history = read(target, target.runOf(second).name());
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

    @Test
    void pagesThroughTheWholeLedgerInPayloadsOfAMegabyte() throws Exception {
        try (TestPostgres target = TestPostgres.open()) {
            long run = target.run(List.of());
            target.sql(
                    "insert into godwit.ledger (run, actor, phase, event, statement, note) select %d, 'anna', 'APPLY', 'step.done', repeat('é', 2000), i::text from generate_series(1, 2500) i"
                            .formatted(run));
            String name = target.runOf(run).name();

            History newest = read(target, name);
            assertThat(newest.entries()).hasSizeBetween(400, 999);
            assertThat(newest.entries().getLast().note()).isEqualTo("2500");
            assertThat(newest.entries().getFirst().sql()).hasSize(1001).endsWith("…");

            List<String> notes = new ArrayList<>();
            long after = 0;
            for (List<LedgerEntry> page = page(target, name, after);
                    !page.isEmpty();
                    page = page(target, name, after)) {
                assertThat(page).allMatch(line -> line.sql().length() == 2000);
                assertThat(page.toString().getBytes(UTF_8).length).isLessThan(1_500_000);
                page.forEach(line -> notes.add(line.note()));
                after = page.getLast().id();
            }
            assertThat(notes)
                    .isEqualTo(IntStream.rangeClosed(1, 2500).mapToObj(String::valueOf).toList());
        }
    }

    @Test
    void givesALineThatIsLargerThanAPageAsAPageOfItsOwn() throws Exception {
        try (TestPostgres target = TestPostgres.open()) {
            long run = target.run(List.of());
            target.sql(
                    "insert into godwit.ledger (run, actor, phase, event, statement) select %d, 'anna', 'APPLY', 'step.done', repeat('x', 1200000) from generate_series(1, 2)"
                            .formatted(run));
            String name = target.runOf(run).name();

            List<LedgerEntry> first = page(target, name, 0);
            assertThat(first).hasSize(1);
            assertThat(page(target, name, first.getFirst().id())).hasSize(1);
        }
    }

    @Test
    void tellsARunInAllItsParts() throws Exception {
        try (TestPostgres target = TestPostgres.open()) {
            long run = target.run(List.of(), step(1, new Work.RunSql(List.of("select 1"))));
            new StepRunner(target.database()).run(run, 1, PATIENCE, Attempt.UNATTENDED);
            target.sql(
                    "insert into godwit.sample (run, step, lane, at, rows, batch_ms, held) select %d, 1, lane, now() + i * interval '1 s', i, 1.5, '' from generate_series(1, 5000) i, generate_series(0, 1) lane"
                            .formatted(run),
                    "insert into godwit.checkpoint (run, step, lane, position, rows) values (%d, 1, 0, '', 77)"
                            .formatted(run),
                    "update godwit.run set proof = '{\"green\": true, \"compared\": 9, \"mismatches\": 0, \"note\": \"\", \"at\": \"2026-01-01T00:00:00Z\", \"renewedAt\": null}'");

            RunDetail detail = requireNonNull(detail(target, run));

            assertThat(detail.steps())
                    .singleElement()
                    .satisfies(
                            step -> {
                                assertThat(step.state()).isEqualTo("done");
                                assertThat(step.rows()).isEqualTo(77);
                                assertThat(step.startedAt()).isNotEmpty();
                            });
            assertThat(detail.samples()).hasSizeBetween(900, 1002);
            assertThat(detail.samples().getLast().rows()).isEqualTo(5000);
            assertThat(detail.proof())
                    .isEqualTo(new ProofEntry("2026-01-01T00:00:00Z", true, 9, 0, ""));
        }
    }

    @Test
    void readsWhatAnOlderGodwitWroteAndLeavesItAsItIs() throws Exception {
        try (TestPostgres target = TestPostgres.open()) {
            long run = target.run(List.of(), step(1, new Work.RunSql(List.of("select 1"))));
            target.sql(
                    "drop table godwit.sample, godwit.control",
                    "delete from godwit.flyway_history where version = '2'");

            RunDetail detail = requireNonNull(detail(target, run));

            assertThat(detail.samples()).isEmpty();
            assertThat(detail.proof()).isNull();
            assertThat(target.text("select to_regclass('godwit.sample')")).isEqualTo("null");
        }
    }

    private static @Nullable RunDetail detail(TestPostgres target, long run) throws SQLException {
        String name = target.runOf(run).name();
        return RunHistory.read(
                        target.database(), new ReadInput(1, "test", "test", name, null, true))
                .detail();
    }

    private static List<LedgerEntry> page(TestPostgres target, String run, long after)
            throws SQLException {
        return RunHistory.read(
                        target.database(), new ReadInput(1, "test", "test", run, after, false))
                .entries();
    }

    private static History read(TestPostgres target, String run) throws SQLException {
        return RunHistory.read(target.database(), new ReadInput(1, "test", "test", run));
    }
}
