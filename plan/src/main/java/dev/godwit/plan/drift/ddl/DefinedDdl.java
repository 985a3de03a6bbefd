package dev.godwit.plan.drift.ddl;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import java.util.List;

/** Indexes, extended statistics and rules, whose definition is the statement that makes them. */
final class DefinedDdl implements Ddl {

    @Override
    public List<String> create(CatalogObject object, Catalog catalog) {
        return List.of(object.trait("definition"));
    }
}
