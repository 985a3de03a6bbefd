package dev.godwit.postgres.undo;

import dev.godwit.plan.problem.Problem;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.EngineFailure;
import dev.godwit.postgres.state.Run;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Migrations of a project stand on each other: the last ones are taken back first. */
final class LaterRuns {

    private static final String LATER =
            """
            select r.name from godwit.run mine join godwit.run r on r.history = mine.history and r.id > mine.id
            where mine.id = ? and (r.ended_at is null or exists (select from godwit.migration m where m.run = r.id))
            order by r.id desc
            """;

    private LaterRuns() {}

    /** Throws when migrations of later runs are applied, or are being applied. */
    static void refuse(Connection connection, Run run) throws SQLException {
        List<String> later = Rows.of(connection, LATER, row -> row.getString(1), run.id());
        if (!later.isEmpty()) {
            throw new EngineFailure(
                    EngineFailure.Kind.PERMANENT,
                    new Problem(
                            "GW-713",
                            "%s cannot be taken back now".formatted(run.name()),
                            "run " + run.name(),
                            "later migrations of the same project stand on it: run %s"
                                    .formatted(String.join(", ", later)),
                            "take them back first: godwit rollback " + later.getFirst()),
                    null);
        }
    }
}
