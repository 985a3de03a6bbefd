package dev.godwit.plan.drift.ddl;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import java.util.List;

final class SchemaDdl implements Ddl {

    @Override
    public List<String> create(CatalogObject schema, Catalog catalog) {
        return List.of("create schema " + schema.sql());
    }
}
