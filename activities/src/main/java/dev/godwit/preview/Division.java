package dev.godwit.preview;

import dev.godwit.plan.Plan;
import dev.godwit.plan.spec.BackfillSpec;
import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.RowWork.DeleteRows;
import dev.godwit.plan.step.RowWork.FillAll;
import dev.godwit.plan.step.RowWork.ProveNone;
import dev.godwit.plan.step.RowWork.RunBody;
import dev.godwit.plan.step.ShadowWork;
import dev.godwit.plan.step.Work;
import dev.godwit.plan.step.Work.Fill;
import dev.godwit.plan.step.Work.KeepColumn;
import dev.godwit.plan.step.Work.Prove;
import dev.godwit.plan.step.Work.Strategy;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.fill.FillRunner;
import dev.godwit.postgres.fill.KeepRunner;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.fill.range.BlockRanges;
import dev.godwit.postgres.rows.BodyRunner;
import dev.godwit.postgres.rows.DeleteRunner;
import dev.godwit.postgres.verify.VerifyRunner;
import dev.godwit.workflow.preview.PreviewStep.PreviewRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How rows would be divided. The choice is that of the runners, asked on the table as it is now, in
 * the words that the ledger gets.
 */
final class Division {

    private static final String READ = "every row is read once, in the order it lies on disk";
    private static final String LATER = "as the table is when the step begins: it is not there yet";

    private final Connection connection;
    private final @Nullable Plan plan;

    Division(Connection connection, @Nullable Plan plan) {
        this.connection = connection;
        this.plan = plan;
    }

    /** A table, for people and for statements. */
    record Named(String words, String sql) {}

    /**
     * Rows of a step.
     *
     * @param ranges that stand for any range
     */
    record Divided(Named table, PreviewRows rows, Ranges ranges) {}

    /** What makes ranges on a connection. */
    private interface Making {
        Ranges on(Connection connection) throws SQLException;
    }

    /** Nothing for work that is not done in batches. */
    Optional<Divided> of(Work work) throws SQLException {
        return switch (work) {
            case Fill fill -> Optional.of(fill(FillAll.of(fill)));
            case FillAll fill -> Optional.of(fill(fill));
            case RunBody body ->
                    Optional.of(
                            divided(
                                    body.table(),
                                    "the UPDATE of the plan is run for one range after the other",
                                    body.lanes(),
                                    body.maxRowsPerSecond(),
                                    List.of(body.key()),
                                    on -> BodyRunner.divided(on, body)));
            case DeleteRows delete ->
                    Optional.of(
                            divided(
                                    delete.table(),
                                    because(delete.strategy())
                                            + "; again and again until a pass finds none",
                                    delete.lanes(),
                                    delete.maxRowsPerSecond(),
                                    delete.key(),
                                    on -> DeleteRunner.divided(on, delete)));
            case KeepColumn keep ->
                    Optional.of(
                            divided(
                                    keep.table(),
                                    "the copy is kept by key, for a rollback",
                                    1,
                                    null,
                                    keep.key(),
                                    on -> KeepRunner.divided(on, keep)));
            case Prove prove -> Optional.of(read(prove.table(), prove.lanes()));
            case ProveNone none -> Optional.of(read(none.table(), 1));
            case ShadowWork.CopyRows copy ->
                    Optional.of(
                            divided(
                                    copy.table(),
                                    "the plan says strategy: copy; each row is written once, into a table that takes the place of this one",
                                    copy.lanes(),
                                    copy.maxRowsPerSecond(),
                                    copy.key(),
                                    on -> new BlockRanges(copy.table())));
            case ShadowWork.ProveTwin twin -> Optional.of(read(twin.table(), 1));
            default -> Optional.empty();
        };
    }

    private Divided fill(FillAll fill) throws SQLException {
        return divided(
                fill.table(),
                because(fill.strategy()),
                fill.lanes(),
                fill.maxRowsPerSecond(),
                fill.key(),
                on -> FillRunner.divided(on, fill));
    }

    private Divided read(QualifiedName table, int lanes) throws SQLException {
        return divided(table, READ, lanes, null, List.of(), on -> VerifyRunner.divided(table));
    }

    private Divided divided(
            QualifiedName table,
            String because,
            int lanes,
            @Nullable Integer maxRowsPerSecond,
            List<Work.KeyColumn> key,
            Making making)
            throws SQLException {
        boolean there = Rows.exists(connection, table.sql());
        Ranges ranges = there ? making.on(connection) : new BlockRanges(table);
        return new Divided(
                new Named(table.toString(), table.sql()),
                new PreviewRows(
                        table.toString(),
                        there ? ranges.manner() : LATER,
                        because,
                        Math.max(1, lanes),
                        maxRowsPerSecond),
                AnyRange.of(ranges, key));
    }

    private String because(Strategy strategy) {
        boolean said = plan != null && plan.backfill().strategy() != null;
        if (said && (strategy == Strategy.KEYS) == (wanted() == BackfillSpec.Ranges.KEYS)) {
            return "the plan says strategy: " + (strategy == Strategy.KEYS ? "keys" : "blocks");
        }
        return strategy == Strategy.KEYS
                ? "the table has a key, and no trigger follows rows that move while they are filled"
                : "the default: blocks need no key, and are read in the order they lie on disk";
    }

    private BackfillSpec.@Nullable Ranges wanted() {
        return plan == null ? null : plan.backfill().strategy();
    }
}
