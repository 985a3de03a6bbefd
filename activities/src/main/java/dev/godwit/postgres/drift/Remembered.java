package dev.godwit.postgres.drift;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.Comparison;
import dev.godwit.plan.drift.Difference;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.state.Ledger;
import dev.godwit.postgres.state.LedgerLine;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the catalog said when the last run ended, kept in the target. When the next run begins, what
 * has changed in between was changed by somebody else, and goes into the ledger before it is
 * forgotten. A look that fails is no reason for a run to fail.
 *
 * @param since in words: after which run, or accepted by whom
 */
public record Remembered(Catalog catalog, Instant at, String since) {

    private static final Logger LOG = LoggerFactory.getLogger(Remembered.class);
    private static final int NAMED = 10;

    private static final String READ =
            """
            select c.packed, c.at, coalesce('run ' || r.name, 'accepted by ' || c.actor)
              from godwit.catalog c left join godwit.run r on r.id = c.run
            """;

    // What a run that is under way changes is nobody else's change; its end is remembered anew.
    private static final String OTHERS =
            "select exists (select from godwit.run where ended_at is null and id <> ?)";

    private static final String KEEP =
            """
            insert into godwit.catalog (packed, run, actor) values (?, ?, ?)
            on conflict (id) do update set packed = excluded.packed, run = excluded.run,
                                             actor = excluded.actor, at = clock_timestamp()
            """;

    /** What is remembered; nothing before the first run has ended. */
    public static Optional<Remembered> read(Connection connection) throws SQLException {
        if (!Rows.holds(
                connection, "select pg_catalog.to_regclass('godwit.catalog') is not null")) {
            return Optional.empty();
        }
        return Rows.of(
                        connection,
                        READ,
                        row ->
                                new Remembered(
                                        Packed.unpack(row.getBytes(1)),
                                        row.getTimestamp(2).toInstant(),
                                        row.getString(3)))
                .stream()
                .findFirst();
    }

    /** The runs whose end will be remembered. */
    public static List<String> underWay(Connection connection) throws SQLException {
        return Rows.holds(connection, "select pg_catalog.to_regclass('godwit.run') is not null")
                ? Rows.of(
                        connection,
                        "select name from godwit.run where ended_at is null order by id",
                        row -> row.getString(1))
                : List.of();
    }

    /** From now on, this is what is remembered, because a person says so. */
    public static void accept(Connection connection, Catalog catalog, String actor)
            throws SQLException {
        keep(connection, catalog, null, actor);
    }

    /** A run ends: remembers what it leaves. */
    public static void keep(Connection connection, long run) throws SQLException {
        carefully(connection, () -> keep(connection, CatalogScan.read(connection), run, "godwit"));
    }

    /** A run begins: what has changed since the last one goes into the ledger. */
    public static void notice(Connection connection, long run) throws SQLException {
        carefully(
                connection,
                () -> {
                    Optional<Remembered> before = read(connection);
                    if (before.isEmpty() || Rows.holds(connection, OTHERS, run)) {
                        return;
                    }
                    List<Difference> changes =
                            Comparison.of(CatalogScan.read(connection), before.get().catalog());
                    if (!changes.isEmpty()) {
                        Ledger.add(
                                connection,
                                run,
                                LedgerLine.of(
                                                "godwit",
                                                "PREFLIGHT",
                                                0,
                                                "schema.drifted",
                                                words(changes, before.get().since()))
                                        .once("schema.drifted"));
                    }
                });
    }

    private static String words(List<Difference> changes, String since) {
        String some =
                changes.stream()
                        .limit(NAMED)
                        .map(Remembered::words)
                        .collect(Collectors.joining("; "));
        int more = changes.size() - NAMED;
        return "changed by others since %s: %s%s"
                .formatted(since, some, more > 0 ? "; and %d more".formatted(more) : "");
    }

    private static String words(Difference change) {
        return switch (change.way()) {
            case ADDED -> change.object() + " was added";
            case MISSING -> change.object() + " was dropped";
            case CHANGED -> change.object() + " was altered";
        };
    }

    private static void keep(
            Connection connection, Catalog catalog, @Nullable Long run, String actor)
            throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(KEEP)) {
            insert.setBytes(1, Packed.pack(catalog));
            insert.setObject(2, run, Types.BIGINT);
            insert.setString(3, actor);
            insert.executeUpdate();
        }
    }

    @FunctionalInterface
    private interface Look {
        void run() throws SQLException;
    }

    /** Within a savepoint, and with the transaction's own search path again afterwards. */
    private static void carefully(Connection connection, Look look) throws SQLException {
        String path =
                Rows.of(
                                connection,
                                "select current_setting('search_path')",
                                row -> row.getString(1))
                        .getFirst();
        Savepoint before = connection.setSavepoint();
        try {
            look.run();
            Rows.of(
                    connection,
                    "select pg_catalog.set_config('search_path', ?, true)",
                    row -> row.getString(1),
                    path);
            connection.releaseSavepoint(before);
        } catch (SQLException | RuntimeException failed) {
            connection.rollback(before);
            LOG.warn("the catalog could not be looked at: {}", failed.getMessage());
        }
    }
}
