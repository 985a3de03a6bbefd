package dev.godwit.postgres.drift;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import dev.godwit.plan.drift.Kind;
import dev.godwit.postgres.catalog.Rows;
import dev.godwit.postgres.drift.Dependencies.Place;
import dev.godwit.postgres.state.StepJson;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a database's whole catalog, but PostgreSQL's own part and Godwit's. For 14 to 18. */
public final class CatalogScan {

    private static final List<Part> PARTS =
            Stream.of(SchemaParts.ALL, CodeParts.ALL, RelationParts.ALL, AccessParts.ALL)
                    .flatMap(List::stream)
                    .sorted((one, other) -> one.kind().compareTo(other.kind()))
                    .toList();

    private final Connection connection;
    private final Map<Place, CatalogObject> objects = new LinkedHashMap<>();
    private final List<CatalogObject> attached = new ArrayList<>();

    private CatalogScan(Connection connection) {
        this.connection = connection;
    }

    /**
     * Reads it within the caller's transaction, whose search path is only PostgreSQL's own schema
     * afterwards: names are printed whole, so that two servers print the same.
     */
    public static Catalog read(Connection connection) throws SQLException {
        try (Statement set = connection.createStatement()) {
            set.execute("set local search_path = pg_catalog");
        }
        CatalogScan scan = new CatalogScan(connection);
        for (Part part : PARTS) {
            scan.read(part);
        }
        return scan.catalog();
    }

    private void read(Part part) throws SQLException {
        long catalog =
                Rows.of(
                                connection,
                                "select ?::regclass::oid::bigint",
                                row -> row.getLong(1),
                                part.catalog())
                        .getFirst();
        Rows.of(connection, part.sql(), row -> add(part.kind(), catalog, row));
    }

    private boolean add(Kind kind, long catalog, ResultSet row) throws SQLException {
        Place of =
                new Place(row.getLong("of_catalog"), row.getLong("of_oid"), row.getInt("of_sub"));
        String whole = "";
        if (of.oid() != 0) {
            CatalogObject known = objects.get(of);
            if (known == null) {
                return false;
            }
            whole = known.id();
        }
        CatalogObject object =
                new CatalogObject(
                        kind,
                        row.getString("schema"),
                        row.getString("name"),
                        whole,
                        traits(row.getString("traits")),
                        List.of());
        if (row.getLong("oid") == 0) {
            attached.add(object);
        } else {
            objects.put(new Place(catalog, row.getLong("oid"), row.getInt("sub")), object);
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    private static SortedMap<String, String> traits(String json) {
        SortedMap<String, String> traits = new TreeMap<>();
        Map<String, String> read = StepJson.read(json, Map.class);
        read.forEach(
                (trait, value) -> {
                    if (value != null) {
                        traits.put(trait, value);
                    }
                });
        return traits;
    }

    private Catalog catalog() throws SQLException {
        Dependencies dependencies = Dependencies.read(connection, objects.keySet());
        List<CatalogObject> all = new ArrayList<>();
        objects.forEach(
                (place, object) ->
                        all.add(
                                object.needing(
                                        dependencies.of(place).stream()
                                                .map(objects::get)
                                                .filter(Objects::nonNull)
                                                .map(CatalogObject::id)
                                                .filter(id -> !id.equals(object.of()))
                                                .distinct()
                                                .toList())));
        all.addAll(attached);
        return new Catalog(all);
    }
}
