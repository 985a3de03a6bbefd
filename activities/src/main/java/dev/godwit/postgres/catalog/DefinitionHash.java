package dev.godwit.postgres.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The definitions of a run's tables, one SHA-256 per object, so that a change can be named. Left
 * out on purpose: statistics, privileges and storage parameters, which people may tune while a long
 * run is under way, and indexes that are being built under a reserved name.
 *
 * @param objects hash by object, for example {@code column email of users}
 */
public record DefinitionHash(Map<String, String> objects) {

    private static final String SQL =
            """
            with t as (select c.*, n.nspname from pg_catalog.pg_class c
                         join pg_catalog.pg_namespace n on n.oid = c.relnamespace
                        where c.oid = any (?::bigint[]::oid[]))
            select case when nspname = 'public' then '' else nspname || '.' end || relname, kind, name, definition
              from t, lateral (
                select 'table' as kind, '' as name,
                       pg_catalog.concat_ws(' ', t.oid, relkind, relpersistence, relrowsecurity, relforcerowsecurity, relreplident) as definition
                union all
                select 'column', a.attname, pg_catalog.concat_ws(' ', a.attnum, a.atttypid,
                         pg_catalog.format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attgenerated, a.attidentity,
                         a.attcollation, pg_catalog.pg_get_expr(d.adbin, d.adrelid))
                  from pg_catalog.pg_attribute a
                  left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
                 where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped
                union all
                select 'constraint', conname, pg_catalog.concat_ws(' ', pg_catalog.pg_get_constraintdef(k.oid), convalidated)
                  from pg_catalog.pg_constraint k where conrelid = t.oid
                union all
                select 'index', ic.relname, pg_catalog.concat_ws(' ', pg_catalog.pg_get_indexdef(indexrelid), indisvalid)
                  from pg_catalog.pg_index i join pg_catalog.pg_class ic on ic.oid = indexrelid
                 where indrelid = t.oid and ic.relname not like '\\_godwit\\_%'
                union all
                select 'trigger', tgname, pg_catalog.concat_ws(' ', pg_catalog.pg_get_triggerdef(g.oid), tgenabled)
                  from pg_catalog.pg_trigger g where tgrelid = t.oid and not tgisinternal
                union all
                select 'rule', rulename, pg_catalog.concat_ws(' ', pg_catalog.pg_get_ruledef(r.oid), ev_enabled)
                  from pg_catalog.pg_rewrite r where ev_class = t.oid
              ) as part
            """;

    public DefinitionHash {
        objects = Map.copyOf(objects);
    }

    /** Reads the tables of those oids; one that has gone leaves nothing behind. */
    public static DefinitionHash read(Connection connection, List<Long> oids) throws SQLException {
        Map<String, String> objects = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement(SQL)) {
            select.setArray(1, connection.createArrayOf("bigint", oids.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    String table = row.getString(1);
                    String kind = row.getString(2);
                    objects.put(
                            kind.equals("table")
                                    ? "table " + table
                                    : kind + " " + row.getString(3) + " of " + table,
                            sha256(row.getString(4)));
                }
            }
        }
        return new DefinitionHash(objects);
    }

    /** What an earlier state has lost, gained or changed until this one, in words, sorted. */
    public List<String> changesSince(DefinitionHash earlier) {
        TreeSet<String> all = new TreeSet<>(objects.keySet());
        all.addAll(earlier.objects.keySet());
        List<String> changes = new ArrayList<>();
        for (String object : all) {
            String now = objects.get(object);
            String before = earlier.objects.get(object);
            if (before == null) {
                changes.add(object + " was added");
            } else if (now == null) {
                changes.add(object + " was dropped or renamed");
            } else if (!now.equals(before)) {
                changes.add(object + " was altered");
            }
        }
        return changes;
    }

    private static String sha256(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
