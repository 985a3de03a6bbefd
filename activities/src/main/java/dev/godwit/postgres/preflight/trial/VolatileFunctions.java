package dev.godwit.postgres.preflight.trial;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the volatile functions of a view's query as PostgreSQL resolved them: by overload, and
 * those behind operators and casts too. Read from the stored parse tree, so nothing is executed.
 */
final class VolatileFunctions {

    private VolatileFunctions() {}

    /** Names of the volatile functions, sorted; empty when there is none. */
    static List<String> of(Connection connection, String view) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select distinct p.proname
                          from pg_catalog.pg_rewrite r,
                               pg_catalog.regexp_matches(r.ev_action::text, ':(funcid|opfuncid|opno|aggfnoid|winfnoid) (\\d+)', 'g') as m,
                               lateral (select case when m[1] = 'opno'
                                                    then (select oprcode::oid from pg_catalog.pg_operator where oid = m[2]::oid)
                                                    else m[2]::oid end as oid) as f
                          join pg_catalog.pg_proc p on true
                         where r.ev_class = ?::regclass and p.oid = f.oid and p.provolatile = 'v'
                         order by 1
                        """)) {
            select.setString(1, view);
            try (ResultSet row = select.executeQuery()) {
                List<String> names = new ArrayList<>();
                while (row.next()) {
                    names.add(row.getString(1));
                }
                return names;
            }
        }
    }
}
