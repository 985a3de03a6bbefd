package dev.godwit.postgres.fill;

import static dev.godwit.postgres.fill.FillTarget.ID;
import static dev.godwit.postgres.fill.FillTarget.LONG;
import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.godwit.plan.step.Work;
import dev.godwit.postgres.fill.lane.StaleAttemptException;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.session.Attempt;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Kills: {@code -Dgodwit.test.kills=N} and {@code -Dgodwit.test.seed=N} repeat a run. */
class FillResumeTest {

    private static final int ROWS = 30_000;
    private static final int KILLS = Integer.getInteger("godwit.test.kills", 12);
    private static final long SEED = Long.getLong("godwit.test.seed", System.nanoTime());

    private FillTarget target;

    @BeforeEach
    void open() throws SQLException {
        target = new FillTarget().table(ROWS);
    }

    @AfterEach
    void close() {
        target.close();
    }

    @ParameterizedTest
    @EnumSource
    void writesEveryRowOnceWhenItsBackEndsAreKilledAtRandomMoments(Work.Strategy strategy)
            throws Exception {
        long run = target.run(FillTarget.fill(strategy, ID, 1, 15_000, null));
        Random random = new Random(SEED);
        int killed = 0;
        LaneReport report;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                Connection killer = target.connect();
                Statement kill = killer.createStatement()) {
            Future<LaneReport> fill =
                    threads.submit(
                            () ->
                                    new FillRunner(target.database())
                                            .slice(run, 1, 0, LONG, UNATTENDED));
            while (killed < KILLS && !fill.isDone()) {
                Thread.sleep(random.nextInt(120));
                var row =
                        kill.executeQuery(
                                "select count(pg_terminate_backend(pid)) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name like 'godwit %'");
                row.next();
                killed += row.getInt(1) > 0 ? 1 : 0;
            }
            report = fill.get();
        }
        assertThat(killed).as("seed %d", SEED).isPositive();
        assertThat(report.finished()).as("seed %d", SEED).isTrue();
        assertThat(target.wrongRows()).as("seed %d", SEED).isZero();
        assertThat(target.writtenTwice()).as("seed %d", SEED).isZero();
        assertThat(target.number("select count(*) from touched"))
                .as("seed %d", SEED)
                .isEqualTo(report.rows())
                .isEqualTo(ROWS - ROWS / 50);
    }

    @Test
    void commitsNothingOfAStaleAttemptOnceANewerOneHasBegun() throws Exception {
        long run = target.run(FillTarget.fill(Work.Strategy.BLOCKS, ID, 1, null, null));
        FillRunner runner = new FillRunner(target.database());
        CountDownLatch inBatch = new CountDownLatch(1);
        CountDownLatch overtaken = new CountDownLatch(1);
        // Stops for a while between two of its batches, as a frozen worker does.
        Attempt frozen =
                new Attempt() {
                    @Override
                    public void report(String progress) {
                        if (!progress.contains(" 0 rows")) {
                            inBatch.countDown();
                            await(overtaken);
                        }
                    }

                    @Override
                    public void check() {}

                    @Override
                    public Running running(Statement statement) {
                        return () -> {};
                    }
                };
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<LaneReport> stale = threads.submit(() -> runner.slice(run, 1, 0, LONG, frozen));
            inBatch.await();
            LaneReport newer = runner.slice(run, 1, 0, Duration.ofMillis(1), UNATTENDED);
            long written = target.number("select count(*) from touched");
            assertThat(newer.finished()).isFalse();
            overtaken.countDown();
            assertThatThrownBy(stale::get)
                    .hasCauseInstanceOf(StaleAttemptException.class)
                    .hasMessageContaining("newer attempt has taken over step 1, lane 0");
            assertThat(target.number("select count(*) from touched")).isEqualTo(written);
        }
        runner.slice(run, 1, 0, LONG, UNATTENDED);
        assertThat(target.wrongRows()).isZero();
        assertThat(target.writtenTwice()).isZero();
    }

    @Test
    void writesEveryRowOnceWhenTwoAttemptsRunFreely() throws Exception {
        long run = target.run(FillTarget.fill(Work.Strategy.KEYS, ID, 1, null, null));
        FillRunner runner = new FillRunner(target.database());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> one = threads.submit(() -> runner.slice(run, 1, 0, LONG, UNATTENDED));
            Future<?> other = threads.submit(() -> runner.slice(run, 1, 0, LONG, UNATTENDED));
            for (Future<?> attempt : java.util.List.of(one, other)) {
                try {
                    attempt.get();
                } catch (java.util.concurrent.ExecutionException ended) {
                    assertThat(ended).hasCauseInstanceOf(StaleAttemptException.class);
                }
            }
        }
        assertThat(target.wrongRows()).isZero();
        assertThat(target.writtenTwice()).isZero();
        assertThat(target.stateOf(run, 1)).isEqualTo("done");
    }

    @Test
    void endsWithTheAttemptAndKeepsWhatWasCommitted() throws Exception {
        long run = target.run(FillTarget.fill(Work.Strategy.BLOCKS, ID, 1, null, null));
        Attempt ended =
                new Attempt() {
                    private int reports;

                    @Override
                    public void report(String progress) {
                        reports++;
                    }

                    @Override
                    public void check() {
                        if (reports > 3) {
                            throw new IllegalStateException("cancelled");
                        }
                    }

                    @Override
                    public Running running(Statement statement) {
                        return () -> {};
                    }
                };
        FillRunner runner = new FillRunner(target.database());
        assertThatThrownBy(() -> runner.slice(run, 1, 0, LONG, ended)).hasMessage("cancelled");
        long kept = target.number("select rows from godwit.checkpoint");
        assertThat(kept).isPositive().isEqualTo(target.number("select count(*) from touched"));
    }

    @Test
    void refusesToFillARunThatIsBeingTakenBack() throws Exception {
        long run = target.run(FillTarget.fill(Work.Strategy.BLOCKS, ID, 1, null, null));
        target.sql("update godwit.run set phase = 'ROLLING_BACK'");
        FillRunner runner = new FillRunner(target.database());
        assertThatThrownBy(() -> runner.slice(run, 1, 0, LONG, UNATTENDED))
                .isInstanceOf(StaleAttemptException.class);
        assertThat(target.number("select count(*) from touched")).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
