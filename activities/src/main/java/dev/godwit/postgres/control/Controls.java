package dev.godwit.postgres.control;

import dev.godwit.plan.spec.Window;
import dev.godwit.plan.spec.throttle.Preset;
import dev.godwit.plan.spec.throttle.ThrottleSpec;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.session.Database;
import dev.godwit.postgres.session.Scope;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import dev.godwit.postgres.state.StepJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/** The row in which people's word reaches running work. A run without a row goes as planned. */
public final class Controls {

    // A plan's window is an option of the run; the row's own wins, also when it is empty.
    private static final String READ =
            """
            select coalesce(c.paused, false), c.max_rows_per_second, c.lanes,
                   coalesce(c.open_hours, r.options ->> 'window'), r.options ->> 'throttle', c.preset
            from godwit.run r left join godwit.control c on c.run = r.id where r.id = ?
            """;

    private static final String WRITE =
            """
            insert into godwit.control (run, paused, max_rows_per_second, lanes, open_hours, actor, preset)
            select ?, ?, ?, ?, ?, ?, ?
             where not exists (select from godwit.ledger where run = ? and once = ?)
            on conflict (run) do update set paused = excluded.paused,
              max_rows_per_second = excluded.max_rows_per_second, lanes = excluded.lanes,
              open_hours = excluded.open_hours, preset = excluded.preset, actor = excluded.actor, at = excluded.at
            """;

    private Controls() {}

    /** What holds for a run. */
    public static Orders read(Connection connection, long run) throws SQLException {
        return Rows.of(connection, READ, Controls::orders, run).stream()
                .findFirst()
                .orElse(Orders.NONE);
    }

    /**
     * Makes running work obey, with a line in the ledger, in one transaction. A call that is
     * repeated does nothing, also when something else has been said since.
     *
     * @param line whose {@code once} tells a repeated call
     */
    public static void write(Database database, long run, Control control, LedgerLine line)
            throws SQLException {
        database.transaction(
                Scope.state(Scope.name(run, 0)),
                connection -> {
                    write(connection, run, control, line);
                    Ledger.add(connection, run, line);
                });
    }

    private static void write(Connection connection, long run, Control control, LedgerLine line)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(WRITE)) {
            insert.setLong(1, run);
            insert.setBoolean(2, control.paused());
            insert.setObject(3, control.maxRowsPerSecond(), Types.BIGINT);
            insert.setObject(4, control.lanes(), Types.INTEGER);
            insert.setString(5, control.window());
            insert.setString(6, line.actor());
            insert.setString(7, control.preset());
            insert.setLong(8, run);
            insert.setString(9, line.once());
            insert.executeUpdate();
        }
    }

    private static Orders orders(ResultSet row) throws SQLException {
        return new Orders(
                row.getBoolean(1),
                row.getObject(2, Long.class),
                row.getObject(3, Integer.class),
                window(row.getString(4)),
                throttle(row.getString(5), row.getString(6)));
    }

    /** Of a run that an older Godwit has started, the default. */
    private static ThrottleSpec throttle(@Nullable String planned, @Nullable String preset) {
        ThrottleSpec spec =
                planned == null ? ThrottleSpec.DEFAULT : StepJson.read(planned, ThrottleSpec.class);
        return preset == null ? spec : spec.with(Preset.parse(preset));
    }

    /** A window as it is written; null for none. */
    static @Nullable Window window(@Nullable String text) {
        return text == null || text.isEmpty() ? null : Window.parse(text);
    }
}
