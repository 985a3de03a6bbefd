package dev.godwit.postgres.drift;

import dev.godwit.postgres.catalog.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What needs what, by {@code pg_depend}, between the objects that were read. */
final class Dependencies {

    /**
     * One object, as {@code pg_depend} points at it: the catalog, its row and for a column its
     * number.
     */
    record Place(long catalog, long oid, int sub) {}

    // That a sequence is owned by a column ('a' of a sequence) is said when both are there.
    private static final String DEPENDS =
            """
            select d.classid::bigint, d.objid::bigint, d.objsubid, d.refclassid::bigint, d.refobjid::bigint, d.refobjsubid
              from pg_depend d
             where d.objid >= 16384 and d.refobjid >= 2200
               and not (d.deptype in ('a', 'i') and d.classid = 'pg_class'::regclass
                        and exists (select from pg_class s where s.oid = d.objid and s.relkind = 'S'))
            """;

    // The rows of other catalogs stand for the object that people know.
    private static final String STAND_FOR =
            """
            select 'pg_attrdef'::regclass::oid::bigint, oid::bigint, 'pg_class'::regclass::oid::bigint, adrelid::bigint, adnum::int from pg_attrdef
            union all select 'pg_rewrite'::regclass::oid::bigint, oid::bigint, 'pg_class'::regclass::oid::bigint, ev_class::bigint, 0
              from pg_rewrite where rulename = '_RETURN'
            union all select 'pg_type'::regclass::oid::bigint, oid::bigint, 'pg_class'::regclass::oid::bigint, typrelid::bigint, 0
              from pg_type where typrelid <> 0 and exists (select from pg_class c where c.oid = typrelid and c.relkind <> 'c')
            union all select 'pg_type'::regclass::oid::bigint, oid::bigint, 'pg_type'::regclass::oid::bigint, typelem::bigint, 0
              from pg_type where typcategory = 'A' and typelem <> 0
            union all select 'pg_class'::regclass::oid::bigint, conindid::bigint, 'pg_constraint'::regclass::oid::bigint, oid::bigint, 0
              from pg_constraint where contype in ('p', 'u', 'x')
            """;

    private final Map<Place, Place> standFor = new HashMap<>();
    private final Map<Place, Set<Place>> needs = new HashMap<>();

    private Dependencies() {}

    static Dependencies read(Connection connection, Set<Place> known) throws SQLException {
        Dependencies dependencies = new Dependencies();
        Rows.of(
                connection,
                STAND_FOR,
                row ->
                        dependencies.standFor.put(
                                new Place(row.getLong(1), row.getLong(2), 0),
                                new Place(row.getLong(3), row.getLong(4), row.getInt(5))));
        Rows.of(
                connection,
                DEPENDS,
                row -> {
                    Place needing = new Place(row.getLong(1), row.getLong(2), row.getInt(3));
                    Place needed = new Place(row.getLong(4), row.getLong(5), row.getInt(6));
                    dependencies.add(needing, needed, known);
                    return true;
                });
        return dependencies;
    }

    private void add(Place needing, Place needed, Set<Place> known) {
        Place one = known(needing, known);
        Place other = known(needed, known);
        if (!one.equals(other)) {
            needs.computeIfAbsent(one, place -> new LinkedHashSet<>()).add(other);
        }
    }

    private Place known(Place place, Set<Place> known) {
        Place at = place;
        while (!known.contains(at)) {
            Place whole = new Place(at.catalog(), at.oid(), 0);
            Place next = known.contains(whole) ? whole : standFor.get(whole);
            if (next == null || next.equals(at)) {
                return at;
            }
            at = next;
        }
        return at;
    }

    /** What one needs directly. */
    List<Place> of(Place place) {
        return new ArrayList<>(needs.getOrDefault(place, Set.of()));
    }
}
