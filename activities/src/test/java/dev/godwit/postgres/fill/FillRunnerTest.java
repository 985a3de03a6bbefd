package dev.godwit.postgres.fill;

import static dev.godwit.plan.step.Work.Strategy.BLOCKS;
import static dev.godwit.plan.step.Work.Strategy.KEYS;
import static dev.godwit.postgres.fill.FillTarget.ID;
import static dev.godwit.postgres.fill.FillTarget.LONG;
import static dev.godwit.postgres.session.Attempt.UNATTENDED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.step.Work;
import dev.godwit.plan.step.Work.KeyColumn;
import dev.godwit.postgres.fill.slice.LaneReport;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FillRunnerTest {

    private static final int ROWS = 20_000;

    private FillTarget target;

    @BeforeEach
    void open() throws SQLException {
        target = new FillTarget();
    }

    @AfterEach
    void close() {
        target.close();
    }

    @Test
    void mostRowsFindRoomBesideThemselves() throws Exception {
        target.table(ROWS);
        long before = target.number("select pg_relation_size('t')");
        long run = target.run(FillTarget.fill(BLOCKS, ID, 1, null, null));

        LaneReport report = new FillRunner(target.database()).slice(run, 1, 0, LONG, UNATTENDED);

        assertThat(report.finished()).isTrue();
        assertThat(target.wrongRows()).isZero();
        assertThat(target.writtenTwice()).isZero();
        // Every row has a second version. In one pass the heap doubles.
        assertThat(target.number("select pg_relation_size('t')")).isLessThan(before * 7 / 4);
    }

    /** Keys of different types, and how the writers make and move them. */
    enum Keys {
        BIGINT("id bigint primary key", "id", "i", "id = id + 100000000", ID),
        UUID(
                "id uuid primary key",
                "id",
                "gen_random_uuid()",
                "id = gen_random_uuid()",
                List.of(new KeyColumn("id", "uuid"))),
        TEXT(
                "id text primary key",
                "id",
                "md5(i::text) || 'é''\\\"?' || i",
                "id = 'm' || id",
                List.of(new KeyColumn("id", "text"))),
        COMPOSITE(
                "tenant int, id text, primary key (tenant, id)",
                "tenant, id",
                "i % 7, 'k' || i",
                "id = id || 'm', tenant = 7 - tenant",
                List.of(new KeyColumn("tenant", "integer"), new KeyColumn("id", "text"))),
        OTHER_COLLATION(
                "id text collate \"C\" not null",
                "id",
                "case when i % 2 = 0 then 'k' else 'K' end || i",
                "id = id || 'm'",
                List.of(new KeyColumn("id", "text")));

        final String definition;
        final String names;
        final String values;
        final String move;
        final List<KeyColumn> key;

        Keys(String definition, String names, String values, String move, List<KeyColumn> key) {
            this.definition = definition;
            this.names = names;
            this.values = values;
            this.move = move;
            this.key = key;
        }
    }

    @ParameterizedTest
    @EnumSource
    void fillsEveryRowByKeysOnceWhileTheApplicationWrites(Keys keys) throws Exception {
        target.table(keys.definition, keys.names, keys.values, ROWS);
        if (keys == Keys.OTHER_COLLATION) {
            target.sql("create unique index on t (id collate \"POSIX\")");
        }
        fillUnderTraffic(keys, FillTarget.fill(KEYS, keys.key, 1, null, null));
    }

    @Test
    void fillsEveryRowByBlocksOnceWhileTheApplicationWrites() throws Exception {
        Keys keys = Keys.BIGINT;
        target.table(keys.definition, keys.names, keys.values, ROWS);
        fillUnderTraffic(keys, FillTarget.fill(BLOCKS, List.of(), 1, null, null));
    }

    private void fillUnderTraffic(Keys keys, Work.Fill fill) throws Exception {
        long run = target.run(fill);
        FillRunner runner = new FillRunner(target.database());
        LaneReport report;
        try (Writers writers = new Writers(target, keys.names, keys.values, keys.move, ROWS, 42)) {
            writers.await(50);
            do {
                report = runner.slice(run, 1, 0, Duration.ofMillis(60), UNATTENDED);
            } while (!report.finished());
            writers.await(writers.writes() + 50);
        }
        assertThat(target.wrongRows()).isZero();
        assertThat(target.writtenTwice()).isZero();
        assertThat(target.number("select count(*) from touched")).isEqualTo(report.rows());
        assertThat(report.rows()).isGreaterThan(ROWS / 10);
        assertThat(target.stateOf(run, 1)).isEqualTo("done");
    }

    @ParameterizedTest
    @EnumSource
    void fillsInFourLanesAtTheSameTime(Work.Strategy strategy) throws Exception {
        target.table(ROWS);
        long run = target.run(FillTarget.fill(strategy, ID, 4, null, null));
        FillRunner runner = new FillRunner(target.database());
        List<Callable<LaneReport>> lanes =
                List.<Callable<LaneReport>>of(
                        () -> runner.slice(run, 1, 0, LONG, UNATTENDED),
                        () -> runner.slice(run, 1, 1, LONG, UNATTENDED),
                        () -> runner.slice(run, 1, 2, LONG, UNATTENDED),
                        () -> runner.slice(run, 1, 3, LONG, UNATTENDED));
        long rows = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var lane : threads.invokeAll(lanes)) {
                assertThat(lane.get().rows()).isBetween(ROWS / 5L, ROWS / 3L);
                rows += lane.get().rows();
            }
        }
        assertThat(rows).isEqualTo(ROWS - ROWS / 50);
        assertThat(target.wrongRows()).isZero();
        assertThat(target.stateOf(run, 1)).isEqualTo("done");
    }

    @Test
    void startsOverWhenTheTableIsRewrittenAndWritesNoRowTwice() throws Exception {
        target.table(ROWS);
        long run = target.run(FillTarget.fill(BLOCKS, ID, 2, null, null));
        FillRunner runner = new FillRunner(target.database());
        assertThat(runner.slice(run, 1, 1, Duration.ofMillis(20), UNATTENDED).finished()).isFalse();
        target.sql("cluster t using t_pkey", "vacuum full t");
        assertThat(runner.slice(run, 1, 0, LONG, UNATTENDED).finished()).isTrue();
        assertThat(runner.slice(run, 1, 1, LONG, UNATTENDED).finished()).isTrue();
        assertThat(target.wrongRows()).isZero();
        assertThat(target.writtenTwice()).isZero();
        assertThat(
                        target.number(
                                "select count(*) from godwit.ledger where event = 'fill.restarted'"))
                .isEqualTo(2);
    }

    @Test
    void fillsATableWithoutRowsAndASecondCallFindsItDone() throws Exception {
        target.table(0);
        long run = target.run(FillTarget.fill(KEYS, ID, 3, null, null));
        FillRunner runner = new FillRunner(target.database());
        for (int lane = 0; lane < 3; lane++) {
            assertThat(runner.slice(run, 1, lane, LONG, UNATTENDED))
                    .isEqualTo(new LaneReport(true, 0, 0, 100));
        }
        assertThat(target.stateOf(run, 1)).isEqualTo("done");
        assertThat(target.number("select count(*) from godwit.undo")).isEqualTo(1);
    }

    @Test
    void leavesATableWithFewerRowsThanLanesComplete() throws Exception {
        target.table(2);
        long run = target.run(FillTarget.fill(KEYS, ID, 4, null, null));
        FillRunner runner = new FillRunner(target.database());
        for (int lane = 0; lane < 4; lane++) {
            assertThat(runner.slice(run, 1, lane, LONG, UNATTENDED).finished()).isTrue();
        }
        assertThat(target.wrongRows()).isZero();
    }

    @Test
    void saysInTheLedgerWhenALaneBeganWentOnAndEnded() throws Exception {
        target.table(ROWS);
        long run = target.run(FillTarget.fill(BLOCKS, ID, 1, null, null));
        FillRunner runner = new FillRunner(target.database());
        runner.slice(run, 1, 0, Duration.ofMillis(1), UNATTENDED);
        runner.slice(run, 1, 0, LONG, UNATTENDED);
        runner.slice(run, 1, 0, LONG, UNATTENDED);
        assertThat(
                        target.text(
                                "select string_agg(event, ' ' order by id) from godwit.ledger where run = "
                                        + run))
                .isEqualTo("fill.started fill.done step.done");
    }
}
