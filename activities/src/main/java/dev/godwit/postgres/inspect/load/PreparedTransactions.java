package dev.godwit.postgres.inspect.load;

import dev.godwit.plan.sql.Identifier;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.inspect.look.Look;
import dev.godwit.postgres.inspect.look.Subject;
import dev.godwit.postgres.inspect.look.Words;
import dev.godwit.workflow.operator.Check;
import dev.godwit.workflow.operator.Check.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** No prepared transaction was forgotten: it keeps its locks for ever, over restarts too. */
public final class PreparedTransactions implements Look {

    private static final String OLD =
            """
            select gid, owner, extract(epoch from clock_timestamp() - prepared)::bigint as seconds
              from pg_prepared_xacts where database = current_database() and prepared < clock_timestamp() - interval '5 min'
             order by prepared limit 5
            """;

    @Override
    public String name() {
        return "prepared transactions";
    }

    @Override
    public List<Check> at(Connection connection, Subject subject) throws SQLException {
        List<Check> checks =
                Rows.of(
                        connection,
                        OLD,
                        row ->
                                new Check(
                                        name(),
                                        Level.WARNING,
                                        "one of %s is %s old"
                                                .formatted(
                                                        row.getString("owner"),
                                                        Words.time(
                                                                Duration.ofSeconds(
                                                                        row.getLong("seconds")))),
                                        "it keeps its locks and holds up vacuum and index builds until"
                                                + " somebody ends it",
                                        "rollback prepared %s;  or commit prepared"
                                                .formatted(
                                                        Identifier.literal(row.getString("gid")))));
        return checks.isEmpty() ? List.of(Check.ok(name(), "none is old")) : checks;
    }
}
