package dev.godwit.postgres.history;

import dev.godwit.postgres.catalog.Rows;
import dev.godwit.workflow.message.history.RunDetail;
import dev.godwit.workflow.message.history.RunDetail.ProofEntry;
import dev.godwit.workflow.message.history.RunDetail.Sample;
import dev.godwit.workflow.message.history.RunDetail.StepEntry;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Steps, samples and proof of one run. */
final class Details {

    private static final String STEPS =
            """
            select s.*, coalesce((select sum(c.rows) from godwit.checkpoint c where c.run = s.run and c.step = s.number), 0) as rows
            from godwit.step s where s.run = ? order by s.number
            """;

    /** Enough for a curve on a page. */
    private static final int SAMPLES = 1_000;

    // Every n-th of a lane, and its newest, which says where it has come to.
    private static final String THINNED =
            """
            select * from (
              select s.*, row_number() over (partition by step, lane order by at) as place,
                     lead(at) over (partition by step, lane order by at) is null as newest, count(*) over () as total
              from godwit.sample s where run = ?
            ) counted where newest or (place - 1) %% greatest(1, ceil(total / %d.0)::bigint) = 0 order by at, step, lane
            """
                    .formatted(SAMPLES);

    private static final String PROOF =
            """
            select coalesce(proof->>'renewedAt', proof->>'at') as at, (proof->>'green')::boolean as green,
                   (proof->>'compared')::bigint as compared, (proof->>'mismatches')::bigint as mismatches,
                   coalesce(proof->>'note', '') as note
            from godwit.run where id = ? and proof is not null
            """;

    private Details() {}

    static RunDetail read(Connection connection, long run) throws SQLException {
        return new RunDetail(
                Rows.of(
                                connection,
                                "select source from godwit.run where id = ?",
                                row -> row.getString(1),
                                run)
                        .getFirst(),
                Rows.of(connection, STEPS, Details::step, run),
                Rows.exists(connection, "godwit.sample")
                        ? Rows.of(connection, THINNED, Details::sample, run)
                        : List.of(),
                Rows.of(connection, PROOF, Details::proof, run).stream().findFirst().orElse(null));
    }

    private static StepEntry step(ResultSet row) throws SQLException {
        return new StepEntry(
                row.getInt("number"),
                row.getString("stage"),
                row.getString("operation"),
                row.getString("summary"),
                row.getString("state"),
                RunHistory.instant(row, "started_at"),
                RunHistory.instant(row, "done_at"),
                row.getLong("rows"));
    }

    private static Sample sample(ResultSet row) throws SQLException {
        return new Sample(
                row.getInt("step"),
                row.getInt("lane"),
                RunHistory.instant(row, "at"),
                row.getLong("rows"),
                row.getDouble("batch_ms"),
                row.getString("held"));
    }

    private static ProofEntry proof(ResultSet row) throws SQLException {
        return new ProofEntry(
                row.getString("at"),
                row.getBoolean("green"),
                row.getLong("compared"),
                row.getLong("mismatches"),
                row.getString("note"));
    }
}
