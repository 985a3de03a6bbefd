package dev.godwit.postgres.fill.range;

import static org.assertj.core.api.Assertions.assertThat;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.postgres.TestPostgres;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Ranges.Range;
import dev.godwit.postgres.fill.lane.Ranges.Start;
import dev.godwit.postgres.session.Attempt;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockRangesTest {

    private static final QualifiedName TABLE = new QualifiedName("public", "t");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void looksAtEveryRowOnceWhateverTheSize(int passes) throws Exception {
        try (TestPostgres target = TestPostgres.empty();
                Connection connection =
                        target.begin(
                                "create table t as select i, repeat('x', 900) as pad from generate_series(1, 20000) i",
                                "commit")) {
            BlockRanges ranges = new BlockRanges(TABLE, passes);
            long rows = 0;
            int last = 0;
            List<String> seen = new ArrayList<>();
            for (Start start : ranges.starts(connection, 3)) {
                Checkpoint at = at(start);
                assertThat(ranges.percent(at)).isZero();
                while (!at.finished()) {
                    String to = ranges.next(connection, at, 700, Attempt.UNATTENDED);
                    Range range = new Range(at.position(), to);
                    seen.add(ranges.describe(range));
                    rows +=
                            Long.parseLong(
                                    target.text(
                                            "select count(*) from t where "
                                                    + ranges.condition(range, "(i > 0)")));
                    at = at.moved(to, 0, 0);
                    assertThat(ranges.percent(at)).isBetween(0, 100);
                    last = ranges.percent(at);
                }
            }
            assertThat(rows).isEqualTo(20_000);
            assertThat(last).isEqualTo(100);
            assertThat(seen).hasSizeGreaterThan(3 * passes);
        }
    }

    @Test
    void goesOverAWindowAsOftenAsThereArePassesAndThenToTheNext() {
        BlockRanges ranges = new BlockRanges(TABLE, 2);
        Checkpoint at = at(new Start("0-2048/0:2/0", "3000", 1L));
        List<String> positions = new ArrayList<>();
        while (!at.finished()) {
            String to = ranges.next(connection(), at, 1500, Attempt.UNATTENDED);
            positions.add(to + " " + ranges.percent(at.moved(to, 0, 0)));
            at = at.moved(to, 0, 0);
        }
        assertThat(positions)
                .containsExactly(
                        "0-2048/0:2/1500 25",
                        "0-2048/1:2/0 34",
                        "0-2048/1:2/1500 59",
                        "2048-3000/0:2/2048 68",
                        "2048-3000/1:2/2048 84",
                        "3000 100");
    }

    @Test
    void aLaneThatBeganInOnePassGoesOnSo() {
        BlockRanges ranges = new BlockRanges(TABLE, 4);
        Checkpoint at = at(BlockRanges.start(10, 50, 1L));
        assertThat(ranges.next(connection(), at, 30, Attempt.UNATTENDED)).isEqualTo("40");
        assertThat(ranges.condition(new Range("10", "40")))
                .isEqualTo("ctid >= '(10,0)'::tid and ctid < '(40,0)'::tid");
    }

    @Test
    void aRangeIsHalvedWithinItsPass() {
        BlockRanges ranges = new BlockRanges(TABLE, 4);
        Range range = new Range("0-2048/1:4/2000", "0-2048/2:4/0");
        assertThat(ranges.describe(range)).isEqualTo("blocks 2000 to 2047");
        assertThat(ranges.middle(connection(), range)).contains("0-2048/1:4/2024");
        Range items = new Range("0-2048/1:4/7", "0-2048/1:4/7,2");
        assertThat(ranges.middle(connection(), items)).contains("0-2048/1:4/7,1");
        assertThat(ranges.middle(connection(), new Range("0-2048/1:4/7,1", "0-2048/1:4/7,2")))
                .isEmpty();
    }

    /** None of these ask the database. */
    @SuppressWarnings("NullAway")
    private static Connection connection() {
        return null;
    }

    private static Checkpoint at(Start start) {
        return new Checkpoint(
                1,
                1,
                0,
                1,
                start.position(),
                start.position(),
                start.upto(),
                start.filenode(),
                0,
                0,
                start.empty(),
                null);
    }
}
