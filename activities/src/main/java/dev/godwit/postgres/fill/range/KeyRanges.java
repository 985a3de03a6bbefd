package dev.godwit.postgres.fill.range;

import dev.godwit.plan.sql.QualifiedName;
import dev.godwit.plan.step.Work.KeyColumn;
import dev.godwit.postgres.fill.lane.Checkpoint;
import dev.godwit.postgres.fill.lane.Ranges;
import dev.godwit.postgres.session.Attempt;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ranges of a unique key without NULLs, in the order of its index: any type that has an order,
 * composite keys by row comparison. A range is open at its start and closed at its end.
 */
public final class KeyRanges implements Ranges {

    /** Rows that lane bounds of a large table are taken from. */
    private static final double SAMPLE = 20_000;

    private final QualifiedName table;
    private final Key key;
    private final double estimate;
    private final int lanes;

    private KeyRanges(QualifiedName table, Key key, double estimate, int lanes) {
        this.table = table;
        this.key = key;
        this.estimate = estimate;
        this.lanes = lanes;
    }

    /** Reads what the catalog says about table and key. */
    public static KeyRanges of(
            Connection connection, QualifiedName table, List<KeyColumn> columns, int lanes)
            throws SQLException {
        double estimate = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select greatest(reltuples, 0) from pg_class where oid = "
                                        + BlockRanges.regclass(table))) {
            if (row.next()) {
                estimate = row.getDouble(1);
            }
        }
        return new KeyRanges(table, Key.read(connection, table, columns), estimate, lanes);
    }

    @Override
    public String manner() {
        return "by ranges of the key";
    }

    @Override
    public List<Start> starts(Connection connection, int count) throws SQLException {
        List<String> bounds = count > 1 ? bounds(connection, count) : new ArrayList<>();
        String last = first(connection, "true order by " + key.reverse()).orElse("");
        List<Start> starts = new ArrayList<>();
        String from = "";
        for (int lane = 0; lane < count - 1; lane++) {
            String upto = lane < bounds.size() ? bounds.get(lane) : from;
            starts.add(new Start(from, upto, null));
            from = upto;
        }
        starts.add(new Start(from, last, null));
        return starts;
    }

    /** The last keys of all lanes but the last, from all rows or a sample of them. */
    private List<String> bounds(Connection connection, int count) throws SQLException {
        String sample =
                estimate > 2 * SAMPLE
                        ? " tablesample system (" + 100 * SAMPLE / estimate + ")"
                        : "";
        String sql =
                "select * from (select %2$s, row_number() over (order by %3$s) as n, count(*) over () as rows from %1$s%4$s) s where n in (%5$s) order by n"
                        .formatted(table.sql(), key.texts(), key.order(), sample, shares(count));
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (ResultSet row = statement.executeQuery(sql)) {
                List<String> bounds = new ArrayList<>();
                while (row.next()) {
                    bounds.add(key.position(row));
                }
                return bounds;
            }
        }
    }

    private static String shares(int count) {
        List<String> shares = new ArrayList<>();
        for (int lane = 1; lane < count; lane++) {
            shares.add("rows * " + lane + " / " + count);
        }
        return String.join(", ", shares);
    }

    @Override
    public Optional<Start> moved(Connection connection, Checkpoint at) {
        return Optional.empty();
    }

    @Override
    public String guard() {
        return "";
    }

    @Override
    public String next(Connection connection, Checkpoint at, int size, Attempt attempt)
            throws SQLException {
        String rest = condition(new Range(at.position(), at.upto()));
        String sql = rest + " order by " + key.order() + " offset " + (size - 1);
        return first(connection, sql, attempt).orElse(at.upto());
    }

    @Override
    public String condition(Range range) {
        String upper = key.compare("<=", range.to());
        return range.from().isEmpty() ? upper : key.compare(">", range.from()) + " and " + upper;
    }

    /** The smallest key of a range; empty when it holds no row. */
    public Optional<String> least(Connection connection, Range range, Attempt attempt)
            throws SQLException {
        return first(connection, condition(range) + " order by " + key.order(), attempt);
    }

    /** Where a range begins that ends with another one and holds about so many rows. */
    public String before(Connection connection, Range range, int size, Attempt attempt)
            throws SQLException {
        String last = condition(range) + " order by " + key.reverse() + " offset " + size;
        return first(connection, last, attempt).orElse(range.from());
    }

    /** A position of a key of one column as SQL, of the column's type. */
    public String value(String position) {
        return key.value(position);
    }

    @Override
    public Optional<String> middle(Connection connection, Range range) throws SQLException {
        long rows = 0;
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery(
                                "select count(*) from %s where %s"
                                        .formatted(table.sql(), condition(range)))) {
            row.next();
            rows = row.getLong(1);
        }
        return rows < 2
                ? Optional.empty()
                : first(
                                connection,
                                "%s order by %s offset %d"
                                        .formatted(condition(range), key.order(), rows / 2 - 1))
                        .filter(middle -> !middle.equals(range.to()));
    }

    @Override
    public String describe(Range range) {
        return "keys with SHA-256 from %s… to %s…".formatted(hash(range.from()), hash(range.to()));
    }

    @Override
    public int percent(Checkpoint at) {
        return at.finished()
                ? 100
                : (int) Math.min(99, 100 * at.rows() * lanes / Math.max(1, estimate));
    }

    private Optional<String> first(Connection connection, String where) throws SQLException {
        return first(connection, where, null);
    }

    private Optional<String> first(Connection connection, String where, @Nullable Attempt attempt)
            throws SQLException {
        String sql =
                "select %s from %s where %s limit 1".formatted(key.texts(), table.sql(), where);
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            try (Attempt.Running running =
                            (attempt == null ? Attempt.UNATTENDED : attempt).running(statement);
                    ResultSet row = statement.executeQuery(sql)) {
                return row.next() ? Optional.of(key.position(row)) : Optional.empty();
            }
        }
    }

    private static String hash(String position) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(position.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, 12);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JVM has SHA-256", missing);
        }
    }
}
