package dev.godwit.postgres.snapshot;

import dev.godwit.postgres.session.Attempt;
import dev.godwit.postgres.session.Database;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * The checksum of a table: the sum, modulo 2^64, of the first half of the MD5 of each row as text.
 * It does not depend on the order of the rows, nor on settings, nor on the version of the server;
 * it shows damage and changes, not forgery.
 */
public record RowSum(long rows, String checksum) {

    private static final String ALIAS = "_godwit_row";
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(64);

    private static final String SUM =
            "select count(*), coalesce(sum(('x' || substr(md5((%1$s.*)::text), 1, 16))::bit(64)::bigint::numeric), 0) from ";

    /**
     * Reads the whole table, in parts.
     *
     * @param place a table, as a statement names it
     */
    public static RowSum of(Database database, String name, String place, Attempt attempt)
            throws SQLException {
        List<String> chunks =
                database.inTransaction(
                        Reading.scope(name), connection -> Chunks.of(connection, place, ALIAS));
        long rows = 0;
        BigInteger sum = BigInteger.ZERO;
        for (String chunk : chunks) {
            attempt.check();
            attempt.report("counts what is kept: " + rows + " rows");
            Part part =
                    database.inTransaction(
                            Reading.scope(name), connection -> part(connection, chunk, attempt));
            rows += part.rows();
            sum = sum.add(part.sum());
        }
        return new RowSum(rows, "md5sum:%016x".formatted(sum.mod(MODULUS)));
    }

    private record Part(long rows, BigInteger sum) {}

    private static Part part(Connection connection, String chunk, Attempt attempt)
            throws SQLException {
        Reading.settle(connection);
        try (Statement statement = connection.createStatement();
                Attempt.Running running = attempt.running(statement);
                ResultSet row = statement.executeQuery(SUM.formatted(ALIAS) + chunk)) {
            row.next();
            return new Part(row.getLong(1), row.getBigDecimal(2).toBigInteger());
        }
    }
}
