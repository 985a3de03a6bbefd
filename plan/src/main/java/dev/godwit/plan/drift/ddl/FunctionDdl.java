package dev.godwit.plan.drift.ddl;

import dev.godwit.plan.drift.Catalog;
import dev.godwit.plan.drift.CatalogObject;
import java.util.List;
import java.util.Optional;

/** Functions and procedures; {@code pg_get_functiondef} prints them as CREATE OR REPLACE. */
final class FunctionDdl implements Ddl {

    @Override
    public List<String> create(CatalogObject function, Catalog catalog) {
        return List.of(function.trait("definition"));
    }

    @Override
    public Optional<List<String>> alter(CatalogObject is, CatalogObject should, Catalog catalog) {
        boolean replaceable =
                is.trait("arguments").equals(should.trait("arguments"))
                        && is.trait("returns").equals(should.trait("returns"));
        return replaceable ? Optional.of(create(should, catalog)) : Optional.empty();
    }
}
