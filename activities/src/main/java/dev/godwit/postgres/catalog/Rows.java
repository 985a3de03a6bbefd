package dev.godwit.postgres.catalog;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Rows of a query as a list. */
public final class Rows {

    private Rows() {}

    /** Reads one row. */
    @FunctionalInterface
    public interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** All rows of a query; parameters are bound in order, as text, number, boolean or array. */
    public static <T> List<T> of(
            Connection connection, String sql, Reader<T> reader, Object... parameters)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                if (parameters[i] instanceof List<?> list) {
                    select.setArray(
                            i + 1,
                            connection.createArrayOf(
                                    list.isEmpty() || list.getFirst() instanceof Long
                                            ? "bigint"
                                            : "text",
                                    list.toArray()));
                } else {
                    select.setObject(i + 1, parameters[i]);
                }
            }
            try (ResultSet row = select.executeQuery()) {
                List<T> rows = new ArrayList<>();
                while (row.next()) {
                    rows.add(reader.read(row));
                }
                return rows;
            }
        }
    }

    /**
     * Whether there is a relation of that name; not whether the role may read it.
     *
     * @param name as a statement would say it
     */
    public static boolean exists(Connection connection, String name) throws SQLException {
        return holds(connection, "select pg_catalog.to_regclass(?) is not null", name);
    }

    /** The pid of the connection's own session. */
    public static int pid(Connection connection) throws SQLException {
        return of(connection, "select pg_catalog.pg_backend_pid()", row -> row.getInt(1))
                .getFirst();
    }

    /** The boolean of the only row. */
    public static boolean holds(Connection connection, String sql, Object... parameters)
            throws SQLException {
        return of(connection, sql, row -> row.getBoolean(1), parameters).getFirst();
    }
}
