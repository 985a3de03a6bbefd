package dev.godwit.preview;

import dev.godwit.plan.step.Work.KeyColumn;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.range.BlockRanges;
import dev.godwit.postgres.fill.range.KeyNames;
import dev.godwit.postgres.session.Attempt;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/**
 * Stands for any range of a table, in statements that people read: no value of a key leaves the
 * target.
 *
 * @param manner of the ranges that it stands for
 * @param condition for a row of the range
 * @param share for a row of the pass; empty where there is one pass
 */
record AnyRange(String manner, String condition, String share) implements Ranges {

    static AnyRange of(Ranges ranges, List<KeyColumn> key) {
        if (ranges instanceof BlockRanges blocks) {
            return new AnyRange(
                    blocks.manner(),
                    "ctid >= :from and ctid < :to",
                    blocks.passes() == 1
                            ? ""
                            : "hashtid(ctid) & %d = :pass".formatted(blocks.passes() - 1));
        }
        String columns = KeyNames.list(key);
        String row = key.size() == 1 ? columns : "(" + columns + ")";
        return new AnyRange(ranges.manner(), "%1$s > :from and %1$s <= :to".formatted(row), "");
    }

    @Override
    public String condition(Range range) {
        return share.isEmpty() ? condition : condition + " and " + share;
    }

    @Override
    public String condition(Range range, String also) {
        return share.isEmpty()
                ? condition + " and " + also
                : "%s and case when %s then %s else false end".formatted(condition, share, also);
    }

    @Override
    public List<Start> starts(Connection connection, int lanes) {
        throw unread();
    }

    @Override
    public Optional<Start> moved(Connection connection, Checkpoint at) {
        throw unread();
    }

    @Override
    public String guard() {
        return "";
    }

    @Override
    public String next(Connection connection, Checkpoint at, int size, Attempt attempt) {
        throw unread();
    }

    @Override
    public Optional<String> middle(Connection connection, Range range) {
        throw unread();
    }

    @Override
    public String describe(Range range) {
        return "any range";
    }

    @Override
    public int percent(Checkpoint at) {
        throw unread();
    }

    private static IllegalStateException unread() {
        return new IllegalStateException("no rows are read of what stands for any range");
    }
}
