package dev.godwit.postgres.control;

import static dev.godwit.postgres.fill.FillTarget.ID;
import static dev.godwit.postgres.fill.FillTarget.LONG;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.step.Work;
import dev.godwit.plan.step.Work.Strategy;
import dev.godwit.postgres.RecordingAttempt;
import dev.godwit.postgres.fill.FillRunner;
import dev.godwit.postgres.fill.FillTarget;
import dev.godwit.postgres.fill.slice.LaneReport;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.verify.VerifyRunner;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What people say to a slice while it runs, on a real PostgreSQL. */
class SteeringTest {

    private static final int ROWS = 20_000;
    private static final int FILLED = ROWS - ROWS / 50; // the others stay NULL
    private static final Control RESUMED = new Control(false, null, null, null);
    private static final LocalTime NOW =
            LocalTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES);

    /** Hours that begin in two hours. */
    private static final String CLOSED = "%s-%s UTC".formatted(NOW.plusHours(2), NOW.plusHours(3));

    private static final Control PAUSED = new Control(true, null, null, null);

    private final Watched attempt = new Watched();
    private final AtomicInteger said = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private FillTarget target;

    /** Counts what is told to whoever counts. */
    private static final class Watched extends RecordingAttempt {
        private final AtomicLong rows = new AtomicLong();
        private volatile String held = "";

        @Override
        public void batch(long filled, Duration took) {
            rows.addAndGet(filled);
        }

        @Override
        public void held(String why) {
            held = why;
        }
    }

    @BeforeEach
    void open() throws SQLException {
        target = new FillTarget().table(ROWS);
    }

    @AfterEach
    void close() {
        threads.close();
        target.close();
    }

    @Test
    void stopsInMidSliceWhenPausedAndGoesOnWhereItStopped() throws Exception {
        long run = run(2_000);
        Future<LaneReport> slice = begin(run);
        awaitRows(run, 1);
        LaneReport report = within3s(run, PAUSED, slice);
        assertThat(report.finished()).isFalse();
        assertThat(report.rows()).isPositive().isEqualTo(attempt.rows.get()).isLessThan(FILLED);
        assertThat(attempt.held).isEqualTo("paused");
        assertThat(attempt.reports())
                .anyMatch(
                        text ->
                                text.matches(
                                        "step 1, lane 0: \\d+ rows, \\d+ %, held by max_rows_per_second 2000"))
                .last()
                .asString()
                .endsWith(" %, paused");

        long fence = target.number("select fence from godwit.checkpoint");
        assertThat(slice(run)).isEqualTo(report);
        assertThat(target.number("select fence from godwit.checkpoint")).isEqualTo(fence);

        say(run, new Control(false, 0L, null, null));
        assertThat(slice(run).finished()).isTrue();
        assertThat(attempt.rows.get()).isEqualTo(FILLED);
        assertThat(attempt.held).isEmpty();
        assertComplete();
        assertThat(target.text("select string_agg(held, ' ' order by at) from godwit.sample"))
                .matches("(max_rows_per_second 2000 )*paused paused ");
        assertThat(
                        target.text(
                                "select string_agg(event, ' ' order by id) from godwit.ledger where event like 'fill.%'"))
                .isEqualTo("fill.started fill.resumed fill.done");
    }

    @Test
    void stopsWhenPausedWhileARowItNeedsIsLocked() throws Exception {
        long run = run(null);
        try (Connection holder = target.connect();
                Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.execute("select from t where row_id = 15001 for update");
            Future<LaneReport> slice = begin(run);
            attempt.awaitReport(", waiting for a lock");
            LaneReport report = within3s(run, PAUSED, slice);
            assertThat(report.finished()).isFalse();
            assertThat(attempt.waits()).isPositive();
        }
        say(run, RESUMED);
        assertThat(slice(run).finished()).isTrue();
        assertComplete();
    }

    @Test
    void cancelsABatchThatDoesNotEndAfterThePause() throws Exception {
        target.sql(
                "create function slow() returns trigger language plpgsql as 'begin perform pg_sleep(0.01); return new; end'",
                "create trigger slow before update on t for each row execute function slow()");
        long run = run(null);
        Future<LaneReport> slice = begin(run);
        await("select exists (select from pg_stat_activity where wait_event = 'PgSleep')");
        assertThat(within3s(run, PAUSED, slice)).isEqualTo(new LaneReport(false, 0, 0, 0));
        target.sql("drop trigger slow on t");
        say(run, RESUMED);
        assertThat(slice(run).finished()).isTrue();
        assertComplete();
    }

    @Test
    void goesFasterAtOnceAlsoInTheMiddleOfARest() throws Exception {
        long run = run(20); // the first batch alone makes it rest for seconds
        Future<LaneReport> slice = begin(run);
        attempt.awaitReport("held by max_rows_per_second 20");
        say(run, new Control(false, 0L, null, null));
        assertThat(slice.get(15, TimeUnit.SECONDS).finished()).isTrue();
        assertComplete();
    }

    @Test
    void goesSlowerAtOnce() throws Exception {
        long run = run(null);
        say(run, new Control(false, 4_000L, null, null));
        Future<LaneReport> slice = begin(run);
        awaitRows(run, 1_000);
        say(run, new Control(false, 50L, null, null));
        attempt.awaitReport("held by max_rows_per_second 50");
        long before = rows(run);
        Thread.sleep(2_000);
        assertThat(rows(run) - before).isLessThan(400);
        within3s(run, PAUSED, slice);
    }

    @Test
    void obeysTheWindowOfPeopleBeforeThePlansOwn() throws Exception {
        long run = run(2_000);
        target.sql("update godwit.run set options = '{\"window\": \"" + CLOSED + "\"}'");
        Instant opens = slice(run).until();
        assertThat(opens).isAfter(Instant.now().plus(1, ChronoUnit.HOURS));
        assertThat(target.number("select count(*) from touched")).isZero();

        say(run, new Control(false, null, null, ""));
        Future<LaneReport> slice = begin(run);
        awaitRows(run, 1);
        LaneReport report = within3s(run, new Control(false, null, null, CLOSED), slice);
        assertThat(report.finished()).isFalse();
        assertThat(report.until()).isEqualTo(opens);
        assertThat(attempt.held).isEqualTo("window");

        say(run, new Control(false, 0L, null, ""));
        assertThat(slice(run).finished()).isTrue();
        assertComplete();
    }

    @Test
    void restsWhileTheServerIsBusyAndSaysSinceWhen() throws Exception {
        target.sql("create table busy (n int)", "insert into busy values (0)");
        long run = run(2_000);
        target.sql(
                "update godwit.run set options = '{\"throttle\": {\"sql\": \"select max(n) from busy\"}}'");
        Future<LaneReport> slice = begin(run);
        awaitRows(run, 1);
        target.sql("update busy set n = 1");
        attempt.awaitReport("held by the plan's own query since 20");
        long before = rows(run);
        Thread.sleep(1_000);
        assertThat(rows(run)).isEqualTo(before);
        String held = attempt.held;
        within3s(run, PAUSED, slice);

        say(run, RESUMED);
        target.sql(
                "insert into godwit.sample (run, step, lane, rows, held) values (%d, 1, 0, 0, '%s')"
                        .formatted(run, held.replace("'", "''")));
        FillRunner runner = new FillRunner(target.database());
        LaneReport next = runner.slice(run, 1, 0, Duration.ofSeconds(2), attempt);
        assertThat(next.finished()).isFalse();
        assertThat(next.rows()).as("nothing in a slice that is held").isEqualTo(before);
        assertThat(
                        target.text(
                                "select held from godwit.sample where held <> '' order by at desc limit 1"))
                .isEqualTo(held);

        say(run, new Control(false, 0L, null, null, "none"));
        assertThat(slice(run).finished()).isTrue();
        assertComplete();
    }

    @Test
    void returnsWhenAnotherNumberOfLanesIsWanted() throws Exception {
        long run = run(2_000);
        Future<LaneReport> slice = begin(run);
        awaitRows(run, 1);
        LaneReport report = within3s(run, new Control(false, null, 1, null), slice);
        assertThat(report.finished()).isFalse();
        assertThat(report.until()).isNull();
    }

    @Test
    void stopsAProofButNotBecauseOfAWindow() throws Exception {
        Work sleeping = new Work.ProveQuery("slow", "select from pg_sleep(60) offset 1");
        long run = target.run(fill(null), FillTarget.prove(), sleeping);
        slice(run);
        VerifyRunner verify = new VerifyRunner(target.database());
        say(run, new Control(true, null, null, CLOSED));
        assertThat(verify.slice(run, 2, 0, LONG, attempt))
                .isEqualTo(new LaneReport(false, 0, 0, 0));
        say(run, new Control(false, null, null, CLOSED));
        assertThat(verify.slice(run, 2, 0, LONG, attempt).finished()).isTrue();

        Future<LaneReport> slice = threads.submit(() -> verify.slice(run, 3, 0, LONG, attempt));
        await("select exists (select from pg_stat_activity where wait_event = 'PgSleep')");
        assertThat(within3s(run, PAUSED, slice).finished()).isFalse();
    }

    @Test
    void obeysAlsoAfterItsOwnConnectionWasKilled() throws Exception {
        long run = run(2_000);
        Future<LaneReport> slice = begin(run);
        for (int kills = 0; kills < 3; kills++) {
            await(
                    "select count(pg_terminate_backend(pid)) > 0 from pg_stat_activity where query like '%from godwit.run r left join godwit.control%' and datname = current_database() and pid <> pg_backend_pid() and state = 'idle' and query not like '%pg_stat_activity%'");
        }
        assertThat(slice.isDone()).isFalse();
        assertThat(within3s(run, PAUSED, slice).finished()).isFalse();
        say(run, new Control(false, 0L, null, null));
        assertThat(slice(run).finished()).isTrue();
        assertComplete();
    }

    @Test
    void doesWhatIsSaidTwiceOnce() throws Exception {
        long run = run(null);
        LedgerLine pause = LedgerLine.of("anna", "BACKFILL", 0, "run.paused", "lunch").once("1");
        Controls.write(target.database(), run, PAUSED, pause);
        Controls.write(target.database(), run, PAUSED, pause);
        assertThat(target.text("select paused || ' ' || actor from godwit.control"))
                .isEqualTo("true anna");
        say(run, RESUMED);
        Controls.write(target.database(), run, PAUSED, pause); // late, and overtaken
        assertThat(target.text("select paused from godwit.control")).isEqualTo("f");
        assertThat(target.number("select count(*) from godwit.ledger where event = 'run.paused'"))
                .isOne();
    }

    private static Work.Fill fill(@Nullable Integer pace) {
        return FillTarget.fill(Strategy.BLOCKS, ID, 1, pace, null);
    }

    private long run(@Nullable Integer pace) throws SQLException {
        return target.run(fill(pace));
    }

    private LaneReport slice(long run) throws SQLException {
        return new FillRunner(target.database()).slice(run, 1, 0, LONG, attempt);
    }

    private Future<LaneReport> begin(long run) {
        Callable<LaneReport> slice = () -> slice(run);
        return threads.submit(slice);
    }

    private void say(long run, Control control) throws SQLException {
        LedgerLine line =
                LedgerLine.of("bert", "BACKFILL", 0, "run.steered", "")
                        .once("said " + said.incrementAndGet());
        Controls.write(target.database(), run, control, line);
    }

    /** Says it, and expects the slice to have returned three seconds later. */
    private LaneReport within3s(long run, Control control, Future<LaneReport> slice)
            throws Exception {
        say(run, control);
        return slice.get(3, TimeUnit.SECONDS);
    }

    private long rows(long run) throws SQLException {
        return target.number(
                "select coalesce(sum(rows), 0) from godwit.checkpoint where run = " + run);
    }

    private void awaitRows(long run, long wanted) throws Exception {
        await(
                "select coalesce(sum(rows), 0) >= %d from godwit.checkpoint where run = %d"
                        .formatted(wanted, run));
    }

    private void await(String sql) throws Exception {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!target.text(sql).equals("t")) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never became true: " + sql);
            }
            Thread.sleep(10);
        }
    }

    private void assertComplete() throws SQLException {
        assertThat(target.wrongRows()).isZero();
        assertThat(target.writtenTwice()).isZero();
        assertThat(target.number("select count(*) from touched")).isEqualTo(FILLED);
    }
}
