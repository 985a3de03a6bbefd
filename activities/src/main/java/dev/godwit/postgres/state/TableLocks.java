package dev.godwit.postgres.state;

import dev.godwit.plan.schema.Table;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Keeps two runs off the same table. Not a PostgreSQL lock: it outlives every connection. */
public final class TableLocks {

    private TableLocks() {}

    /** A table that another run holds. */
    public record Conflict(String table, String run) {}

    /** Takes the tables for a run, in order of oid; returns those that another run holds. */
    public static List<Conflict> take(Connection connection, long run, List<Table> tables)
            throws SQLException {
        List<Conflict> conflicts = new ArrayList<>();
        List<Table> ordered = tables.stream().sorted(Comparator.comparingLong(Table::oid)).toList();
        for (Table table : ordered) {
            try (PreparedStatement insert =
                    connection.prepareStatement(
                            "insert into godwit.table_lock (relation_oid, relation, run)"
                                    + " values (?::bigint::oid, ?, ?) on conflict do nothing")) {
                insert.setLong(1, table.oid());
                insert.setString(2, table.name().toString());
                insert.setLong(3, run);
                insert.executeUpdate();
            }
            try (PreparedStatement holder =
                    connection.prepareStatement(
                            "select r.name from godwit.table_lock l join godwit.run r on r.id = l.run"
                                    + " where l.relation_oid = ?::bigint::oid and l.run <> ?")) {
                holder.setLong(1, table.oid());
                holder.setLong(2, run);
                try (ResultSet row = holder.executeQuery()) {
                    if (row.next()) {
                        conflicts.add(new Conflict(table.name().toString(), row.getString(1)));
                    }
                }
            }
        }
        return conflicts;
    }

    /**
     * Takes tables again for a run that is opened again.
     *
     * @param oids those that are gone by now are left out
     * @return those that another run holds
     */
    public static List<Conflict> retake(Connection connection, long run, List<Long> oids)
            throws SQLException {
        Array wanted = connection.createArrayOf("bigint", oids.toArray());
        try (PreparedStatement insert =
                connection.prepareStatement(
                        """
                        insert into godwit.table_lock (relation_oid, relation, run)
                        select c.oid, case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname, ?
                        from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                        where c.oid::bigint = any (?) order by c.oid on conflict do nothing
                        """)) {
            insert.setLong(1, run);
            insert.setArray(2, wanted);
            insert.executeUpdate();
        }
        try (PreparedStatement holders =
                connection.prepareStatement(
                        """
                        select l.relation, r.name from godwit.table_lock l join godwit.run r on r.id = l.run
                        where l.relation_oid::bigint = any (?) and l.run <> ? order by l.relation_oid
                        """)) {
            holders.setArray(1, wanted);
            holders.setLong(2, run);
            List<Conflict> conflicts = new ArrayList<>();
            try (ResultSet row = holders.executeQuery()) {
                while (row.next()) {
                    conflicts.add(new Conflict(row.getString(1), row.getString(2)));
                }
            }
            return conflicts;
        }
    }

    /** Releases all tables of a run. */
    public static void release(Connection connection, long run) throws SQLException {
        try (PreparedStatement delete =
                connection.prepareStatement("delete from godwit.table_lock where run = ?")) {
            delete.setLong(1, run);
            delete.executeUpdate();
        }
    }
}
